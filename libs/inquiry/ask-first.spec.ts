import type { QueryOutcome } from '#contracts/adapter';
import { institution } from '#libs/engine-testkit';
import type { StoredAnswer, SubjectSnapshot } from '#libs/store';
import { askFirst, type AskFirstInput } from './ask-first.js';
import type { PlannedRequest } from './plan.js';
import { NEW_NAME, registered } from './testkit/register-answers.js';

const subject = (obligorId: string, kind: SubjectSnapshot['kind'] = 'person'): SubjectSnapshot => ({
  obligorId, kind, name: `虚构${obligorId}`, otherNames: [], documents: [{ type: 'resident-id', number: '330106196805129010' }],
});
const [one, two, company] = [subject('o-1'), subject('o-2'), subject('o-3', 'organisation')];
const corrected = (filed: SubjectSnapshot): SubjectSnapshot => ({ ...filed, name: NEW_NAME, otherNames: [filed.name] });

function request(about: SubjectSnapshot, code: string, over: Partial<PlannedRequest> = {}): PlannedRequest {
  const register = code === (about.kind === 'person' ? 'HOUSEHOLD' : 'MARKET');
  return { subject: about, institution: institution({ code }), channel: 'push', sources: ['deposit'], answerByMs: 0, register, ...over };
}
const stored = (keys: SubjectSnapshot, code: string, outcome: QueryOutcome, requestId = 77): StoredAnswer => ({
  obligorId: keys.obligorId, institutionCode: code, requestId, kind: outcome.kind, content: JSON.stringify(outcome), sources: ['deposit'], keys,
});
const order = (planned: readonly PlannedRequest[], over: Partial<AskFirstInput> = {}) => {
  const result = askFirst({ planned, ids: planned.map((_, index) => index + 1), stored: [], nowMs: 1000, waitMs: 500, ...over });
  return { ...result, held: planned.filter((each) => result.held.has(each)).map((each) => `${each.institution.code} ${each.subject.obligorId}`) };
};
const NOTHING: QueryOutcome = { kind: 'nothing-found' };

describe('who waits for whom', () => {
  it('everybody for the register of the obligor, nobody for that of another one', () => {
    const planned = [request(one, 'HOUSEHOLD'), request(one, 'BANK'), request(two, 'BANK'), request(company, 'BANK')];
    expect(order(planned)).toMatchObject({ held: ['BANK o-1'], identity: [{ obligorId: 'o-1', asked: [1], askByMs: 1500 }] });
  });

  it('an organisation for market regulation, which itself waits for household registration when it is asked about a person', () => {
    const planned = [request(company, 'MARKET'), request(company, 'BANK'), request(one, 'HOUSEHOLD'), request(one, 'MARKET')];
    expect(order(planned).held).toEqual(['BANK o-3', 'MARKET o-1']);
  });

  it('two registers: neither waits for the other', () => {
    const planned = [request(one, 'HOUSEHOLD'), request(one, 'HOUSEHOLD-2', { register: true }), request(one, 'BANK')];
    expect(order(planned)).toMatchObject({ held: ['BANK o-1'], identity: [{ asked: [1, 2] }] });
  });

  it('what is known without asking does not wait, and makes nobody wait', () => {
    const out: QueryOutcome = { kind: 'unavailable', cause: 'out-of-service' };
    expect(order([request(one, 'HOUSEHOLD'), request(one, 'BANK', { outcome: out })])).toMatchObject({ held: [], identity: [] });
    const planned = [request(one, 'HOUSEHOLD', { outcome: out }), request(one, 'BANK')];
    expect(order(planned)).toMatchObject({ held: [], identity: [{ decided: { why: 'no-answer', requestId: null, keys: null } }] });
    expect(order([...planned, request(one, 'HOUSEHOLD-2', { register: true })]).held).toEqual(['BANK o-1']);
  });

  it('nobody when nobody is to wait', () => {
    expect(order([request(one, 'HOUSEHOLD'), request(one, 'BANK')], { waitMs: 0 })).toMatchObject({ held: [], identity: [] });
  });
});

describe('what is served from store', () => {
  const planned = [request(one, 'HOUSEHOLD'), request(one, 'BANK')];

  it("a register's answer decides at once; the others are served by what was asked with the same keys", () => {
    const known = [stored(one, 'HOUSEHOLD', registered(one)), stored(one, 'BANK', NOTHING, 5), stored(corrected(one), 'BANK', NOTHING, 6)];
    const { reusable, corrected: keys, identity, held } = order(planned, { stored: known });
    expect(held).toEqual([]);
    expect(keys.get('o-1')).toEqual(corrected(one));
    expect(reusable.get(planned[1]!)).toMatchObject({ from: 6 });
    expect(identity).toMatchObject([{ decided: { why: 'corrected', requestId: 1, keys: JSON.stringify(corrected(one)) } }]);
  });

  it('with the register still to be asked nothing but its own answer could serve', () => {
    expect(order(planned, { stored: [stored(one, 'BANK', NOTHING)] })).toMatchObject({ held: ['BANK o-1'], reusable: new Map() });
  });

  it('a weak match of the register leaves the keys of the case, and what was asked with them serves', () => {
    const known = [stored(one, 'HOUSEHOLD', registered(one, { match: 'weak' })), stored(one, 'BANK', NOTHING, 5), stored(corrected(one), 'BANK', NOTHING, 6)];
    const { reusable, identity } = order(planned, { stored: known });
    expect([reusable.get(planned[1]!)?.from, identity[0]!.decided]).toEqual([5, { why: 'weak-match', requestId: 1, keys: null }]);
  });

  it('without a register: what was asked as filed', () => {
    const known = [stored(corrected(one), 'BANK', NOTHING, 6), stored(one, 'BANK', NOTHING, 5)];
    expect(order([planned[1]!], { stored: known }).reusable.get(planned[1]!)?.from).toBe(5);
    expect(order([planned[1]!], { stored: [known[0]!] }).reusable.size).toBe(0);
  });
});
