import { IDENTITY_SOURCES, type Asset, type IdentityRecord, type QueryOutcome, type QueryRequest, type Source } from '#contracts/adapter';
import { Problem, type ProblemField } from '#contracts/errors';
import { isDocumentType, parseCurrency, parseIdentityDocument, parsePlate, parseRealEstateUnit, parseSocialCreditCode, parseVin, sameName, toEighteen } from '#libs/identifiers';

/** What a person typed from a returned form. `scanned`: the scan is the answer, nobody has typed it. */
export interface TypedAnswer {
  readonly kind: 'found' | 'nothing-found' | 'refused' | 'scanned';
  /** Whom the form names; must be the obligor that was asked about. */
  readonly person: { readonly name: string; readonly documentNumber: string };
  readonly assets?: readonly Asset[];
  readonly identities?: readonly IdentityRecord[];
  readonly remarks?: string;
  readonly reason?: string;
  readonly contact?: string;
  /** Exchanges that hold the scans. */
  readonly scans?: readonly number[];
  /** Version of the outcome that this replaces. */
  readonly corrects?: number;
}

const LONGEST = 2000;
const MONEY_PLACES = ['value', 'available'] as const;

/**
 * The outcome that a typed answer says, once it is checked against its question.
 * @throws Problem `request-invalid` with every field that is wrong.
 */
export function readTyped(answer: TypedAnswer, request: QueryRequest): QueryOutcome {
  const faults: ProblemField[] = [];
  const fault = (field: string, allowed: string): void => void faults.push({ field, allowed });
  checkPerson(answer.person, request, fault);
  const assets = answer.assets ?? [];
  const identities = answer.identities ?? [];
  if (answer.kind === 'found') {
    if (assets.length + identities.length === 0) fault('/assets', 'at least one asset, or one identity of a source that has none');
    checkAssets(assets, request.sources, fault);
    checkIdentities(identities, request.sources, fault);
  } else {
    if (assets.length > 0) fault('/assets', `absent or empty: the answer is ${answer.kind}`);
    if (identities.length > 0) fault('/identities', `absent or empty: the answer is ${answer.kind}`);
  }
  if (answer.kind === 'refused' && answer.reason === undefined) fault('/reason', 'why the institution refused (不予协助的理由)');
  if (answer.kind === 'scanned' && (answer.scans ?? []).length === 0) fault('/scans', 'the scan that is the answer');
  if (faults.length > 0) throw new Problem('request-invalid', undefined, faults);
  return outcomeOf(answer, assets, identities);
}

function outcomeOf({ kind, remarks, reason, contact }: TypedAnswer, assets: readonly Asset[], identities: readonly IdentityRecord[]): QueryOutcome {
  const said = remarks === undefined ? {} : { remarks };
  switch (kind) {
    case 'found':
      return { kind, assets, ...(identities.length === 0 ? {} : { identities }), ...said };
    case 'nothing-found':
      return { kind, ...said };
    case 'refused':
      return { kind, reason: reason!, ...(contact === undefined ? {} : { contact }) };
    case 'scanned':
      return { kind: 'unconfirmed', wireStatus: 'scanned', detail: 'the institution answered on paper; the scan is kept and nobody has typed it' };
  }
}

type Fault = (field: string, allowed: string) => void;

/** What the form says of somebody else is no answer about the obligor; neither is shown in the refusal. */
function checkPerson({ name, documentNumber }: TypedAnswer['person'], { subject }: QueryRequest, fault: Fault): void {
  if (![subject.name, ...subject.otherNames].some((known) => sameName(known, name))) fault('/person/name', 'the name of the obligor that was asked about, as on the letter');
  const number = plainNumber(documentNumber);
  if (!subject.documents.some((document) => plainNumber(document.number) === number)) fault('/person/documentNumber', 'a document number of the obligor that was asked about, as on the letter');
}

/** Without spaces and small letters; a number of 15 digits as the 18 it became. */
function plainNumber(number: string): string {
  const plain = number.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  const eighteen = /^\d{15}$/.test(plain) ? toEighteen(plain) : undefined;
  return eighteen?.ok === true ? eighteen.value : plain;
}

