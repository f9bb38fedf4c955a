import { createHash } from 'node:crypto';
import ssh2 from 'ssh2';

/** A fresh host key as an OpenSSH private key. */
export function newHostKey(): string {
  // ssh2 writes about one key in a hundred in a way that it cannot read itself; such a key is not used.
  for (;;) {
    const key = ssh2.utils.generateKeyPairSync('ed25519').private;
    if (isHostKey(key)) return key;
  }
}

export const isHostKey = (privateKey: string): boolean => !(ssh2.utils.parseKey(privateKey) instanceof Error);

/** Its fingerprint as `ssh-keygen -l` prints it: `SHA256:…`. */
export function fingerprintOf(privateKey: string): string {
  const key = ssh2.utils.parseKey(privateKey);
  if (key instanceof Error) throw new TypeError('not a private key');
  const [first] = Array.isArray(key) ? key : [key];
  return `SHA256:${createHash('sha256').update(first!.getPublicSSH()).digest('base64').replace(/=+$/, '')}`;
}
