import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomFillSync, timingSafeEqual, type KeyObject } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** `sm4-ctr-hmac-sm3` is for installations that must use the national algorithms (GB/T 32907, GB/T 32905); it costs some ten times as much. */
export const FIELD_CIPHERS = ['aes-256-gcm', 'sm4-ctr-hmac-sm3'] as const;
export type FieldCipher = (typeof FIELD_CIPHERS)[number];

/** A sealed value does not open: it was changed, or it is not from this place. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  constructor() {
    super('a sealed value does not open at its place');
  }
}

const AES = 1;
const SM4 = 2;
/** Of the format byte: what was sealed was deflated before. */
const DEFLATED = 0x10;

/** Format (1) and number of the key (8). */
const HEADER = 9;
const AES_NONCE = 12;
const AES_TAG = 16;
const SM4_NONCE = 16;
const SM3_SIZE = 32;

/** Below this PostgreSQL would not have compressed a row either, and making a stream costs more than the bytes are worth. */
const WORTH_DEFLATING = 2048;
/** Nothing we store is larger; a value that says it is larger is not ours. */
const MOST_INFLATED = 256 * 1024 * 1024;

/** Asking for random bytes costs more than the cipher: taken in stock. */
const STOCK = 4096;
const stock = Buffer.alloc(STOCK);
let used = STOCK;
function freshNonce(size: number): Buffer {
  if (used + size > STOCK) {
    randomFillSync(stock);
    used = 0;
  }
  used += size;
  return stock.subarray(used - size, used);
}

/**
 * A key for data (数据密钥), in use. Sealed values are `format (1) · number of the key (8, big endian) · nonce · tag · ciphertext`, and
 * open only at the place they were sealed for, such as `outcome.content 17 1`: table, column and key of the row.
 * The key itself is held by OpenSSL, outside the JavaScript heap, and is cleared there when the object goes.
 */
export class DataKey {
  readonly #aes: KeyObject;
  #sm4: { readonly cipher: KeyObject; readonly mac: KeyObject } | undefined;

  /** @param secret 32 bytes; taken over and wiped */
  constructor(
    readonly id: number,
    secret: Buffer,
  ) {
    if (secret.length !== 32) throw new RangeError('a data key has 32 bytes');
    this.#aes = createSecretKey(secret);
    secret.fill(0);
  }

  seal(plain: Buffer, place: string, cipher: FieldCipher = 'aes-256-gcm'): Buffer {
    const deflate = plain.length >= WORTH_DEFLATING;
    const content = deflate ? deflateRawSync(plain, { level: 1 }) : plain;
    const format = (cipher === 'aes-256-gcm' ? AES : SM4) | (deflate ? DEFLATED : 0);
    return cipher === 'aes-256-gcm' ? this.#sealAes(content, format, place) : this.#sealSm4(content, format, place);
  }

  /** @throws SealBroken */
  open(sealed: Buffer, place: string): Buffer {
    const format = sealed[0] ?? 0;
    let content: Buffer;
    try {
      switch (format & ~DEFLATED) {
        case AES:
          content = this.#openAes(sealed, format, place);
          break;
        case SM4:
          content = this.#openSm4(sealed, format, place);
          break;
        default:
          throw new SealBroken();
      }
      return (format & DEFLATED) === 0 ? content : inflateRawSync(content, { maxOutputLength: MOST_INFLATED });
    } catch {
      throw new SealBroken();
    }
  }

  #sealAes(content: Buffer, format: number, place: string): Buffer {
    const sealed = Buffer.allocUnsafe(HEADER + AES_NONCE + AES_TAG + content.length);
    this.#writeHeader(sealed, format);
    const nonce = freshNonce(AES_NONCE);
    nonce.copy(sealed, HEADER);
    const cipher = createCipheriv('aes-256-gcm', this.#aes, nonce);
    cipher.setAAD(this.#bound(format, place));
    cipher.update(content).copy(sealed, HEADER + AES_NONCE + AES_TAG);
    cipher.final();
    cipher.getAuthTag().copy(sealed, HEADER + AES_NONCE);
    return sealed;
  }

  #openAes(sealed: Buffer, format: number, place: string): Buffer {
    const body = HEADER + AES_NONCE + AES_TAG;
    if (sealed.length < body) throw new SealBroken();
    const decipher = createDecipheriv('aes-256-gcm', this.#aes, sealed.subarray(HEADER, HEADER + AES_NONCE), { authTagLength: AES_TAG });
    decipher.setAAD(this.#bound(format, place));
    decipher.setAuthTag(sealed.subarray(HEADER + AES_NONCE, body));
    const content = decipher.update(sealed.subarray(body));
    decipher.final();
    return content;
  }

  // OpenSSL as Node has it knows no authenticated mode of SM4: encrypted first, then authenticated with a key of its own.
  #sealSm4(content: Buffer, format: number, place: string): Buffer {
    const { cipher, mac } = this.#sm4Keys();
    const nonce = freshNonce(SM4_NONCE);
    const hidden = createCipheriv('sm4-ctr', cipher, nonce).update(content);
    const sealed = Buffer.allocUnsafe(HEADER + SM4_NONCE + SM3_SIZE + hidden.length);
    this.#writeHeader(sealed, format);
    nonce.copy(sealed, HEADER);
    hidden.copy(sealed, HEADER + SM4_NONCE + SM3_SIZE);
    authenticated(mac, this.#bound(format, place), sealed.subarray(HEADER, HEADER + SM4_NONCE), hidden).copy(sealed, HEADER + SM4_NONCE);
    return sealed;
  }

  #openSm4(sealed: Buffer, format: number, place: string): Buffer {
    const body = HEADER + SM4_NONCE + SM3_SIZE;
    if (sealed.length < body) throw new SealBroken();
    const { cipher, mac } = this.#sm4Keys();
    const nonce = sealed.subarray(HEADER, HEADER + SM4_NONCE);
    const hidden = sealed.subarray(body);
    if (!timingSafeEqual(authenticated(mac, this.#bound(format, place), nonce, hidden), sealed.subarray(HEADER + SM4_NONCE, body))) throw new SealBroken();
    return createDecipheriv('sm4-ctr', cipher, nonce).update(hidden);
  }

  #sm4Keys(): { readonly cipher: KeyObject; readonly mac: KeyObject } {
    const derived = (use: string): Buffer => createHmac('sm3', this.#aes).update(`chakong sm4 ${use}`).digest();
    return (this.#sm4 ??= { cipher: createSecretKey(derived('cipher').subarray(0, 16)), mac: createSecretKey(derived('mac')) });
  }

  #writeHeader(sealed: Buffer, format: number): void {
    sealed[0] = format;
    sealed.writeUIntBE(0, 1, 2);
    sealed.writeUIntBE(this.id, 3, 6);
  }

  #bound(format: number, place: string): Buffer {
    return Buffer.from(`${format} ${this.id} ${place}`);
  }
}

/** Number of the key a value was sealed with. @throws SealBroken */
export function keyOf(sealed: Buffer): number {
  if (sealed.length < HEADER) throw new SealBroken();
  return sealed.readUIntBE(3, 6);
}

function authenticated(key: KeyObject, bound: Buffer, nonce: Buffer, hidden: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bound.length);
  return createHmac('sm3', key).update(length).update(bound).update(nonce).update(hidden).digest();
}
