import type { FieldKind } from '#contracts/http';
import {
  maskAccount, maskAddress, maskCertificate, maskEmail, maskIdNumber, maskNumbersIn, maskName, maskPartyName, maskPhone, maskPlate, maskReference, maskText, maskUnit, maskVin,
} from '#libs/identifiers';

/** Where a text stands, as far as its mask depends on that. */
export interface Place {
  /** The object that holds it. */
  readonly around: Readonly<Record<string, unknown>>;
  /** Kind of property of the thing it belongs to. */
  readonly source: string | undefined;
}

type Mask = (text: string, place: Place) => string;

/** By which number a kind of property is known. */
const THINGS: Readonly<Record<string, (text: string) => string>> = {
  vehicle: maskPlate, insurance: maskReference, land: maskUnit, 'real-estate': maskUnit, tax: maskIdNumber, marriage: maskText, household: maskText,
};
const KEYS: Readonly<Record<string, (text: string) => string>> = { 'real-estate-unit': maskUnit, vehicle: maskVin, policy: maskReference, account: maskAccount, security: maskAccount };
/** A company in which shares are held is public. */
const asItIs = (text: string): string => text;

/** Words, and an address among them where there is one. */
const maskPlaceIn = (text: string): string => text.split(' ').map((part) => (/[路街巷弄道村镇乡号幢栋室\d]/u.test(part) ? maskAddress(part) : maskNumbersIn(part))).join(' ');

/** Names of one thing at several institutions stand in one text, parted by this. */
const BETWEEN = '／';
const each = (text: string, mask: (part: string) => string): string => (text.includes(BETWEEN) ? text.split(BETWEEN).map(mask).join(BETWEEN) : mask(text));

/** What institutions can contradict each other in without naming anybody. */
const SAID_OPENLY = ['value', 'available', 'quantity', 'valueCertainty', 'openedOn', 'closedOn', 'status', 'category'];
/** States whose reason is in words of ours. */
const SAID_BY_US = ['waiting', 'found', 'not-supported', 'defective'];

export const MASKS: Readonly<Record<Exclude<FieldKind, 'none' | 'attributes' | 'withhold'>, Mask>> = {
  'party-name': (text, { around: { kind } }) => (kind === 'organisation' ? text : kind === 'person' ? maskName(text) : maskPartyName(text)),
  'document-number': (text, { around: { type } }) => (type === 'unified-social-credit-code' || type === 'organisation-code' ? text : maskIdNumber(text)),
  account: (text) => each(text, maskAccount),
  phone: maskPhone,
  address: maskAddress,
  plate: maskPlate,
  vin: maskVin,
  certificate: maskCertificate,
  unit: maskUnit,
  policy: maskReference,
  'e-mail': maskEmail,
  remark: maskText,
  words: maskNumbersIn,
  thing: (text, { source }) => each(text, source === 'equity' ? asItIs : (THINGS[source ?? ''] ?? maskAccount)),
  'thing-name': (text, { source }) => (source === 'land' || source === 'real-estate' ? maskPlaceIn(text) : maskNumbersIn(text)),
  'thing-key': (text, { around: { scheme } }) => (scheme === 'equity' ? text : (KEYS[String(scheme)] ?? maskReference)(text)),
  difference: (text, { around: { field } }) => (SAID_OPENLY.includes(String(field)) ? maskNumbersIn(text) : maskText(text)),
  'why-missing': (text, { around: { state } }) => {
    if (SAID_BY_US.includes(String(state))) return maskNumbersIn(text);
    // Our word for what happened; what the institution said about it follows a colon.
    return state === 'unavailable' ? maskNumbersIn(text.split(/：|: /, 1)[0] ?? '') : maskText(text);
  },
  'staff-phone': maskPhone,
  'staff-certificate': maskReference,
};
