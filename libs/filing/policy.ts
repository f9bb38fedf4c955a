import { SOURCES, type Source } from '#contracts/adapter';
import { Problem, type ProblemField } from '#contracts/errors';
import type { EndingRhythm, OpenRhythm } from '#libs/statute';
import type { CaseKind } from '#libs/store';

/**
 * What is asked by itself, of whom, how urgently, and when again. Data: for all courts, for a court and those below it, for a kind of case.
 * What a policy leaves out it inherits.
 */
export interface Policy {
  /** Whether a filing starts an inquiry (立案时自动查询). `on-request`: when it says that the applicant asked for it in writing (C9). */
  readonly startAtFiling: 'always' | 'on-request' | 'never';
  /** What is asked about; null = everything. */
  readonly sources: readonly Source[] | null;
  readonly urgent: UrgencyRule;
  /** A stored answer younger than this serves the question, seconds; null = as the installation says. */
  readonly freshnessSeconds: number | null;
  /** Litigation status (诉讼地位) of those who owe, as codes or words of the case systems; everybody else is not asked about (A7). */
  readonly obligorStatuses: readonly string[];
  /** Second officer (双人双证) where a filing names none that is registered. */
  readonly secondOfficerId: string | null;
  /** Asking again while the case is open; null = not. */
  readonly requeryOpen: OpenRhythm | null;
  /** Asking again after the execution ended without assets (D2); null = not. */
  readonly requeryEnded: EndingRhythm | null;
  /** Hours of the day in Beijing over which re-queries are spread; `to` is not included. Past midnight when `from` is later. */
  readonly requeryHours: { readonly from: number; readonly to: number };
  /** Who approves what people and systems ask at a desk (A4): the standing approval by this rule, or a named person each time. */
  readonly deskInquiry: ApprovalBy;
  /** The same for questions that stored answers must not serve (`force`). */
  readonly forcedInquiry: ApprovalBy;
  /** The same for marriage, household, tax and movements of accounts. */
  readonly sensitiveSources: ApprovalBy;
}

export type ApprovalBy = 'standing' | 'named';

/** Urgent is what one of these says. */
export interface UrgencyRule {
  /** Words in the description of the cause (案由), such as 劳动报酬. */
  readonly causes: readonly string[];
  /** Claims from this on, fen; null = the amount says nothing. */
  readonly fromFen: number | null;
  readonly kinds: readonly CaseKind[];
}

export type PolicyContent = Partial<Policy>;

const BUILT_IN: Policy = {
  startAtFiling: 'always',
  sources: null,
  // Livelihood cases (涉民生案件) first: 浙高法〔2016〕55号 二(一)1.
  urgent: { causes: ['劳动报酬', '追索劳动', '赡养费', '扶养费', '抚养费', '抚育费', '抚恤金', '工伤'], fromFen: null, kinds: ['preservation'] },
  freshnessSeconds: null,
  // Which number of 09_05036 stands for whom is known from one sample only (wire-contracts §4.10): change it here when a court's differs.
  obligorStatuses: ['09_05036-2', '被执行人', '被申请人', '被保全人'],
  secondOfficerId: null,
  requeryOpen: { everyDays: 90, atMost: 4 },
  requeryEnded: { everyMonths: 6, forYears: 5, atMost: 10 },
  requeryHours: { from: 0, to: 6 },
  deskInquiry: 'standing',
  forcedInquiry: 'standing',
  sensitiveSources: 'standing',
};

/** In preservation only what the applicant asked for in writing is asked, and never again by ourselves (保全规定 arts 10–12, C9). */
const BUILT_IN_PRESERVATION: PolicyContent = { startAtFiling: 'on-request', requeryOpen: null, requeryEnded: null };

/** The policy for a kind of case before anybody wrote one. */
export const builtInPolicy = (kind: CaseKind): Policy => (kind === 'preservation' ? { ...BUILT_IN, ...BUILT_IN_PRESERVATION } : BUILT_IN);

/** One stored policy, as far as it matters to what is in force. */
export interface PolicyRow {
  readonly courtCode: string | null;
  readonly caseKind: CaseKind | null;
  readonly content: PolicyContent;
}

/**
 * What is in force: property by property the most specific word. A nearer court goes before one above it, and within one court its word for
 * this kind before its word for every kind.
 * @param courts the court itself first, then those above it
 */
export function policyInForce(rows: readonly PolicyRow[], courts: readonly string[], kind: CaseKind): Policy {
  const places = [null, ...[...courts].reverse()];
  const layers = places.flatMap((court) => [null, kind].map((each) => rows.find(({ courtCode, caseKind }) => courtCode === court && caseKind === each)?.content));
  return Object.assign({}, builtInPolicy(kind), ...layers) as Policy;
}

export const isUrgent = ({ urgent }: Policy, facts: { readonly cause: string; readonly claimFen: number; readonly kind: CaseKind }): boolean =>
  urgent.causes.some((word) => facts.cause.includes(word)) || (urgent.fromFen !== null && facts.claimFen >= urgent.fromFen) || urgent.kinds.includes(facts.kind);

/**
 * Checks what decorators cannot: relations between values.
 * @throws Problem `request-invalid` with everything that is wrong
 */
export function checkPolicy(content: PolicyContent): void {
  const fields: ProblemField[] = [];
  const { sources, requeryHours, requeryEnded, requeryOpen, obligorStatuses } = content;
  if (Array.isArray(sources) && (sources.length === 0 || !sources.every((source) => SOURCES.includes(source)))) {
    fields.push({ field: '/sources', allowed: `null for everything, or at least one of ${SOURCES.join(', ')}` });
  }
  if (requeryHours !== undefined && requeryHours.from === requeryHours.to) fields.push({ field: '/requeryHours', allowed: 'two different hours' });
  if (requeryEnded != null && requeryEnded.everyMonths * requeryEnded.atMost > 600) fields.push({ field: '/requeryEnded', allowed: 'rounds within fifty years' });
  if (requeryOpen != null && requeryOpen.everyDays * requeryOpen.atMost > 18_250) fields.push({ field: '/requeryOpen', allowed: 'rounds within fifty years' });
  if (obligorStatuses !== undefined && obligorStatuses.length === 0) fields.push({ field: '/obligorStatuses', allowed: 'at least one code or word: otherwise nobody is ever asked about' });
  if (fields.length > 0) throw new Problem('request-invalid', undefined, fields);
}
