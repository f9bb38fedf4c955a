import type { ControlOutcome } from '#contracts/adapter';
import { ControlEngine } from './control-engine.js';
import type { ControlState } from './control-model.js';
import { controlPolicyFaults, DEFAULT_CONTROL_POLICY, policyInForce, policyOfCourts, wholeContent, type ControlPolicyContent, type WrittenControlPolicy } from './control-policy.js';
import type { OrderDraft } from './order-draft.js';
import { PlainControlStore } from './testkit/plain-control-store.js';

const BANK = 'BANK-1';
const NOW = Date.parse('2026-03-02T02:00:00Z');
const [HIGH, MIDDLE, LOW]: WrittenControlPolicy[] = [
  { courtCode: '浙', version: 1, content: { releaseExcessByRule: false, askAfterSeconds: 120 } },
  { courtCode: '浙01', version: 4, content: { askAfterSeconds: 600, answerWithinSeconds: 7200 } },
  { courtCode: '浙0106', version: 2, content: { releaseExcessByRule: true } },
];

describe('policies of courts', () => {
  test('a court that wrote one thing inherits the rest from the courts above it, setting by setting', () => {
    const inherited = policyOfCourts([LOW!, MIDDLE!, HIGH!])!;
    expect(inherited).toEqual({ settings: { releaseExcessByRule: true, askAfterMs: 600_000, answerWithinMs: 7_200_000 }, from: '浙0106/2 浙01/4 浙/1' });
    expect(policyInForce(DEFAULT_CONTROL_POLICY, inherited)).toEqual({ ...DEFAULT_CONTROL_POLICY, askAfterMs: 600_000, answerWithinMs: 7_200_000 });
    expect(policyOfCourts([HIGH!])!.settings.releaseExcessByRule).toBe(false);
    expect(policyOfCourts([])).toBeUndefined();
    expect(policyInForce(DEFAULT_CONTROL_POLICY, undefined)).toEqual(DEFAULT_CONTROL_POLICY);
  });

  test('what is written down whole says what the software does', () => {
    const whole = wholeContent(DEFAULT_CONTROL_POLICY);
    expect(controlPolicyFaults(whole)).toEqual({ ranges: [], law: [] });
    expect(policyOfCourts([{ courtCode: '浙', version: 1, content: whole }])!.settings).toEqual(DEFAULT_CONTROL_POLICY);
  });

  test.each<[ControlPolicyContent, string]>([
    [{ askAfterSeconds: 9 }, 'askAfterSeconds: 10 to 3600'],
    [{ askAtMostSeconds: 259_201 }, 'askAtMostSeconds: 60 to 259200'],
    [{ unconfirmedAlarmSeconds: 599 }, 'unconfirmedAlarmSeconds: 600 to 86400'],
    [{ answerWithinSeconds: 3599 }, 'answerWithinSeconds: 3600 to 86400'],
    [{ remindFromDays: 61 }, 'remindFromDays: 7 to 60'],
    [{ askAfterSeconds: 30.5 }, 'askAfterSeconds: 10 to 3600'],
    [{ askAfterSeconds: 600, askAtMostSeconds: 300 }, 'askAtMostSeconds: not less than askAfterSeconds, 600'],
  ])('%j is beyond what is allowed', (content, told) => {
    expect(controlPolicyFaults(content)).toEqual({ ranges: [expect.anything()], law: [] });
    expect(controlPolicyFaults(content).ranges.map(({ field, allowed }) => `${field}: ${allowed}`)).toEqual([told]);
  });

  test.each<[ControlPolicyContent, string]>([[{ answerWithinSeconds: 86_401 }, 'answer-within-a-day'], [{ remindFromDays: 6 }, 'reminded-in-time']])('%j would loosen what the law fixes', (content, rule) => {
    const { ranges, law } = controlPolicyFaults(content);
    expect([ranges, law.map((one) => one.rule)]).toEqual([[], [rule]]);
  });
});

