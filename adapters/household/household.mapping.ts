import type { CallbackAnswer, IdentityDocument, IdentityRecord, QueryOutcome, QueryRequest } from '#contracts/adapter';
import { checkAnswer, type WireAnswer, type WirePerson } from './household.wire.js';
import { attributes, contradictory, matchIdentity, printable } from '#libs/json-contract';

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
 * Holds an interpreted answer against the question: the person must be the one asked about, and how well the two agree becomes the
 * match (`libs/json-contract/identity-match.ts`).
 */
export function compare(answer: CallbackAnswer, request: QueryRequest): QueryOutcome {
  if (answer.requestNumber !== request.requestNumber) return contradictory('answers another request number');
  const { outcome } = answer;
  if (outcome.kind !== 'found') return outcome;
  const identities = (outcome.identities ?? []).map((record) => matchIdentity(record, request.subject));
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
  const { correctedFrom = [] } = person;
  const status = knownStatus(person.status);
  return {
    source: 'household',
    match: 'weak',
    name: person.name,
    formerNames: formerNames(person),
    documents: documentsOf(person),
    sex: person.sex,
    birthDate: person.birthDate,
    address: person.address,
    status,
    attributes: attributes({
      registrationOffice: person.registrationOffice,
      householdNumber: person.householdNumber,
      currentAddress: person.currentAddress,
      correctedFromName: correctedFrom.find(({ name }) => name !== undefined)?.name,
      correctedFromNumber: correctedFrom.find(({ idNumber }) => idNumber !== undefined)?.idNumber,
      correctedOn: correctedFrom.find(({ correctedOn }) => correctedOn !== undefined)?.correctedOn,
      statusSince: person.statusSince,
      movedTo: person.movedTo,
      dataAsOf,
      // A state this version does not know is shown in the register's own word, never guessed.
      registerStatus: status === undefined ? person.status : undefined,
    }),
  };
}

/** 曾用名, and names that were put right: institutions may still keep property under either. */
function formerNames({ name, formerNames: former, correctedFrom = [] }: WirePerson): readonly string[] | undefined {
  const wrong = correctedFrom.flatMap((correction) => correction.name ?? []);
  if (former === undefined && wrong.length === 0) return undefined;
  return [...new Set([...(former ?? []), ...wrong])].filter((one) => one !== name);
}

/** The present resident number first, then what else is in force, then what was: others are asked with them in this order. */
function documentsOf({ idNumber, oldIdNumber, documents = [], correctedFrom = [] }: WirePerson): readonly IdentityDocument[] {
  const resident = (number: string): IdentityDocument => ({ type: 'resident-id', number });
  const plainly = (inForce: boolean): readonly IdentityDocument[] =>
    documents.filter(({ current = true }) => current === inForce).map(({ type, number }) => ({ type, number }));
  const earlier = [oldIdNumber, ...correctedFrom.map((correction) => correction.idNumber)].filter((number) => number !== undefined);
  const all = [resident(idNumber), ...plainly(true), ...earlier.map(resident), ...plainly(false)];
  return all.filter((one, at) => all.findIndex(({ type, number }) => type === one.type && number === one.number) === at);
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
