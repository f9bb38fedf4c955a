import { hkdfSync } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { Sensitive } from '#contracts/adapter';

/** What a browser that was sent to the provider must bring back. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/**
 * Begun sign-ins are kept by the browser itself, encrypted: rows in a table could be filled by anybody. The key follows from
 * the client secret, so every process of a gateway can read what another one wrote.
 */
export class AttemptSeal {
  readonly #key: Uint8Array;

  constructor(
    clientSecret: Sensitive,
    private readonly clock: () => number,
  ) {
    this.#key = new Uint8Array(hkdfSync('sha256', clientSecret.reveal(), '', 'chakong sign-in attempt', 32));
  }

  async seal(attempt: Attempt, seconds: number): Promise<Sensitive> {
    const until = Math.floor(this.clock() / 1000) + seconds;
    return new Sensitive(await new EncryptJWT({ ...attempt }).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).setExpirationTime(until).encrypt(this.#key));
  }

  /** @returns undefined when it is not ours, changed, or too old */
  async open(sealed: Sensitive): Promise<Attempt | undefined> {
    try {
      const { payload } = await jwtDecrypt<Attempt>(sealed.reveal(), this.#key, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        requiredClaims: ['exp'],
        currentDate: new Date(this.clock()),
      });
      return { state: payload.state, nonce: payload.nonce, verifier: payload.verifier, returnTo: payload.returnTo };
    } catch {
      return undefined;
    }
  }
}