describe('a decision under the policy of its court', () => {
  let nowMs: number;
  let store: PlainControlStore;
  let engine: ControlEngine;
  const caseOf = (id: string, courtCode: string): ControlState => ({
    case: { id, caseNumber: `（2026）${courtCode}执1号`, courtCode, kind: 'execution', state: 'open', officers: ['li'] }, need: { owedFen: 100_000, paidFen: 0 },
    obligors: [{ id: `o-${id}`, kind: 'person', livingReserveFen: 0 }], orders: [], measures: [], deductions: [],
  });
  const held = (fen: number): ControlOutcome => ({ kind: 'effective', effect: { held: { fen, currency: 'CNY' }, limit: { fen, currency: 'CNY' }, from: '2026-03-02', until: '2027-03-01' } });
  const freeze = (caseId: string, reference: string, fen: number): OrderDraft => ({
    obligorId: `o-${caseId}`, institutionCode: BANK, operation: 'freeze', source: 'deposit', target: { kind: 'account', reference, sequence: 1 },
    extent: { by: 'amount', amount: { fen, currency: 'CNY' } }, reason: 'enforcement', found: { requestId: 1, version: 1, match: 'exact' },
  });
  const wrote = (caseId: string, ...policies: WrittenControlPolicy[]) => store.outside(caseId, { policy: policyOfCourts(policies) });
  async function frozen(caseId: string, reference: string, fen: number): Promise<number> {
    const [{ id } = { id: 0 }] = await engine.draft(caseId, [freeze(caseId, reference, fen)], 'li');
    await engine.submit(caseId, [id], { approver: 'zhao' }, 'li');
    await engine.approve(caseId, [id], {}, 'zhao');
    await engine.beginSending(caseId, id);
    await engine.answer({ orderId: id, outcome: held(fen), via: 'pull', exchangeId: 1, receivedAtMs: nowMs }, BANK);
    return id;
  }
  const policies = (caseId: string, orderId: number) =>
    store.entries.flatMap(({ of, event, policy }) => ('orderId' in of && of.orderId === orderId && store.now(caseId).orders.some(({ id }) => id === orderId) ? [`${event}: ${policy ?? 'as it comes'}`] : []));

  beforeEach(() => {
    nowMs = NOW;
    store = new PlainControlStore(caseOf('here', '浙0106'), caseOf('there', '浙0201'));
    engine = new ControlEngine({ store, rules: { carry: () => undefined, exemption: () => undefined }, policy: DEFAULT_CONTROL_POLICY, clock: () => nowMs });
  });

  test('two courts with different policies: one releases excess by rule, the other leaves it to a person', async () => {
    wrote('there', { courtCode: '浙0201', version: 1, content: { releaseExcessByRule: false } });
    for (const caseId of ['here', 'there']) {
      await frozen(caseId, 'A', 100_000);
      store.outside(caseId, { need: { owedFen: 60_000, paidFen: 0 } });
      await engine.recount(caseId, 'li', 'paid');
    }
    const releases = (caseId: string) => store.now(caseId).orders.filter(({ operation }) => operation === 'release').map(({ state }) => state);
    expect([releases('here'), releases('there')]).toEqual([['approved'], ['submitted']]);
  });

  test('a policy that changes between draft and approval: each step names the version it was decided under, and only later steps see the change', async () => {
    wrote('here', { courtCode: '浙0106', version: 1, content: { answerWithinSeconds: 3600 } });
    const [order] = await engine.draft('here', [freeze('here', 'A', 10_000)], 'li');
    await engine.submit('here', [order!.id], { approver: 'zhao' }, 'li');
    wrote('here', { courtCode: '浙0106', version: 2, content: { answerWithinSeconds: 7200, askAfterSeconds: 300 } }, { courtCode: '浙', version: 1, content: {} });
    await engine.approve('here', [order!.id], {}, 'zhao');
    const sending = await engine.beginSending('here', order!.id);
    expect(sending.order).toMatchObject({ answerByMs: NOW + 7_200_000, askAtMs: NOW + 300_000 });
    // An order that left keeps the time it was given.
    wrote('here', { courtCode: '浙0106', version: 3, content: { answerWithinSeconds: 3600 } });
    nowMs += 300_000;
    expect((await engine.askAbout('here', order!.id))!.answerByMs).toBe(NOW + 7_200_000);
    expect(policies('here', order!.id)).toEqual(['draft: 浙0106/1', 'submit: 浙0106/1', 'approve: 浙0106/2 浙/1', 'send: 浙0106/2 浙/1']);
  });

  test('a measure that is handed over: what is too much there is released as the receiving court has it', async () => {
    wrote('there', { courtCode: '浙0201', version: 7, content: { releaseExcessByRule: false } });
    await frozen('there', 'B', 100_000);
    await frozen('here', 'A', 50_000);
    const [measure] = store.now('here').measures;
    await engine.handOver('here', measure!.id, { toCaseId: 'there', toObligorId: 'o-there', reason: '移送' }, 'li');
    expect(store.now('there').orders.filter(({ operation }) => operation === 'release').map(({ state }) => state)).toEqual(['submitted']);
    const told = store.entries.filter(({ event }) => event === 'handed-over' || event === 'excess-found').map(({ event, policy }) => [event, policy]);
    expect(told).toEqual([['handed-over', undefined], ['excess-found', '浙0201/7']]);
  });

  test('reminders from thirty days on: the one at sixty is passed over, and the case is not looked at again for it', async () => {
    wrote('here', { courtCode: '浙0106', version: 1, content: { remindFromDays: 30 } });
    await frozen('here', 'A', 100_000);
    await engine.day('here', '2027-01-05');
    const told = () => [store.tasks.filter(({ kind }) => kind === 'expiring').length, store.now('here').measures[0]!.remindedDays];
    expect(told()).toEqual([0, 60]);
    await engine.day('here', '2027-02-01');
    expect(told()).toEqual([1, 30]);
  });
});
