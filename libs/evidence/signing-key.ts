import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, sign, verify, type KeyObject } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export type SignatureAlgorithm = 'ed25519' | 'sm2';

/** The evidence cannot be opened. The message is one sentence for whoever started the gateway. */
export class EvidenceFailure extends Error {
  override readonly name = 'EvidenceFailure';
}

/** Checks signatures of one key. */
export class VerifyingKey {
  readonly algorithm: SignatureAlgorithm;
  /** First 16 hex digits of the SHA-256 of the key (SubjectPublicKeyInfo, DER). */
  readonly id: string;
  readonly pem: string;

  private constructor(private readonly key: KeyObject) {
    this.algorithm = algorithmOf(key);
    this.id = hash('sha256', key.export({ type: 'spki', format: 'der' }), 'hex').slice(0, 16);
    this.pem = key.export({ type: 'spki', format: 'pem' }).toString();
  }

  /** Takes a private key too. @throws EvidenceFailure for anything that is no Ed25519 or SM2 key */
  static of(key: string | KeyObject): VerifyingKey {
    let known: KeyObject;
    try {
      known = typeof key === 'string' || key.type === 'private' ? createPublicKey(key as string) : key;
    } catch {
      throw new EvidenceFailure('This is no public key in PEM.');
    }
    return new VerifyingKey(known);
  }

  verifies(message: Buffer, signature: Buffer): boolean {
    return verify(digestName(this.algorithm), message, this.key, signature);
  }
}

/** Signs anchors. The key is in a file, readable by its owner only. */
export class SigningKey {
  readonly public: VerifyingKey;

  private constructor(private readonly key: KeyObject) {
    this.public = VerifyingKey.of(key);
  }

  /** A key that is in no file. */
  static fresh(algorithm: SignatureAlgorithm): SigningKey {
    return new SigningKey(createPrivateKey(generate(algorithm)));
  }

  /** The key of a file, undefined when there is none. @throws EvidenceFailure */
  static async existing(file: string): Promise<SigningKey | undefined> {
    const pem = await read(file);
    return pem === undefined ? undefined : SigningKey.open(file, 'ed25519');
  }

  /**
   * Opens the key, and makes it when there is none.
   * @param algorithm of a key that is made now; an existing key keeps its own
   * @throws EvidenceFailure when the file may be read by others or holds no such key
   */
  static async open(file: string, algorithm: SignatureAlgorithm): Promise<SigningKey> {
    try {
      const pem = (await read(file)) ?? (await make(file, algorithm));
      return new SigningKey(createPrivateKey(pem));
    } catch (error) {
      if (error instanceof EvidenceFailure) throw error;
      const { code } = error as { code?: string };
      throw new EvidenceFailure(`The signing key of the evidence, ${file}, cannot be used (${code ?? 'not a private key in PEM'}): restore it, or name another file with CHAKONG_EVIDENCE_KEY_FILE.`);
    }
  }

  sign(message: Buffer): Buffer {
    return sign(digestName(this.public.algorithm), message, this.key);
  }
}

async function read(file: string): Promise<string | undefined> {
  const found = await stat(file).catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined) return undefined;
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    throw new EvidenceFailure(`The signing key of the evidence, ${file}, may be read by others: give it mode 0600, and consider it known.`);
  }
  return readFile(file, 'utf8');
}

/** As text: a key on the SM2 curve signs by SM2 only once it has been read; as it was made, OpenSSL takes it for an ECDSA key. */
const generate = (algorithm: SignatureAlgorithm): string =>
  (algorithm === 'sm2' ? generateKeyPairSync('ec', { namedCurve: 'SM2' }) : generateKeyPairSync('ed25519')).privateKey
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();

async function make(file: string, algorithm: SignatureAlgorithm): Promise<string> {
  const pem = generate(algorithm);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  // Another process may make it at the same moment: then its key is the one, and nobody reads half of one.
  const beside = `${file}.${process.pid}.new`;
  try {
    await writeFile(beside, pem, { mode: 0o600, flush: true });
    await link(beside, file);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  } finally {
    await rm(beside, { force: true });
  }
  return (await read(file)) ?? pem;
}

/** 1.2.156.10197.1.301 in DER. */
const SM2_CURVE = Buffer.from('06082a811ccf5501822d', 'hex');

function algorithmOf(key: KeyObject): SignatureAlgorithm {
  if (key.asymmetricKeyType === 'ed25519') return 'ed25519';
  // Node has no name for keys of SM2: told by their curve.
  if (key.export({ type: 'spki', format: 'der' }).includes(SM2_CURVE)) return 'sm2';
  throw new EvidenceFailure('Evidence is signed with Ed25519 or SM2; this is another kind of key.');
}

/** Ed25519 has its digest built in; SM2 signs over SM3 (GB/T 32918). */
const digestName = (algorithm: SignatureAlgorithm): string | null => (algorithm === 'sm2' ? 'sm3' : null);
