import {
  BrowserCalls,
  ClientCertificates,
  EitherPrincipalResolver,
  ExternalIdentities,
  GuessLimit,
  RefusalRecord,
  Sessions,
  StoredPrincipalResolver,
  type GuardOptions,
  type PrincipalResolver,
} from '#libs/access';
import { AccessTokenResolver, SignIn } from '#libs/openid';
import type { GatewayParts } from '../gateway-options.js';
import { SignInDesk } from './sign-in-desk.js';

/** Everything that says who is calling, put together once per gateway. */
export interface AccessParts {
  readonly principals: PrincipalResolver;
  readonly refusals: RefusalRecord;
  readonly guard: GuardOptions;
  readonly sessions: Sessions;
  readonly desk: SignInDesk;
  /** Where we listen: the address people use, unless the settings name another. */
  listensAt(address: string): void;
  /** The address people use. */
  readonly publicUrl: () => string;
}

const WITHOUT_IDENTITY = { idleMs: 1, longestMs: 1 };

export function accessParts({ database, metrics, logger, identity, certificateProxy }: GatewayParts): AccessParts {
  let address = 'http://127.0.0.1';
  const publicUrl = (): string => identity?.publicUrl ?? address;
  const clock = identity?.clock ?? Date.now;
  const stored = new StoredPrincipalResolver(database);
  const refusals = new RefusalRecord(database, metrics, logger);
  const guesses = new GuessLimit(clock);
  const calls = new BrowserCalls(publicUrl);
  const certificates = new ClientCertificates(certificateProxy);
  const sessions = new Sessions(database, identity?.session ?? WITHOUT_IDENTITY, clock);
  const identities = new ExternalIdentities(database, { clock });
  const signIn = identity === undefined ? undefined : new SignIn({ ...identity, publicUrl });
  return {
    principals: identity === undefined ? stored : new EitherPrincipalResolver(new AccessTokenResolver({ ...identity, identities }), stored),
    refusals,
    guard: { certificates, guesses, ...(identity === undefined ? {} : { browser: { sessions, calls } }) },
    sessions,
    desk: new SignInDesk({ signIn, publicUrl, sessions, identities, calls, refusals, guesses, logger }),
    // Listening on every network: people on this machine come by its loopback address.
    listensAt: (given) => void (address = given.replace(/^(https?):\/\/(0\.0\.0\.0|\[::\])(?=:)/, '$1://127.0.0.1')),
    publicUrl,
  };
}
