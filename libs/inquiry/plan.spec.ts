import type { AdapterManifest, Source } from '#contracts/adapter';
import { Problem, type ErrorCode } from '#contracts/errors';
import { institution, pushManifest } from '#libs/engine-testkit';
import type { CaseSnapshot } from '#libs/store';
import { planInquiry, type PlanInput } from './index.js';

const NOW = Date.parse('2026-01-07T12:00:00+08:00'); // a Wednesday
const subject = (obligorId: string, kind: 'person' | 'organisation' = 'person'): CaseSnapshot['subjects'][number] => ({
  obligorId, kind, name: `虚构${obligorId}`, otherNames: [], documents: [],
});
const caseFile: CaseSnapshot = {
  id: 'case', kind: 'execution', state: 'open', case: { caseNumber: '（2026）浙0106执1号', courtCode: '浙0106', courtName: '杭州市西湖区人民法院' }, officers: [],
  subjects: [subject('o-1'), subject('o-2')],
};
const fileOf = (...subjects: CaseSnapshot['subjects']): CaseSnapshot => ({ ...caseFile, subjects });
const pull: AdapterManifest = { ...pushManifest('test-pull'), channel: 'pull' };
const identity: AdapterManifest = { ...pushManifest('identity'), operations: { household: ['query'], marriage: ['query'] } };
const MANIFESTS = new Map([pushManifest('test-push'), pull, identity].map((manifest) => [manifest.code, manifest]));

const BANK = institution({ code: 'BANK', sources: ['deposit', 'wealth'] });
const OUT = { ...BANK, state: 'out-of-service' as const };
const POLLING = institution({ code: 'POLLING', adapter: 'test-pull', endpoint: undefined, sources: ['deposit'] });
const POLICE = institution({ code: 'POLICE', kind: 'police', sources: ['vehicle'] });
const POPULATION = institution({ code: 'POPULATION', kind: 'police', adapter: 'identity', sources: ['household'] });

const plan = (overrides: Partial<PlanInput> = {}) =>
  planInquiry({ caseFile, institutions: [BANK, POLLING, POLICE], manifest: (code) => MANIFESTS.get(code), nowMs: NOW, ...overrides });

function refusal(overrides: Partial<PlanInput>): ErrorCode | undefined {
  try {
    plan(overrides);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    return (error as Problem).code;
  }
}

describe('who is asked about whom', () => {
  it('every institution about every obligor, each by its channel and for all it keeps', () => {
    expect(plan().map(({ institution: { code }, subject: { obligorId }, channel, sources }) => [code, obligorId, channel, sources.join()])).toEqual([
      ['BANK', 'o-1', 'push', 'deposit,wealth'],
      ['BANK', 'o-2', 'push', 'deposit,wealth'],
      ['POLLING', 'o-1', 'pull', 'deposit'],
      ['POLLING', 'o-2', 'pull', 'deposit'],
      ['POLICE', 'o-1', 'push', 'vehicle'],
      ['POLICE', 'o-2', 'push', 'vehicle'],
    ]);
  });

  it('only some sources: only institutions that keep them, and only for those', () => {
    const sources: Source[] = ['wealth', 'vehicle'];
    expect(plan({ sources }).map(({ institution: { code }, sources: asked }) => `${code} ${asked.join()}`)).toEqual([
      'BANK wealth', 'BANK wealth', 'POLICE vehicle', 'POLICE vehicle',
    ]);
  });

  it('one obligor, one institution', () => {
    const planned = plan({ obligorIds: ['o-2'], institutionCodes: ['POLICE'] });
    expect(planned.map(({ institution: { code }, subject: { obligorId } }) => [code, obligorId])).toEqual([['POLICE', 'o-2']]);
  });

  it('a register of persons is not asked about an organisation', () => {
    const planned = plan({ caseFile: fileOf(subject('o-1'), subject('o-3', 'organisation')), institutions: [BANK, POPULATION] });
    expect(planned.map(({ institution: { code }, subject: { obligorId } }) => `${code} ${obligorId}`)).toEqual(['BANK o-1', 'BANK o-3', 'POPULATION o-1']);
  });
});