function checkAssets(assets: readonly Asset[], sources: readonly Source[], fault: Fault): void {
  const askable = sources.filter((source) => !IDENTITY_SOURCES.includes(source));
  const seen = new Set<string>();
  for (const [index, asset] of assets.entries()) {
    const at = `/assets/${index}`;
    if (!askable.includes(asset.source)) fault(`${at}/source`, `one of ${askable.join(', ') || 'none: only records of persons were asked for'}`);
    if (asset.reference.trim() === '' || seen.has(`${asset.source} ${asset.reference}`)) fault(`${at}/reference`, 'a text that no other asset of the answer has');
    seen.add(`${asset.source} ${asset.reference}`);
    for (const place of MONEY_PLACES) checkMoney(asset[place], `${at}/${place}`, fault);
    if (asset.value !== undefined && asset.available !== undefined && asset.available.fen > asset.value.fen) fault(`${at}/available`, 'not more than the value');
    checkDays(asset, ['openedOn', 'closedOn'], at, fault);
    checkKey(asset, at, fault);
    for (const [place, measure] of (asset.priorMeasures ?? []).entries()) {
      checkMoney(measure.amount, `${at}/priorMeasures/${place}/amount`, fault);
      checkDays(measure, ['startsOn', 'endsOn'], `${at}/priorMeasures/${place}`, fault);
      if (measure.startsOn !== undefined && measure.endsOn !== undefined && measure.endsOn < measure.startsOn) fault(`${at}/priorMeasures/${place}/endsOn`, 'a day not before startsOn');
    }
    for (const [place, right] of (asset.rights ?? []).entries()) checkMoney(right.amount, `${at}/rights/${place}/amount`, fault);
    checkTexts(asset, at, fault);
  }
  for (const [index, { parentReference }] of assets.entries()) {
    if (parentReference !== undefined && !assets.some(({ reference }) => reference === parentReference)) fault(`/assets/${index}/parentReference`, 'the reference of another asset of this answer');
  }
}

function checkMoney(money: Asset['value'], at: string, fault: Fault): void {
  if (money === undefined) return;
  if (!Number.isSafeInteger(money.fen) || money.fen < 0) fault(`${at}/fen`, `a whole number of fen from 0 to ${Number.MAX_SAFE_INTEGER}`);
  const currency = parseCurrency(money.currency);
  if (!currency.ok) fault(`${at}/currency`, currency.expected);
}

function checkKey({ key }: Asset, at: string, fault: Fault): void {
  if (key === undefined) return;
  const parsers = { vehicle: parseVin, 'real-estate-unit': parseRealEstateUnit, equity: parseSocialCreditCode } as const;
  const parse = key.scheme in parsers ? parsers[key.scheme as keyof typeof parsers] : undefined;
  const parsed = parse?.(key.value);
  if (parsed === undefined || parsed.ok) return;
  if (key.scheme === 'vehicle' && parsePlate(key.value).ok) return;
  fault(`${at}/key/value`, parsed.expected);
}

function checkIdentities(identities: readonly IdentityRecord[], sources: readonly Source[], fault: Fault): void {
  for (const [index, identity] of identities.entries()) {
    const at = `/identities/${index}`;
    const allowed = sources.filter((source) => IDENTITY_SOURCES.includes(source) || source === 'equity' || source === 'tax');
    if (!allowed.includes(identity.source)) fault(`${at}/source`, `one of ${allowed.join(', ') || 'none: no record of a person was asked for'}`);
    checkDays(identity, ['birthDate'], at, fault);
    for (const [place, { type, number }] of (identity.documents ?? []).entries()) {
      const parsed = isDocumentType(type) ? parseIdentityDocument(type, number) : undefined;
      if (parsed?.ok !== true) fault(`${at}/documents/${place}/number`, parsed?.expected ?? 'a number with a known type of document');
    }
    checkTexts(identity, at, fault);
  }
}

function checkDays<Key extends string>(thing: { readonly [K in Key]?: string }, places: readonly Key[], at: string, fault: Fault): void {
  for (const place of places) {
    const day = thing[place];
    if (day !== undefined && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) !== day) fault(`${at}/${place}`, 'a day of the calendar as yyyy-MM-dd');
  }
}

/** No text of a form is longer than a page. */
function checkTexts(value: unknown, at: string, fault: Fault): void {
  if (typeof value === 'string') {
    if (value.length > LONGEST) fault(at, `a text of at most ${LONGEST} characters`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) checkTexts(inner, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, fault);
  }
}
