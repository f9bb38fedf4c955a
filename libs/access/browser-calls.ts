import { Sensitive } from '#contracts/adapter';

/** A page of ours sends it with every call that changes something; no page of another origin can without being asked first. */
export const PAGE_HEADER = 'x-chakong-page';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];
const VALUE = /^[\w.~-]{1,4000}$/;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * How browsers are spoken to: names and attributes of cookies, and which calls may come with one. Follows the address that
 * people use: with https cookies are `Secure` and bound to this very host (`__Host-`).
 */
export class BrowserCalls {
  /** @param publicUrl asked each time: with port 0 the address is known only when we listen */
  constructor(private readonly publicUrl: () => string) {}

  get #secure(): boolean {
    return this.publicUrl().startsWith('https:');
  }

  /** The session cookie of a call. */
  sessionOf(headers: Headers): Sensitive | undefined {
    return this.#read(headers, 'session');
  }

  /** The sign-in that this browser has begun. */
  attemptOf(headers: Headers): Sensitive | undefined {
    return this.#read(headers, 'sign-in');
  }

  /** Header `Set-Cookie`. Kept until the browser is closed; the server knows when it is over. */
  keepSession(secret: Sensitive): string {
    return this.#write('session', secret.reveal(), '');
  }

  dropSession(): string {
    return this.#write('session', '', '; Max-Age=0');
  }

  keepAttempt(sealed: Sensitive, seconds: number): string {
    return this.#write('sign-in', sealed.reveal(), `; Max-Age=${seconds}`);
  }

  dropAttempt(): string {
    return this.#write('sign-in', '', '; Max-Age=0');
  }

  /**
   * Whether a call that comes with a cookie was made by a page of ours (CSRF). Reading is free; what changes something needs
   * the origin that people use and our own header.
   */
  isOurs(method: string, headers: Headers): boolean {
    if (SAFE_METHODS.includes(method)) return true;
    const { origin } = headers;
    return typeof origin === 'string' && origin === new URL(this.publicUrl()).origin && headers[PAGE_HEADER] !== undefined;
  }

  #name(what: 'session' | 'sign-in'): string {
    return `${this.#secure ? '__Host-' : ''}chakong-${what}`;
  }

  #read(headers: Headers, what: 'session' | 'sign-in'): Sensitive | undefined {
    const given = headers['cookie'];
    const start = `${this.#name(what)}=`;
    const pair = (typeof given === 'string' ? given : '').split(/; */).find((each) => each.startsWith(start));
    const value = pair?.slice(start.length);
    return value !== undefined && VALUE.test(value) ? new Sensitive(value) : undefined;
  }

  #write(what: 'session' | 'sign-in', value: string, more: string): string {
    return `${this.#name(what)}=${value}; Path=/; HttpOnly; SameSite=Lax${this.#secure ? '; Secure' : ''}${more}`;
  }
}
