import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AccessRequest } from '#libs/access';
import { sightOf } from '#libs/redaction';

/** Parameter: what the caller may see, for the few routes whose bytes nobody can mask afterwards. */
export const CurrentSight = createParamDecorator((_: unknown, context: ExecutionContext) => sightOf(context.switchToHttp().getRequest<AccessRequest>()));
