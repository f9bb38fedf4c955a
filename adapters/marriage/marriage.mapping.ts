import type { IdentityRecord, QueryOutcome, QueryRequest } from '#contracts/adapter';
import { attributes, contradictory, matchIdentity, readAnswer as readJsonAnswer, remarksOf, type AnswerForm } from '#libs/json-contract';
import { checkAnswer, type WireAnswer, type WirePerson, type WireRecord, type WireSpouse } from './marriage.wire.js';

const form: AnswerForm<WireAnswer> = {
  check: checkAnswer,
  rows: ({ person }) => (person === undefined ? 0 : 1),
  without: 'no person',
  listed: 'a person is given',
  somebodyElse: ({ person, dataAsOf }, { subject }) =>
    person === undefined || matchIdentity(identityRecord(person, dataAsOf), subject) !== undefined ? undefined : 'the person registered is not the person asked about',
  found,
};

/** The parsed body of a 200 as an outcome. */
export const readAnswer = (value: unknown, request: QueryRequest): QueryOutcome => readJsonAnswer(value, request, form);

/** Facts about a person, never an asset, and never anybody else to ask about (domain-rules A7). */
function found(answer: WireAnswer, { subject }: QueryRequest): QueryOutcome {
  const { person, dataAsOf } = answer;
  const record = person === undefined ? undefined : matchIdentity(identityRecord(person, dataAsOf), subject);
  if (person === undefined || record === undefined) return contradictory('found, but no person');
  if (person.spouse !== undefined && OVER.includes(person.status)) return contradictory('no marriage lasts, but a spouse is given');
  return { kind: 'found', assets: [], identities: [record], ...remarksOf(answer) };
}

/** States in which nobody is a spouse any more. */
const OVER: readonly string[] = ['divorced', 'widowed', 'annulled'];

/** The match is `weak` until it is held against the question. */
function identityRecord(person: WirePerson, dataAsOf: string | undefined): IdentityRecord {
  const { records = [] } = person;
  const latest = (kind: string): WireRecord | undefined =>
    records.filter((record) => record.kind === kind).reduce<WireRecord | undefined>((newest, record) => ((record.registeredOn ?? '') >= (newest?.registeredOn ?? '') ? record : newest), undefined);
  const marriage = latest('marriage');
  const divorce = latest('divorce');
  return {
    source: 'marriage',
    match: 'weak',
    name: person.name,
    formerNames: person.formerNames,
    documents: [{ type: person.documentType ?? 'resident-id', number: person.documentNumber }],
    sex: person.sex,
    birthDate: person.birthDate,
    attributes: attributes({
      // An unknown state is shown in the register's own word, never guessed.
      maritalStatus: person.status,
      maritalStatusSince: person.statusSince,
      marriedOn: marriage?.registeredOn,
      marriageCertificate: marriage?.certificateNumber,
      marriageOffice: marriage?.office,
      divorcedOn: divorce?.registeredOn,
      divorceCertificate: divorce?.certificateNumber,
      divorceOffice: divorce?.office,
      ...spouseAttributes(person.spouse),
      dataAsOf,
    }),
  };
}

/**
 * 配偶. Every attribute whose name begins with `spouse` names somebody who is not an obligor: shown to the handling officer only
 * (A7), to be hidden from everybody else by access control.
 */
const spouseAttributes = (spouse: WireSpouse | undefined): Readonly<Record<string, string | undefined>> =>
  spouse === undefined
    ? {}
    : {
        spouseName: spouse.name,
        spouseDocumentType: spouse.documentNumber === undefined ? undefined : (spouse.documentType ?? 'resident-id'),
        spouseDocumentNumber: spouse.documentNumber,
      };
