import type { CallbackAnswer, IdentityRecord, QueryOutcome, QueryRequest, Subject } from '#contracts/adapter';
import { parseResidentId } from '#libs/identifiers';
import { checkAnswer, type WireAnswer, type WirePerson } from './household.wire.js';
import { attributes, contradictory, hasName, printable, sameNumber } from '#libs/json-contract';

/**
 * One answer object as an outcome, before the question is known: every match is still `weak`. Undefined when it does not
 * even say which question it answers.
 */
export function interpret(value: unknown): CallbackAnswer | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { requestNumber, result } = value as { requestNumber?: unknown; result?: unknown };
  if (typeof requestNumber !== 'string' || requestNumber === '') return undefined;
  if (typeof result !== 'string') return { requestNumber, outcome: { kind: 'defective', defect: 'schema', detail: 'no result' } };
  // An unknown word may come with fields of an unknown shape, so it is judged before the rest is.
  if (!isKnownResult(result)) {
    return { requestNumber, outcome: { kind: 'unconfirmed', wireStatus: printable(result), detail: 'a result this version does not know' } };
  }
  const checked = checkAnswer(value);
  return {
    requestNumber,
    outcome: checked.ok ? judge(result, checked.value) : { kind: 'defective', defect: 'schema', detail: checked.detail },
  };
}

/**
 * Holds an interpreted answer against the question: the person must be the one asked about, and a match is `exact` only
 * when at least three of name, number, birth date and sex agree and none of them differs.
 */
export function compare(answer: CallbackAnswer, request: QueryRequest): QueryOutcome {
  if (answer.requestNumber !== request.requestNumber) return contradictory('answers another request number');
  const { outcome } = answer;
  if (outcome.kind !== 'found') return outcome;
  const identities = (outcome.identities ?? []).map((record) => matched(record, request.subject));
  if (identities.length === 0) return contradictory('found, but no person');
  if (identities.some((record) => record === undefined)) {
    return { kind: 'defective', defect: 'wrong-person', detail: 'the person registered is not the person asked about' };
  }
  return { ...outcome, identities: identities as IdentityRecord[] };
}

const RESULTS = ['found', 'none', 'refused'] as const;
type Result = (typeof RESULTS)[number];

const isKnownResult = (result: string): result is Result => (RESULTS as readonly string[]).includes(result);

function judge(result: Result, answer: WireAnswer): QueryOutcome {
  const remarks = answer.remarks === undefined ? {} : { remarks: answer.remarks };
  switch (result) {
    case 'found':
      if (answer.person === undefined) return contradictory('found, but no person');
      return { kind: 'found', assets: [], identities: [identityRecord(answer.person, answer.dataAsOf)], ...remarks };
    case 'none':
      return answer.person === undefined ? { kind: 'nothing-found', ...remarks } : contradictory('none, but a person is given');
    case 'refused': {
      if (answer.person !== undefined) return contradictory('refused, but a person is given');
      const { reason = '', code, contact } = answer.refusal ?? {};
      return { kind: 'refused', reason, ...(code === undefined ? {} : { reasonCode: code }), ...(contact === undefined ? {} : { contact }) };
    }
    default: {
      const never: never = result;
      return never;
    }
  }
}

function identityRecord(person: WirePerson, dataAsOf: string | undefined): IdentityRecord {
  const numbers = [person.idNumber, ...(person.oldIdNumber === undefined ? [] : [person.oldIdNumber])];
  const status = knownStatus(person.status);
  return {
    source: 'household',
    match: 'weak',
    name: person.name,
    formerNames: person.formerNames,
    documents: numbers.map((number) => ({ type: 'resident-id', number })),
    sex: person.sex,
    birthDate: person.birthDate,
    address: person.address,
    status,
    attributes: attributes({
      registrationOffice: person.registrationOffice,
      statusSince: person.statusSince,
      movedTo: person.movedTo,
      dataAsOf,
      // A state this version does not know is shown in the register's own word, never guessed.
      registerStatus: status === undefined ? person.status : undefined,
    }),
  };
}

function knownStatus(status: string | undefined): IdentityRecord['status'] {
  switch (status) {
    case 'registered':
    case 'moved':
    case 'deceased':
    case 'cancelled':
      return status;
    default:
      return undefined;
  }
}

/** Undefined when it is somebody else. */
function matched(record: IdentityRecord, subject: Subject): IdentityRecord | undefined {
  const names = [record.name, ...(record.formerNames ?? [])];
  const nameAgrees = names.some((name) => hasName(subject, name));
  const residentIds = subject.documents.filter((document) => document.type === 'resident-id');
  const asked = residentIds.find(({ number }) => record.documents?.some((document) => sameNumber(document.number, number)));
  // Asked with a resident number, the number decides: a name can be corrected by the register, a namesake cannot be told.
  if (residentIds.length > 0 ? asked === undefined : !nameAgrees) return undefined;
  const said = asked === undefined ? undefined : parseResidentId(asked.number, ANY_DAY);
  const birthDate = said?.ok === true ? said.value.birthDate : undefined;
  const sex = said?.ok === true ? said.value.sex : undefined;
  const keys: readonly (boolean | undefined)[] = [
    nameAgrees,
    asked !== undefined,
    agree(record.birthDate, birthDate),
    agree(record.sex, sex),
  ];
  const exact = !keys.includes(false) && keys.filter((key) => key === true).length >= 3;
  return { ...record, match: exact ? 'exact' : 'weak' };
}

/** Whether a number is real is not asked here, so the clock must not decide: births up to the last day are read. */
const ANY_DAY = { now: new Date('9999-12-31T00:00:00Z') };

/** Undefined when one side does not say. */
function agree(a: string | undefined, b: string | undefined): boolean | undefined {
  return a === undefined || b === undefined ? undefined : a === b;
}
