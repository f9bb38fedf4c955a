import { KeyRing, KeyRingFailure } from '#libs/sealed-fields';
import type { Settings } from '#libs/settings';
import { KeyStore, sealEarlierRows, type Database } from '#libs/store';
import { StartFailure } from './start-failure.js';

/** The key ring of this installation; made at the first start. @throws StartFailure */
export function openKeyRing(settings: Settings): Promise<KeyRing> {
  return KeyRing.open(settings.keyRingFile, settings.fieldCipher).catch(asStartFailure);
}

/** Nothing starts that could not read what is stored; then what was written before there were keys is sealed. @throws StartFailure */
export async function prepareKeys(database: Database, ring: KeyRing, settings: Settings): Promise<void> {
  await new KeyStore(database).check(ring, settings.keyRingFile).catch(asStartFailure);
  await sealEarlierRows(database);
}

function asStartFailure(error: unknown): never {
  throw error instanceof KeyRingFailure ? new StartFailure(error.message) : error;
}
