import type { Asset, QueryOutcome, QueryRequest } from '#contracts/adapter';
import { contradictory, isPersonAsked, readAnswer as readJsonAnswer, withoutRepeats, type AnswerForm } from '#libs/json-contract';
import { checkAnswer, type WireAnswer, type WireAsset } from './template.wire.js';

const form: AnswerForm<WireAnswer> = {
  check: checkAnswer,
  rows: ({ assets = [] }) => assets.length,
  without: 'nothing is listed',
  listed: 'something is listed',
  somebodyElse: ({ holder }, { subject }) =>
    holder === undefined || isPersonAsked(subject, holder) ? undefined : 'the holder is not the person asked about',
  found: ({ assets = [] }) => {
    const rows = withoutRepeats(assets, (row) => row.reference);
    return rows === undefined ? contradictory('one reference with two contents') : { kind: 'found', assets: rows.map(asset) };
  },
};

/** The parsed body of a 200 as an outcome. */
export const readAnswer = (value: unknown, request: QueryRequest): QueryOutcome => readJsonAnswer(value, request, form);

function asset(row: WireAsset): Asset {
  return {
    source: 'insurance',
    reference: row.reference,
    name: row.name,
    value: row.valueFen === undefined ? undefined : { fen: row.valueFen, currency: 'CNY' },
  };
}
