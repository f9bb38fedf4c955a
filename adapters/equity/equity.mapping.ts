import type { IdentityRecord, QueryOutcome, QueryRequest, Subject } from '#contracts/adapter';
import { contradictory, isPersonAsked, matchIdentity, readAnswer as readJsonAnswer, remarksOf, withoutRepeats, type AnswerForm } from '#libs/json-contract';
import { organisationRecord } from './equity.organisation.js';
import { equityAsset, referenceOf } from './equity.shareholding.js';
import { checkAnswer, type WireAnswer } from './equity.wire.js';

const form: AnswerForm<WireAnswer> = {
  check: checkAnswer,
  rows: ({ organisation, shareholdings = [] }) => shareholdings.length + (organisation === undefined ? 0 : 1),
  without: 'neither an organisation nor a shareholding',
  listed: 'an organisation or shareholdings are given',
  somebodyElse: (answer, { subject }) => strangerIn(answer, subject),
  found,
};

/** The parsed body of a 200 as an outcome: who the organisation is and what it holds, in one. */
export const readAnswer = (value: unknown, request: QueryRequest): QueryOutcome => readJsonAnswer(value, request, form);

function strangerIn(answer: WireAnswer, subject: Subject): string | undefined {
  if (answer.organisation !== undefined) {
    if (subject.kind === 'person') return 'an organisation is described, a person was asked about';
    if (matched(answer, subject) === undefined) return 'the organisation registered is not the one asked about';
  }
  const { holder } = answer;
  return holder === undefined || isPersonAsked(knownAs(answer, subject), holder) ? undefined : 'the holder is not the one asked about';
}

/** Who was asked about, with the names and numbers of which the register has just said that they are theirs too. */
function knownAs(answer: WireAnswer, subject: Subject): Subject {
  const record = matched(answer, subject);
  if (record === undefined) return subject;
  const { name, formerNames = [], documents = [] } = record;
  return { ...subject, otherNames: [...subject.otherNames, name, ...formerNames], documents: [...subject.documents, ...documents] };
}

const matched = ({ organisation, dataAsOf }: WireAnswer, subject: Subject): IdentityRecord | undefined =>
  organisation === undefined ? undefined : matchIdentity(organisationRecord(organisation, dataAsOf), subject);

function found(answer: WireAnswer, { subject }: QueryRequest): QueryOutcome {
  const shareholdings = withoutRepeats(answer.shareholdings ?? [], ({ company }) => referenceOf(company));
  if (shareholdings === undefined) return contradictory('one company with two contents');
  const identity = matched(answer, subject);
  return {
    kind: 'found',
    assets: shareholdings.map((shareholding) => equityAsset(shareholding, answer)),
    ...(identity === undefined ? {} : { identities: [identity] }),
    ...remarksOf(answer),
  };
}
