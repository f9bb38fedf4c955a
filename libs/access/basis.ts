import type { CasePart } from '#libs/store';

/**
 * On what ground somebody sees or touches the data of a case (查阅依据). Closed, because the person-centred report has to say it in
 * words that hold in court:
 * `participant` takes part in the case (承办人, 审批人); `grant` gave a reason before looking at a case that is not theirs (说明理由查阅);
 * `court-system` is a system of the court that filed it.
 */
export const BASES = ['participant', 'grant', 'court-system'] as const;

export type BasisKind = (typeof BASES)[number];

export interface Basis {
  readonly kind: BasisKind;
  /** The case it is about. */
  readonly caseId: string;
  /** What somebody is in it; only with `participant`, and none for who was only given its paper work. */
  readonly parts?: readonly CasePart[];
  /** The grant whose reason covers it; only with `grant`. */
  readonly grantId?: string;
}
