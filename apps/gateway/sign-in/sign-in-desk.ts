import { Problem } from '#contracts/errors';
import type { AccessRequest, BrowserCalls, ExternalIdentities, GuessLimit, RefusalRecord, Sessions } from '#libs/access';
import type { SignIn } from '#libs/openid';
import type { Logger } from '#libs/telemetry';

export interface SignInDeskParts {
  /** Undefined when no provider is configured. */
  readonly signIn: SignIn | undefined;
  /** Address that people use. */
  readonly publicUrl: () => string;
  readonly sessions: Sessions;
  readonly identities: ExternalIdentities;
  readonly calls: BrowserCalls;
  readonly refusals: RefusalRecord;
  readonly guesses: GuessLimit;
  readonly logger: Logger;
}

/** What the browser gets: cookies to set, and where to go. */
export interface Step {
  readonly cookies: readonly string[];
  readonly location?: string | undefined;
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** Signs people in and out: from the provider's answer to a session of ours. */
export class SignInDesk {
  constructor(private readonly parts: SignInDeskParts) {}

  /**
   * @param host as the browser calls us. Somebody who wrote localhost is sent to our own address first: the provider sends them
   * back there, and cookies do not follow from one name to another.
   * @throws Problem `sign-in-unavailable`, `identity-provider-unavailable`
   */
  async begin(returnTo: string, host: string | undefined): Promise<Step> {
    const own = this.parts.publicUrl();
    if (host !== undefined && LOOPBACK.test(host) && LOOPBACK.test(new URL(own).host) && host !== new URL(own).host) {
      return { location: `${own}/auth/login?returnTo=${encodeURIComponent(returnTo)}`, cookies: [] };
    }
    const { location, attempt, seconds } = await this.#signIn.begin(returnTo);
    return { location, cookies: [this.parts.calls.keepAttempt(attempt, seconds)] };
  }

  /** @throws Problem `sign-in-refused` with nothing of why for the caller, `too-many-attempts` */
  async complete(request: AccessRequest, query: string): Promise<Step> {
    const { calls, sessions, identities, guesses } = this.parts;
    const result = await this.#signIn.complete(query, calls.attemptOf(request.headers));
    if (!result.accepted) {
      // Never refused beforehand: state and code cannot be guessed, and others behind this address must get in.
      const address = request.ip ?? 'unknown';
      const code = guesses.isSpent(address) ? 'too-many-attempts' : 'sign-in-refused';
      guesses.failed(address);
      throw await this.#refusal(request, code, result.why);
    }
    const { principal, issuer, subject, returnTo } = result;
    // Asked now, not from memory: who was disabled a second ago gets no session.
    const admission = await identities.admitNow({ issuer, subject, login: principal.login, kind: principal.kind });
    if (admission !== 'admitted') throw await this.#refusal(request, 'sign-in-refused', admission, principal.login);
    const secret = await sessions.open(principal, { issuer, subject }, request.id, calls.sessionOf(request.headers));
    guesses.proved(secret);
    return { location: returnTo, cookies: [calls.keepSession(secret), calls.dropAttempt()] };
  }

  /** Ends the session of this browser; without one there is nothing to do. @throws Problem `origin-refused` */
  async end(request: AccessRequest): Promise<Step> {
    const { calls, sessions, logger } = this.parts;
    if (!calls.isOurs(request.method, request.headers)) throw await this.#refusal(request, 'origin-refused');
    const secret = calls.sessionOf(request.headers);
    const session = secret === undefined ? undefined : await sessions.find(secret);
    if (session !== undefined) await sessions.end(session.id, { login: session.principal.login, correlationId: request.id }, 'sign-in.ended');
    // Signing out here must work while the provider is down.
    const location = await this.parts.signIn?.endLocation().catch((err: unknown) => void logger.warn({ err }, 'signed out here only'));
    return { cookies: [calls.dropSession()], location: location ?? undefined };
  }

  /** @throws Problem `sign-in-unavailable` */
  discoveryLocation(): string {
    return this.#signIn.discoveryLocation;
  }

  get #signIn(): SignIn {
    if (this.parts.signIn === undefined) throw new Problem('sign-in-unavailable');
    return this.parts.signIn;
  }

  async #refusal(request: AccessRequest, code: 'sign-in-refused' | 'too-many-attempts' | 'origin-refused', why?: string, login?: string): Promise<Problem> {
    const route = request.routeOptions?.url ?? 'unknown';
    await this.parts.refusals.add({ code, ...(why === undefined ? {} : { why }), login, method: request.method, route, correlationId: request.id });
    return new Problem(code);
  }
}
