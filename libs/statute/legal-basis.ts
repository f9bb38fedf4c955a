import type { Day } from './calendar-day.js';

/** What in the law a question rests on (法律依据). Closed: each word is shown to institutions as articles, so nobody types one. */
export const LEGAL_BASES = ['execution', 'execution-report-check', 'ended-case-requery', 'preservation'] as const;
export type LegalBasisCode = (typeof LEGAL_BASES)[number];

type CaseKind = 'execution' | 'preservation' | 'restored';
type AskingCause = 'desk' | 'filing' | 'requery';

export interface LegalBasis {
  readonly code: LegalBasisCode;
  /** In a few words. */
  readonly nameZh: string;
  /** Kinds of case in which it may be used. */
  readonly kinds: readonly CaseKind[];
  /** Only for questions that the gateway asks by itself, or may anybody name it. */
  readonly causes: readonly AskingCause[];
  /** How the notice begins, before the articles: 立案执行 … 因执行需要. */
  readonly opening: { readonly before: string; readonly after: string };
  /** Articles as a notice cites them, in order. */
  readonly articles: readonly string[];
  /** How those asked about are called. */
  readonly party: string;
  /** Wording of the articles as of this day. */
  readonly asOf: Day;
}

const EXECUTION = { before: '本院立案执行的', after: '案件，因执行需要' } as const;
const CIVIL_PROCEDURE = '《中华人民共和国民事诉讼法》第二百五十三条';
const PROCEDURE_INTERPRETATION = '《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第四百八十三条';
const ASSET_INVESTIGATION = '《最高人民法院关于民事执行中财产调查若干问题的规定》';
const NETWORK_QUERY = '《最高人民法院关于网络查询、冻结被执行人存款的规定》（法释〔2013〕20号）第三条、第十条';

/** As data: an amendment changes this table and nothing else. Numbers of the 民事诉讼法 as of 2024-01-01. */
const TABLE: Readonly<Record<LegalBasisCode, LegalBasis>> = {
  execution: {
    code: 'execution', nameZh: '执行查询', kinds: ['execution', 'restored'], causes: ['desk', 'filing', 'requery'], opening: EXECUTION,
    articles: [CIVIL_PROCEDURE, PROCEDURE_INTERPRETATION, `${ASSET_INVESTIGATION}第十二条`, NETWORK_QUERY], party: '被执行人', asOf: '2024-01-01',
  },
  // F4: what the obligor reported is checked against what institutions say.
  'execution-report-check': {
    code: 'execution-report-check', nameZh: '核实财产报告', kinds: ['execution', 'restored'], causes: ['desk'], opening: { before: EXECUTION.before, after: '案件，因核实被执行人财产报告需要' },
    articles: [CIVIL_PROCEDURE, `${ASSET_INVESTIGATION}第八条、第十二条`, NETWORK_QUERY], party: '被执行人', asOf: '2024-01-01',
  },
  // D2: every six months for five years after the ruling.
  'ended-case-requery': {
    code: 'ended-case-requery', nameZh: '终本案件定期查询', kinds: ['execution', 'restored'], causes: ['requery'], opening: { before: EXECUTION.before, after: '案件已裁定终结本次执行程序，因定期查询需要' },
    articles: [CIVIL_PROCEDURE, `${ASSET_INVESTIGATION}第十二条`, '《最高人民法院关于严格规范终结本次执行程序的规定（试行）》（法〔2016〕373号）第九条', NETWORK_QUERY], party: '被执行人', asOf: '2024-01-01',
  },
  // C9: on the applicant's written request, within what was ordered to be preserved.
  preservation: {
    code: 'preservation', nameZh: '财产保全查询', kinds: ['preservation'], causes: ['desk', 'filing', 'requery'], opening: { before: '本院办理的', after: '财产保全案件，因执行保全裁定需要' },
    articles: ['《中华人民共和国民事诉讼法》第一百零三条、第一百零六条', '《最高人民法院关于人民法院办理财产保全案件若干问题的规定》第十一条、第十二条'], party: '被保全人', asOf: '2024-01-01',
  },
};

export const legalBases = (): readonly LegalBasis[] => LEGAL_BASES.map((code) => TABLE[code]);

/** Undefined for a word this version does not know. */
export const legalBasisOf = (code: string): LegalBasis | undefined => (Object.hasOwn(TABLE, code) ? TABLE[code as LegalBasisCode] : undefined);

export interface AskedIn {
  readonly kind: CaseKind;
  readonly cause: AskingCause;
  /** The case ended without assets (终本). */
  readonly ended: boolean;
}

/** What a question rests on when nobody says so. */
export function defaultLegalBasis({ kind, cause, ended }: AskedIn): LegalBasisCode {
  if (kind === 'preservation') return 'preservation';
  return cause === 'requery' && ended ? 'ended-case-requery' : 'execution';
}

/** Those that fit a question, the default first. */
export function fittingLegalBases(asked: AskedIn): readonly LegalBasisCode[] {
  const first = defaultLegalBasis(asked);
  return [first, ...LEGAL_BASES.filter((code) => code !== first && TABLE[code].kinds.includes(asked.kind) && TABLE[code].causes.includes(asked.cause) && (code !== 'ended-case-requery' || asked.ended))];
}
