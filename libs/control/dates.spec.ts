import { ControlEngine } from './control-engine.js';
import { DEFAULT_CONTROL_POLICY } from './control-policy.js';
import type { Measure } from './control-model.js';
import { PlainControlStore } from './testkit/plain-control-store.js';

const NOW = Date.parse('2026-03-06T10:00:00+08:00');
const TODAY = '2026-03-06';

const measure = (id: string, state: Measure['state'], until: string): Measure => ({
  id, caseId: 'c1', obligorId: 'o1', institutionCode: 'BANK', source: 'deposit', target: { kind: 'account', reference: id, sequence: 1 }, state, version: 1,
  beganWith: { orderId: 1, requestNumber: id, caseNumber: '（2026）浙0106执1号' }, limitFen: 100, heldFen: state === 'effective' ? 100 : 0, divisible: true, from: '2026-01-01', until, remindedDays: 15,
}) as Measure;

it('what waits is asked about before it would seem to lapse: it may have been let in, and nobody said so (C5)', async () => {
  const measures = [measure('waits-on', 'waiting', '2026-03-20'), measure('waits', 'waiting', '2026-03-09'), measure('holds', 'effective', '2026-03-09'), measure('last-day', 'waiting', TODAY)];
  const store = new PlainControlStore({
    case: { id: 'c1', caseNumber: '（2026）浙0106执1号', courtCode: '浙0106', kind: 'execution', state: 'open', officers: ['li'] }, need: { owedFen: 1_000, paidFen: 0 },
    obligors: [{ id: 'o1', kind: 'person', livingReserveFen: 0 }], orders: [], measures, deductions: [],
  });
  const engine = new ControlEngine({ store, rules: { carry: () => undefined, exemption: () => undefined }, policy: DEFAULT_CONTROL_POLICY, clock: () => NOW });
  await engine.day('c1', TODAY);
  expect(store.now('c1').measures.map(({ id, state, askAtMs }) => [id, state, askAtMs])).toEqual([
    ['waits-on', 'waiting', undefined], ['waits', 'waiting', NOW], ['holds', 'effective', undefined], ['last-day', 'waiting', NOW],
  ]);
  // Once for each reminder, however often the day is taken.
  const versions = () => store.now('c1').measures.map(({ version }) => version);
  const before = versions();
  await engine.day('c1', TODAY);
  expect(versions()).toEqual(before);
});
