import type { IdentityRecord, QueryOutcome, Source } from '#contracts/adapter';
import { decideKeys, type Keys, type RegisterAnswer } from './index.js';

const NUMBER = '330106196805129010';
const filed: Keys = { kind: 'person', name: '周坤', otherNames: [], documents: [{ type: 'resident-id', number: NUMBER }] };
const record = (over: Partial<IdentityRecord> = {}): IdentityRecord => ({
  source: 'household', match: 'exact', name: '周堃', formerNames: ['周坤'], documents: [{ type: 'resident-id', number: NUMBER }], ...over,
});
const found = (...identities: IdentityRecord[]): QueryOutcome => ({ kind: 'found', assets: [], identities });
const decide = (outcomes: readonly (QueryOutcome | undefined)[], due = false, keys = filed) =>
  decideKeys(keys, outcomes.map((outcome, index): RegisterAnswer => ({ requestId: index + 1, outcome })), due);

const NONE: QueryOutcome = { kind: 'nothing-found' };
const DEAD: QueryOutcome = { kind: 'unavailable', cause: 'timeout' };
const WEAK = found(record({ match: 'weak' }));

describe('deciding the keys', () => {
  it('one exact match is enough: nobody waits for the second register', () => {
    expect(decide([undefined, found(record())])).toMatchObject({ why: 'corrected', requestId: 2, keys: { name: '周堃', otherNames: ['周坤'] } });
  });

  it('the register says what was filed: confirmed, and nothing changes', () => {
    const decision = decide([found(record({ name: '周坤', formerNames: [] }))]);
    expect(decision).toEqual({ why: 'confirmed', requestId: 1 });
  });

  it('a weak match changes nothing, whatever it says, and a second register is still waited for', () => {
    expect(decide([WEAK])).toEqual({ why: 'weak-match', requestId: 1 });
    expect(decide([WEAK, undefined])).toBeUndefined();
    expect(decide([WEAK, undefined], true)).toEqual({ why: 'weak-match', requestId: 1 });
    expect(decide([WEAK, found(record())])).toMatchObject({ why: 'corrected', requestId: 2 });
  });

  it('two registers name two different people: neither is believed', () => {
    expect(decide([found(record()), found(record({ name: '周昆' }))])).toEqual({ why: 'contradictory', requestId: 1 });
    expect(decide([found(record(), record({ documents: [{ type: 'resident-id', number: '330212197503099036' }] }))])).toMatchObject({ why: 'contradictory' });
  });

  it.each<[string, readonly (QueryOutcome | undefined)[], boolean, string | undefined]>([
    ['nobody has answered yet', [undefined], false, undefined],
    ['nobody has answered in time', [undefined, DEAD], true, 'not-waited'],
    ['the register does not know the person', [NONE], false, 'not-registered'],
    ['no register can say', [DEAD, { kind: 'refused', reason: 'x' }], false, 'no-answer'],
    ['one is down, the other does not know the person', [DEAD, NONE], false, 'not-registered'],
    ['a found answer without a record', [{ kind: 'found', assets: [] }], false, 'no-answer'],
  ])('%s', (_, outcomes, due, why) => {
    expect(decide(outcomes, due)?.why).toBe(why);
  });

  it.each<[string, Source, Keys['kind']]>([
    ['marriage says nothing about the keys of a person (A7)', 'marriage', 'person'],
    ['market regulation not about those of a person', 'equity', 'person'],
    ['household registration not about those of an organisation', 'household', 'organisation'],
  ])('%s', (_, source, kind) => {
    expect(decide([found(record({ source }))], false, { ...filed, kind })?.why).toBe('no-answer');
  });
});
