import { IdField, MomentField, ObjectListField, TextField } from './fields.js';
import { PrincipalDto } from './system.dto.js';

/** A path on this very host. Browsers read a backslash as a slash and leave out control characters, so neither may stand in it. */
const OWN_PATH = /^\/(?![/\\])[^\\\u0000-\u001f\u007f]*$/;

/** Where a sign-in is to lead. */
export class BeginSignInQueryDto {
  @TextField({ description: 'Page of this gateway to go to afterwards: a path that begins with one slash', max: 500, pattern: OWN_PATH, allowed: 'a path of this gateway: one slash, then no slash, no backslash; at most 500 characters', optional: true, example: '/cases' })
  returnTo?: string;
}

/** Who is signed in with this browser, and for how long. */
export class SignedInDto extends PrincipalDto {
  @IdField({ description: 'Session; absent for callers with a token', optional: true })
  sessionId?: string;

  @MomentField({ description: 'Over then if it is not used before; absent for callers with a token', optional: true })
  endsAt?: string;
}

export class SignedOutDto {
  @TextField({ description: 'Page of the identity provider that ends its own session; absent when it has none or cannot be asked', max: 2000, optional: true })
  continueAt?: string;
}

/** A session of somebody in a browser (登录会话). */
export class SessionDto {
  @IdField({ description: 'Session' })
  id!: string;

  @TextField({ description: 'Whose', max: 100 })
  login!: string;

  @MomentField({ description: 'Signed in' })
  startedAt!: string;

  @MomentField({ description: 'Last used, to within a twentieth of the idle time' })
  lastUsedAt!: string;

  @MomentField({ description: 'Over then if it is not used before' })
  endsAt!: string;
}

export class SessionListDto {
  @ObjectListField(() => SessionDto, { description: 'Open sessions, newest first; at most 200', max: 200 })
  items!: SessionDto[];
}

/** Why access is taken away or given back. */
export class ChangeAccessDto {
  @TextField({ description: 'Why; kept on the audit record, so no personal data', max: 200, example: '调离执行局' })
  reason!: string;
}
