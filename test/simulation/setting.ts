import type { ControlTarget, Source } from '#contracts/adapter';
import { addDays } from '#libs/statute';
import { DEFAULT_CONTROL_POLICY, type ControlPolicy, type ExemptFund, type OrderDraft } from '#libs/control';
import type { CaseFacts, ControlDatabase } from './control-database.js';
import type { LineFaults } from './institution-actor.js';
import { Thing, type Exemption } from './institution-ledger.js';
import { InstitutionModel, type Manners } from './institution-model.js';
import type { StoreFaults } from './memory-control-store.js';
import type { Scheduler } from './scheduler.js';

/** A thing as a query found it: what officers draft from. */
export interface Found {
  readonly institutionCode: string;
  readonly source: Source;
  readonly target: ControlTarget;
  readonly obligorId: string;
  readonly match: 'exact' | 'weak';
  readonly nature?: string;
  /** What it was worth on the day of the answer, fen. */
  readonly worthFen: number;
}

/** How much goes wrong in one run. */
export interface Faults extends LineFaults, StoreFaults {
  /** Of each thing that happens to a process: that it dies instead. */
  crash: number;
}

/** What one run is about, drawn from its seed. */
export interface Setting {
  readonly institutions: readonly InstitutionModel[];
  readonly found: readonly Found[];
  readonly caseIds: readonly string[];
  readonly faults: Faults;
  readonly policy: ControlPolicy;
}

/** Accounts of the B-list as these institutions name them, and ordinary words. */
export const FUNDS: readonly ExemptFund[] = [
  { code: 'X05', name: '农民工工资专用账户', law: '保障农民工工资支付条例第三十三条', mayFreeze: false, mayDeduct: false, words: ['农民工工资'], appliesTo: 'any', remedy: '', validFrom: '2020-05-01' },
  { code: 'X02', name: '信用证开证保证金', law: '信用证开证保证金规定', mayFreeze: true, mayDeduct: false, words: ['信用证保证金'], appliesTo: 'any', remedy: '', validFrom: '1996-06-20' },
];

export const APPROVERS: readonly string[] = ['p1', 'p2'];
const OFFICERS = ['h1', 'h2'];
const HOUR = 3_600_000;

/** The calm after the storm: everybody answers, nobody dies. */
export const CALM: Faults = { crash: 0, notConnected: 0, lost: 0, doubled: 0, delayed: 0, contradicts: 0, garbled: 0, connectionLost: 0, decidedTwice: 0 };

export function drawSetting(scheduler: Scheduler, database: ControlDatabase): Setting {
  const chance = (probability: number): boolean => scheduler.chance(probability);
  const often = (most: number): number => (chance(0.5) ? 0 : scheduler.between(0, 1000) / 1000 * most);
  const manners = (kind: Manners['kind']): Manners => ({
    kind, dropsRepeats: kind === 'polls' || chance(0.5), tellsChanges: chance(0.7), renewsLate: chance(0.5), datesRenewals: chance(0.7),
    partial: often(0.4), slow: often(0.6), fails: 0.2, refuses: often(0.1),
  });
  const found: Found[] = [];
  const things = (institutionCode: string, source: Source, kind: 'money' | 'whole', count: number): Thing[] => Array.from({ length: count }, (_, at) => {
    const reference = `${institutionCode}-${at + 1}`;
    const exemption: Exemption | undefined = kind === 'money' && chance(0.25) ? pickExemption(scheduler) : undefined;
    const obligorId = chance(0.8) ? 'o1' : 'o2';
    const worthFen = chance(0.15) ? 0 : scheduler.between(1, 60) * 1000;
    const thing = new Thing({ reference, kind, balanceFen: kind === 'whole' ? Math.max(worthFen, 20_000) : worthFen, ownerId: obligorId, exemption, datesWaiting: chance(0.3) });
    found.push({
      institutionCode, source, target: targetOf(source, reference), obligorId, match: chance(0.95) ? 'exact' : 'weak', worthFen: thing.balanceFen,
      // The institution's own words are known before an order, or come with its refusal only.
      ...(exemption !== undefined && chance(0.8) ? { nature: exemption.words } : chance(0.3) ? { nature: '个人结算账户' } : {}),
    });
    return thing;
  });
  const institutions = [
    new InstitutionModel('BANK-A', manners('polls'), things('BANK-A', 'deposit', 'money', 2), chance),
    new InstitutionModel('PAY-B', manners('called'), things('PAY-B', 'payment', 'money', 2), chance),
    ...(chance(0.5) ? [new InstitutionModel('LAND-C', manners('polls'), things('LAND-C', 'real-estate', 'whole', 1), chance)] : []),
    ...(chance(0.5) ? [new InstitutionModel('CARS-D', manners('called'), things('CARS-D', 'vehicle', 'whole', 1), chance)] : []),
  ];
  const caseIds = chance(0.6) ? ['c1', 'c2'] : ['c1'];
  for (const [at, id] of caseIds.entries()) database.cases.set(id, drawCase(scheduler, id, at + 1));
  const storm = chance(0.85);
  const faults: Faults = !storm ? { ...CALM } : {
    crash: often(0.01), notConnected: often(0.15), lost: often(0.15), doubled: often(0.4), delayed: often(0.15), contradicts: often(0.2), garbled: often(0.1),
    connectionLost: often(0.01), decidedTwice: often(0.1),
  };
  return {
    institutions, found, caseIds, faults,
    policy: { ...DEFAULT_CONTROL_POLICY, askAtMostMs: scheduler.pick([HOUR, 24 * HOUR, 72 * HOUR]), releaseExcessByRule: chance(0.7) },
  };
}

