import type { AssetKey } from '#contracts/adapter';
import { parsePlate, parseVin } from '#libs/identifiers';
import type { WireVehicle } from './vehicle.wire.js';

/**
 * What the registered VIN (车辆识别代号) is: `valid` · `wrong-check-digit` a slip of a clerk or a forged one, to be looked at ·
 * `not-a-vin` a frame number of an old vehicle, or garbled. The number itself is kept as it came.
 */
export function checkVin(vin: string | undefined): 'valid' | 'wrong-check-digit' | 'not-a-vin' | undefined {
  if (vin === undefined || vin === '') return undefined;
  const parsed = parseVin(vin);
  if (parsed.ok) return 'valid';
  return parsed.reason === 'check-digit' ? 'wrong-check-digit' : 'not-a-vin';
}

/**
 * Under what other institutions know the same vehicle: its VIN, which stays for life, else plate and kind. A VIN that does not
 * check is no key: the same slip is not made twice, and a forged one is on two vehicles.
 */
export function vehicleKey({ vin = '', plate, plateKind }: WireVehicle): AssetKey {
  const checked = parseVin(vin);
  if (checked.ok) return { scheme: 'vehicle', value: checked.value.number };
  const parsed = parsePlate(plate);
  return { scheme: 'vehicle', value: `${parsed.ok ? parsed.value.number : plate}/${plateKind}` };
}

/**
 * Whether the annual inspection (年检) had run out on the day the data describes, `yyyy-MM-dd`; undefined when the registry does
 * not say until when it is valid. Days compare as text.
 */
export function inspectionOverdue(validUntil: string | undefined, day: string): 'true' | 'false' | undefined {
  return validUntil === undefined ? undefined : validUntil < day ? 'true' : 'false';
}

const BEIJING_MS = 8 * 3_600_000;

/** The day of a moment (RFC 3339) by the calendar of the registry, `yyyy-MM-dd`. */
export const beijingDay = (moment: string): string => new Date(Date.parse(moment) + BEIJING_MS).toISOString().slice(0, 10);
