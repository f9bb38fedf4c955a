import { Injectable } from '@nestjs/common';
import { Problem } from '#contracts/errors';
import { CallbackDesk } from '#libs/mailbox';

/** Stands in where no institution calls back: the address does not exist. */
@Injectable()
export class NoCallbackDesk extends CallbackDesk {
  override receive(): Promise<never> {
    return Promise.reject(new Problem('route-unknown'));
  }
}