describe('who is asked first', () => {
  it('household registration about persons; about an organisation whoever keeps equity; marriage is no register of names', () => {
    const registers: AdapterManifest = { ...identity, operations: { household: ['query'], marriage: ['query'], equity: ['query'] } };
    const all = institution({ code: 'ALL', adapter: 'identity', sources: ['household', 'marriage'] });
    const market = institution({ code: 'MARKET', adapter: 'identity', sources: ['equity'] });
    const marriage = institution({ code: 'MARRIAGE', adapter: 'identity', sources: ['marriage'] });
    const planned = plan({
      caseFile: fileOf(subject('o-1'), subject('o-3', 'organisation')), institutions: [BANK, all, market, marriage],
      manifest: (code) => (code === 'identity' ? registers : MANIFESTS.get(code)),
    });
    const first = planned.filter(({ register }) => register).map(({ institution: { code }, subject: { obligorId } }) => `${code} ${obligorId}`);
    expect(first).toEqual(['ALL o-1', 'MARKET o-3']);
  });

  it('a register that is not asked for its register is nobody\'s first', () => {
    const both = institution({ code: 'BOTH', adapter: 'identity', sources: ['household', 'marriage'] });
    expect(plan({ institutions: [both], sources: ['marriage'] }).map(({ register }) => register)).toEqual([false, false]);
  });
});

describe('what is refused', () => {
  it.each<[string, ErrorCode, Partial<PlanInput>]>([
    ['a case that is closed', 'case-not-open', { caseFile: { ...caseFile, state: 'closed' } }],
    ['a case that is suspended', 'case-not-open', { caseFile: { ...caseFile, state: 'suspended' } }],
    ['an obligor of another case', 'obligor-unknown', { obligorIds: ['o-1', 'foreign'] }],
    ['an obligor who was removed (the snapshot does not hold him)', 'obligor-unknown', { caseFile: fileOf(subject('o-1')), obligorIds: ['o-2'] }],
    ['a case without obligors', 'obligor-unknown', { caseFile: fileOf() }],
    ['an institution that is not registered', 'institution-unknown', { institutionCodes: ['BANK', 'NOBODY'] }],
    ['a source nobody keeps', 'no-institution-matches', { sources: ['tax'] }],
    ['an institution and a source that do not fit', 'no-institution-matches', { institutionCodes: ['POLICE'], sources: ['deposit'] }],
    [
      'an organisation at a register of persons', 'no-institution-matches',
      { caseFile: fileOf(subject('o-3', 'organisation')), institutions: [POPULATION] },
    ],
    ['anything while nobody is registered', 'no-institution-matches', { institutions: [] }],
  ])('%s: %s', (_, code, overrides) => {
    expect(refusal(overrides)).toBe(code);
  });
});

describe('what is known without asking', () => {
  it.each([
    ['out of service, with its reason', { ...OUT, stateReason: '系统升级' }, { kind: 'unavailable', cause: 'out-of-service', detail: '系统升级' }],
    ['out of service without a reason', OUT, { kind: 'unavailable', cause: 'out-of-service' }],
    ['a contract that is not installed', { ...BANK, adapter: 'gone' }, { kind: 'not-supported', detail: 'the wire contract gone is not installed' }],
    ['a contract that does not offer it', { ...BANK, sources: ['land' as const] }, { kind: 'not-supported', detail: 'its contract does not offer this query' }],
    ['no address', { ...BANK, endpoint: undefined }, { kind: 'not-supported', detail: 'no address is registered for it' }],
  ])('%s: said so instead of left out', (_, record, outcome) => {
    expect(plan({ institutions: [record] }).map((request) => request.outcome)).toEqual([outcome, outcome]);
  });

  it('an institution that polls us needs no address', () => {
    expect(plan({ institutions: [POLLING] })[0]).not.toHaveProperty('outcome');
  });
});

describe('until when', () => {
  it('an open institution has its time from now', () => {
    expect(plan()[0]!.answerByMs).toBe(NOW + 60_000);
  });

  it("a closed institution's clock starts when it opens", () => {
    const workingHours = { days: [1, 2, 3, 4, 5], from: '14:00', to: '17:00', timezone: 'Asia/Shanghai' } as const;
    expect(plan({ institutions: [{ ...BANK, workingHours }] })[0]!.answerByMs).toBe(Date.parse('2026-01-07T14:01:00+08:00'));
  });
});
