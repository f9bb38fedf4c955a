import type { Asset } from '#contracts/adapter';
import { parseCourtBankCode, parseRealEstateUnit, parseVin } from '#libs/identifiers';
import type { GivenAnswer } from './given-answers.js';

/** One asset as one institution reports it. */
export interface Report {
  readonly answer: GivenAnswer;
  readonly asset: Asset;
}

/** Several reports of one thing. */
export interface Thing {
  /** Stable: the same for the same thing in every list of the case. */
  readonly key: string;
  readonly reports: readonly Report[];
  /** Institutions count it differently, so that it may stand in the list already. */
  readonly isPerhapsRepeated: boolean;
}

/**
 * Brings reports of the same thing together: by the key the adapter gives, else by what every institution names alike. Within
 * one answer everything is a thing of its own: its institution says so. What several obligors have together is one thing.
 */
export function sameThings(reports: readonly Report[]): Thing[] {
  const groups = new Map<string, Report[]>();
  const plates: Report[] = [];
  for (const report of reports) {
    const key = keyOf(report);
    if (key.startsWith('plate ')) plates.push(report);
    else put(groups, key, report);
  }
  joinByPlate(groups, plates);
  return [...groups].flatMap(([key, together]) => thingsOf(key, together));
}

/** A vehicle without a frame number is the one with its plate, if there is just one such. */
function joinByPlate(groups: Map<string, Report[]>, plates: readonly Report[]): void {
  const framed = [...groups].filter(([key]) => key.startsWith('vin '));
  for (const report of plates) {
    const plate = plateOf(report.asset)!;
    const same = framed.filter(([, together]) => together.some(({ asset }) => isSamePlate(plateOf(asset), plate)));
    put(groups, same.length === 1 ? same[0]![0] : keyOf(report), report);
  }
}

function thingsOf(key: string, together: readonly Report[]): Thing[] {
  const requests = new Set(together.map(({ answer }) => answer.requestId));
  if (together.length === requests.size) return [{ key, reports: together, isPerhapsRepeated: false }];
  const byReference = new Map<string, Report[]>();
  for (const report of together) put(byReference, folded(report.asset.reference), report);
  const isMatched = [...byReference.values()].every((reports) => reports.length === requests.size && new Set(reports.map(({ answer }) => answer.requestId)).size === requests.size);
  return [...byReference].map(([reference, reports]) => ({ key: `${key} ${reference}`, reports, isPerhapsRepeated: !isMatched }));
}

/** What the thing is known by. Equity is a holding of one person: the company is the same for all who have a part of it. */
export function keyOf({ answer, asset }: Report): string {
  const { scheme, value = '' } = asset.key ?? {};
  switch (scheme) {
    case 'account':
      return accountKey(answer, asset, value);
    case 'vehicle':
      return vehicleKey(asset) ?? `vehicle ${folded(value)}`;
    case 'equity':
      return `equity ${answer.obligorId} ${folded(value)}`;
    case 'real-estate-unit':
    case 'security':
    case 'policy':
      return `${scheme} ${folded(value)}`;
    default:
      return derivedKey(answer, asset) ?? `${asset.source} ${answer.institution.code} ${answer.obligorId} ${folded(asset.reference)}`;
  }
}

function derivedKey(answer: GivenAnswer, asset: Asset): string | undefined {
  switch (asset.source) {
    case 'deposit': {
      const number = asset.attributes?.['accountNumber'] ?? /^([0-9A-Za-z -]{6,40})(?:\/[A-Z]{3})?$/.exec(asset.reference)?.[1];
      return number === undefined ? undefined : accountKey(answer, asset, number);
    }
    case 'vehicle':
      return vehicleKey(asset);
    case 'land':
    case 'real-estate': {
      const unit = parseRealEstateUnit(asset.reference);
      return unit.ok ? `real-estate-unit ${folded(asset.reference)}` : undefined;
    }
    default:
      return undefined;
  }
}

/** One number may stand for balances in several currencies, and is only one account within its bank. */
function accountKey({ institution }: GivenAnswer, asset: Asset, number: string): string {
  const bank = parseCourtBankCode(institution.code);
  return `account ${bank.ok ? bank.value.institution : institution.code} ${folded(number)} ${asset.value?.currency ?? asset.available?.currency ?? 'CNY'}`;
}

function vehicleKey(asset: Asset): string | undefined {
  const given = asset.key?.scheme === 'vehicle' ? asset.key.value : undefined;
  const frame = [asset.attributes?.['vin'], given].find((text) => text !== undefined && parseVin(text).ok);
  if (frame !== undefined) return `vin ${folded(frame)}`;
  const plate = plateOf(asset);
  return plate === undefined ? undefined : `plate ${plate.number} ${plate.kind}`;
}

interface PlateAndKind {
  readonly number: string;
  /** Empty when nobody says. The same number stands on plates of different kinds (car and motorcycle). */
  readonly kind: string;
}

function plateOf({ source, key, attributes, reference }: Asset): PlateAndKind | undefined {
  if (source !== 'vehicle') return undefined;
  const given = key?.scheme === 'vehicle' && !parseVin(key.value).ok ? key.value : undefined;
  const [number = '', kind = ''] = (attributes?.['plate'] ?? given ?? reference).split('/');
  const plate = folded(number).replace(/[·•・.]/g, '');
  return plate === '' ? undefined : { number: plate, kind: folded(attributes?.['plateKind'] ?? kind) };
}

const isSamePlate = (a: PlateAndKind | undefined, b: PlateAndKind): boolean => a?.number === b.number && (a.kind === b.kind || a.kind === '' || b.kind === '');

/** Half-width, upper case, without blanks: how an identifier is written is not what it is. */
const folded = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();

function put(groups: Map<string, Report[]>, key: string, report: Report): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [report]);
  else group.push(report);
}