const pickExemption = (scheduler: Scheduler): Exemption => {
  const { words, mayFreeze, mayDeduct } = scheduler.pick(FUNDS);
  return { words: words[0]!, mayFreeze, mayDeduct };
};

function targetOf(source: Source, reference: string): ControlTarget {
  if (source === 'real-estate') return { kind: 'real-estate', reference, unitCode: reference };
  if (source === 'vehicle') return { kind: 'vehicle', reference, plate: reference, plateType: '02', vin: reference };
  return { kind: 'account', reference, sequence: 1 };
}

function drawCase(scheduler: Scheduler, id: string, serial: number): CaseFacts {
  const owedFen = scheduler.between(5, 150) * 1000;
  return {
    case: {
      id, caseNumber: `（2026）浙0106执${serial}号`, courtCode: '3306', kind: scheduler.chance(0.85) ? 'execution' : 'preservation', state: 'open', officers: OFFICERS,
    },
    owedFen, paidFen: 0,
    ...(scheduler.chance(0.9) ? { account: { accountName: '某某法院', bankName: '某某银行', bankNumber: '102100099996', accountNumber: `执行款${serial}` } } : {}),
    obligors: [
      { id: 'o1', kind: scheduler.chance(0.6) ? 'person' : 'organisation', livingReserveFen: scheduler.chance(0.3) ? 2_000 : 0 },
      { id: 'o2', kind: 'organisation', livingReserveFen: 0 },
    ],
  };
}

/** A draft of an officer for a thing that was found. Not always a good one. */
export function draftFor(scheduler: Scheduler, found: Found, owedFen: number, today: string): OrderDraft {
  const whole = found.source === 'real-estate' || found.source === 'vehicle';
  const operation = whole ? (scheduler.chance(0.9) ? 'seal' as const : 'wait-seal' as const) : scheduler.chance(0.75) ? 'freeze' as const : scheduler.pick(['freeze-and-deduct', 'wait', 'freeze-and-deduct'] as const);
  const fen = scheduler.chance(0.2) ? owedFen : scheduler.chance(0.08) ? owedFen * 2 : scheduler.between(1, Math.max(1, scheduler.chance(0.5) ? Math.round(owedFen / 4) : owedFen));
  const account = !whole && scheduler.chance(0.08);
  return {
    obligorId: scheduler.chance(0.97) ? found.obligorId : 'somebody-else',
    institutionCode: found.institutionCode, source: found.source, target: found.target, operation,
    extent: whole ? { by: 'whole' } : account ? { by: 'account' } : { by: 'amount', amount: { fen, currency: 'CNY' } },
    ...(whole || account ? { worthFen: Math.max(1, found.worthFen) } : {}),
    ...(scheduler.chance(0.5) ? { until: addDays(today, scheduler.chance(0.1) ? 2000 : scheduler.between(1, 364)) } : {}),
    reason: '保障债权实现',
    found: { requestId: 1, version: 1, match: found.match, ...(found.nature === undefined ? {} : { nature: found.nature }) },
  };
}
