import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';

interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export const AUDIENCE = 'urn:chakong:gateway';

/** An issuer that signs whatever a test wants, also what no provider would, and counts how often it is asked. */
export class HandIssuer {
  issuer = '';
  /** As its discovery document calls it, when that is a lie. */
  saysIssuer: string | undefined;
  readonly asked = { discovery: 0, keys: 0, token: 0 };
  /** Answer of the token endpoint. */
  idToken = '';
  published: SigningKey[] = [];
  readonly #server: Server;
  #port = 0;

  static async start(): Promise<HandIssuer> {
    const one = new HandIssuer();
    one.published.push(await one.newKey('first'));
    await one.up();
    return one;
  }

  private constructor() {
    this.#server = createServer((request, response) => {
      const json = (value: unknown): void => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
      switch (request.url) {
        case '/.well-known/openid-configuration':
          this.asked.discovery += 1;
          return json({
            issuer: this.saysIssuer ?? this.issuer,
            authorization_endpoint: `${this.issuer}/authorize`,
            token_endpoint: `${this.issuer}/token`,
            jwks_uri: `${this.issuer}/keys`,
            id_token_signing_alg_values_supported: ['ES256'],
          });
        case '/keys':
          this.asked.keys += 1;
          return json({ keys: this.published.map(({ publicJwk }) => publicJwk) });
        case '/token':
          this.asked.token += 1;
          return json({ access_token: 'never-kept', token_type: 'Bearer', id_token: this.idToken });
        default:
          response.writeHead(404).end();
      }
    });
  }

  async up(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
    this.issuer = `http://127.0.0.1:${this.#port}`;
  }

  async down(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async newKey(kid: string, alg = 'ES256'): Promise<SigningKey> {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
  }

  /** An access token of an officer, good for five minutes from `now`, but for what is said otherwise. */
  token(claims: JWTPayload = {}, options: { readonly key?: SigningKey; readonly now?: number; readonly header?: Record<string, unknown> } = {}): Promise<string> {
    const { key = this.published[0]!, now = Date.now(), header = {} } = options;
    const seconds = Math.floor(now / 1000);
    const standard = { iss: this.issuer, aud: AUDIENCE, sub: 'subject-1', iat: seconds, exp: seconds + 300, preferred_username: 'lin', name: '林书涵', court: '浙0106', roles: ['officer'] };
    return new SignJWT({ ...standard, ...claims }).setProtectedHeader({ alg: key.alg, kid: key.kid, ...header }).sign(key.privateKey);
  }
}
