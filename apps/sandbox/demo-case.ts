import { DEMO_OBLIGORS, type DemoObligor } from './population/demo-obligors.js';

/** An officer (承办人) of the demonstration court. */
export interface DemoOfficer {
  readonly name: string;
  readonly phone: string;
  /** 工作证编号 */
  readonly workCertificate: string;
  /** 执行公务证编号 */
  readonly dutyCertificate: string;
  /** Demo user who is this officer. */
  readonly login?: string;
}

/** A filed execution case (执行案件) to try the gateway with. */
export interface DemoCase {
  /** 案号, canonical full-width form. */
  readonly caseNumber: string;
  readonly courtCode: string;
  readonly courtName: string;
  /** 案由 */
  readonly cause: string;
  /** 立案日期, `yyyy-MM-dd` */
  readonly filedOn: string;
  /** 申请执行人 */
  readonly applicant: string;
  /** 执行标的, fen. */
  readonly claimFen: number;
  /** 执行费, fen. */
  readonly costsFen: number;
  readonly obligors: readonly DemoObligor[];
  /** The handling officer first (双人双证). */
  readonly officers: readonly [DemoOfficer, DemoOfficer];
}

const COURT = { courtCode: '浙0106', courtName: '杭州市西湖区人民法院' } as const;

const OFFICERS: readonly [DemoOfficer, DemoOfficer] = [
  { name: '陈样员', phone: '19900001234', workCertificate: 'GZ330106001', dutyCertificate: 'ZX330106001', login: 'officer' },
  { name: '吴样员', phone: '19900005678', workCertificate: 'GZ330106002', dutyCertificate: 'ZX330106002' },
];

const [ordinary, minority, rare, company] = DEMO_OBLIGORS;

/** Two cases whose obligors have property at several institutions; amounts are real in size, people are not. */
export const DEMO_CASES: readonly [DemoCase, DemoCase] = [
  {
    caseNumber: '（2026）浙0106执1234号',
    ...COURT,
    cause: '买卖合同纠纷',
    filedOn: '2026-03-02',
    applicant: '宁波范例恒泰纺织有限公司',
    claimFen: 186_500_000,
    costsFen: 2_105_000,
    obligors: [company, ordinary],
    officers: OFFICERS,
  },
  {
    caseNumber: '（2026）浙0106执1235号',
    ...COURT,
    cause: '民间借贷纠纷',
    filedOn: '2026-03-09',
    applicant: '李样慧',
    claimFen: 42_000_000,
    costsFen: 620_000,
    obligors: [minority, rare],
    officers: OFFICERS,
  },
];
