import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import type { SandboxLogger } from '../players/institution.js';
import { DEMO_SYSTEMS, DEMO_USERS } from './demo-users.js';
import { GATEWAY_CLIENT, installationSecrets, newSigningKey, writeSecrets, type InstallationSecrets } from './installation-secrets.js';
import { faultPage, loginPage } from './login-page.js';
import { ProviderMemory } from './provider-memory.js';
import { AUDIENCE, providerSettings } from './provider-settings.js';

export interface SandboxIdentityOptions {
  /** Where keys, passwords and client secrets are kept (mode 0600); absent: they are new each time. */
  readonly file?: string;
}

/** A demo login, with the password that the page shows. */
export interface IdentityUser {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly password: string;
}

export const IDENTITY_PATH = '/oidc';

/** Retired keys are still published, so that tokens signed with them go on working until they are over. */
const KEYS_KEPT = 3;
/** A new key is published this long before it signs: longer than a gateway waits between two looks at unknown keys. */
const ANNOUNCED_SECONDS = 10;
const MOST_FORM_BYTES = 4_096;
/** Wrong passwords of one address a minute. */
const MOST_WRONG = 10;
const WRONG_WINDOW_MS = 60_000;

/**
 * A real OpenID provider (`oidc-provider`) with demo users, at `/oidc` of the sandbox. For trying out: it shows the passwords
 * on its page, and therefore answers callers on this machine only.
 */
export class SandboxIdentity {
  readonly #memory = new ProviderMemory();
  readonly #redirects = new Set<string>();
  readonly #wrong = new Map<string, { count: number; since: number }>();
  #provider: Provider;
  #answer: (request: IncomingMessage, response: ServerResponse) => unknown;
  #announced: NodeJS.Timeout | undefined;

  static async open(issuer: string, logger: SandboxLogger, options: SandboxIdentityOptions): Promise<SandboxIdentity> {
    return new SandboxIdentity(issuer, logger, options, await installationSecrets(options.file));
  }

  private constructor(
    readonly issuer: string,
    private readonly logger: SandboxLogger,
    private readonly options: SandboxIdentityOptions,
    private secrets: InstallationSecrets,
  ) {
    this.#provider = this.#make();
    this.#answer = this.#provider.callback();
  }

  get users(): readonly IdentityUser[] {
    return DEMO_USERS.map(({ login, name, roles }) => ({ login, name, roles, password: this.secrets.passwords[login]! }));
  }

  /** Who its access tokens are meant for. */
  readonly audience = AUDIENCE;

  /** Client id and secret of the gateway itself, which signs people in. */
  get gatewayClient(): { readonly id: string; readonly secret: string } {
    return { id: GATEWAY_CLIENT, secret: this.secrets.clients[GATEWAY_CLIENT]! };
  }

  /** Systems that get tokens by client credentials. */
  get systems(): readonly { readonly id: string; readonly name: string; readonly secret: string; readonly bound: boolean }[] {
    return DEMO_SYSTEMS.map(({ id, name, bound }) => ({ id, name, bound, secret: this.secrets.clients[id]! }));
  }

  /** People who sign in at this gateway may be sent back there. @param address without path */
  allowGateway(address: string): void {
    this.#redirects.add(address);
    this.#renew();
  }

  /**
   * A new key. It is published now and signs later, so that everybody who checks tokens knows it by then; the old ones stay
   * published for the tokens that are about.
   * @param announcedSeconds 0: signs at once, as no good provider would
   * @returns the ids of all published keys, the one that signs (or will) first
   */
  async rotateKeys(announcedSeconds = ANNOUNCED_SECONDS): Promise<readonly string[]> {
    const fresh = await newSigningKey();
    clearTimeout(this.#announced);
    const older = this.secrets.keys.slice(0, KEYS_KEPT - 1);
    const use = (): void => this.#keep({ ...this.secrets, keys: [fresh, ...older] });
    if (announcedSeconds === 0) use();
    else {
      this.#keep({ ...this.secrets, keys: [...older, fresh] });
      this.#announced = setTimeout(use, announcedSeconds * 1000);
      this.#announced.unref();
    }
    await writeSecrets(this.options.file, { ...this.secrets, keys: [fresh, ...older] });
    return [fresh, ...older].map(({ kid }) => kid!);
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    if (!isThisMachine(request.socket.remoteAddress)) return writePage(response, 403, faultPage('The identity provider of the sandbox is for this machine only.'));
    const address = request.url ?? '/';
    const path = address.slice(IDENTITY_PATH.length);
    const uid = /^\/interaction\/([\w-]{1,100})$/.exec(path)?.[1];
    if (uid !== undefined) {
      this.#interact(request, response, address).catch(() => writePage(response, 400, faultPage('This sign-in is over. Begin again at the gateway.')));
      return;
    }
    // The library works as if mounted there: it finds its own path in `url` and the whole one in `originalUrl`.
    Object.assign(request, { originalUrl: address, url: path === '' ? '/' : path });
    this.#answer(request, response);
  }

  close(): void {
    clearTimeout(this.#announced);
  }

  async #interact(request: IncomingMessage, response: ServerResponse, action: string): Promise<void> {
    const { prompt } = await this.#provider.interactionDetails(request, response);
    const { passwords } = this.secrets;
    if (prompt.name !== 'login') throw new Error('nothing else is asked here');
    if (request.method !== 'POST') return writePage(response, 200, loginPage({ action, passwords }));
    const form = await readForm(request);
    const login = form.get('login') ?? '';
    const from = request.socket.remoteAddress ?? '';
    if (this.#isWrongTooOften(from)) return writePage(response, 429, loginPage({ action, passwords, fault: 'Too many wrong passwords: wait a minute.' }));
    if (!isSame(form.get('password') ?? '', passwords[login])) {
      this.#countWrong(from);
      this.logger.warn({}, 'sign-in with a wrong password');
      return writePage(response, 200, loginPage({ action, passwords, fault: '用户名或密码错误。Login or password is wrong.' }));
    }
    await this.#provider.interactionFinished(request, response, { login: { accountId: login, remember: false } }, { mergeWithLastSubmission: false });
  }

  #isWrongTooOften(address: string): boolean {
    const wrong = this.#wrong.get(address);
    if (wrong !== undefined && Date.now() - wrong.since > WRONG_WINDOW_MS) this.#wrong.delete(address);
    return (this.#wrong.get(address)?.count ?? 0) >= MOST_WRONG;
  }

  #countWrong(address: string): void {
    const wrong = this.#wrong.get(address) ?? { count: 0, since: Date.now() };
    this.#wrong.set(address, { ...wrong, count: wrong.count + 1 });
  }

  #keep(secrets: InstallationSecrets): void {
    this.secrets = secrets;
    this.#renew();
  }

  /** The library takes keys and clients only when it is made. What it remembers is ours, and stays. */
  #renew(): void {
    this.#provider = this.#make();
    this.#answer = this.#provider.callback();
  }

  #make(): Provider {
    const provider = new Provider(this.issuer, providerSettings(this.secrets, this.#memory, [...this.#redirects]));
    provider.on('server_error', () => this.logger.warn({}, 'the identity provider of the sandbox failed'));
    return provider;
  }
}

const isThisMachine = (address: string | undefined): boolean => address !== undefined && /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(address);

function isSame(given: string, password: string | undefined): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(password ?? '')];
  return password !== undefined && left.length === right.length && timingSafeEqual(left, right);
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_FORM_BYTES) throw new Error('too large');
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

function writePage(response: ServerResponse, status: number, html: string): void {
  if (response.headersSent) return;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  };
  response.writeHead(status, headers).end(html);
}
