import { Controller, Inject } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Problem } from '#contracts/errors';
import { InquiryCommands, verdictOf, type IncomingEvent } from '#libs/event-intake';
import type { DeliveryContext } from './bus-server.js';

/** Commands to ask. Whoever sent one waits for an answer, so a refusal is told as an event and not parked. */
@Controller()
export class InquiryCommandsController {
  constructor(@Inject(InquiryCommands) private readonly commands: InquiryCommands) {}

  @EventPattern('inquiry.requested.v1')
  async requested(@Payload() event: IncomingEvent<'inquiry.requested.v1'>, @Ctx() context: unknown): Promise<void> {
    try {
      await this.commands.requested(event);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { kind } = verdictOf(error);
      if (kind !== 'park' && !(kind === 'retry' && (context as DeliveryContext).delivery.last)) throw error;
      await this.commands.refuse(event, error);
    }
  }
}
