import type { DocumentType } from '#libs/identifiers';
import type { Applicant, CaseKind, CaseState } from '#libs/store';

/** What is owed under the title (执行标的), each part integer fen from 0 to `Number.MAX_SAFE_INTEGER` (domain-rules B1). */
export interface OwedAmounts {
  /** 本金 */
  readonly principalFen: number;
  /** 利息 */
  readonly interestFen: number;
  /** 迟延履行利息 */
  readonly lateInterestFen: number;
  /** 执行费 */
  readonly executionFeeFen: number;
  /** Already paid or deducted (已履行). */
  readonly paidFen: number;
}

export interface Owed extends OwedAmounts {
  /** Principal, both kinds of interest and fee together. */
  readonly totalFen: number;
  /** What is left to be paid: the total less what was paid, never below 0. */
  readonly outstandingFen: number;
}

/** A court (法院), by its code as it stands in case numbers: `浙0106`. */
export interface CourtRecord {
  readonly code: string;
  readonly name: string;
  readonly parentCode?: string;
  /** How its numbers of papers are written (文书号), see `parsePaperForm`; the usual way when absent. */
  readonly paperForm?: string;
}

/** An officer (承办人) with both certificates (双证); the images are read apart, they are large. */
export interface OfficerRecord {
  readonly id: string;
  readonly courtCode: string;
  readonly name: string;
  readonly phone: string;
  /** 工作证编号 */
  readonly workCertificate: string;
  /** 执行公务证编号 */
  readonly dutyCertificate: string;
  /** First and last days on which the certificates are valid, `yyyy-MM-dd` in Beijing; absent = not limited. */
  readonly workValidFrom?: string;
  readonly workValidUntil?: string;
  readonly dutyValidFrom?: string;
  readonly dutyValidUntil?: string;
  /** May sign nothing (停用): since when, and why. */
  readonly suspended?: { readonly at: Date; readonly by: string; readonly reason: string };
  /** Under which the officer works here; absent for those who do not. */
  readonly login?: string;
}

export interface ObligorDocument {
  readonly type: DocumentType;
  /** Canonical form of `libs/identifiers`. */
  readonly number: string;
}

/** An obligor (被执行人) of one case: the only people that may be asked about (A7). */
export interface ObligorRecord {
  readonly id: string;
  readonly kind: 'person' | 'organisation';
  /** As received: what is sent to institutions. */
  readonly name: string;
  /** Former names and written variants (曾用名, 异体). */
  readonly otherNames: readonly string[];
  /** The principal one first. */
  readonly documents: readonly ObligorDocument[];
  readonly version: number;
  readonly createdAt: Date;
  /** Set once the obligor is out of the case: nobody is asked about it any more, and it never changes again. */
  readonly removedAt?: Date;
}

/** A case without the people in it, for lists. */
export interface CaseSummary {
  readonly id: string;
  /** Canonical 案号. */
  readonly caseNumber: string;
  readonly courtCode: string;
  readonly kind: CaseKind;
  readonly state: CaseState;
  /** Day of filing (立案日期), `yyyy-MM-dd`. */
  readonly filedOn: string;
  readonly owed: Owed;
  /** Counts changes of the case, its officers and its obligors, from 1. */
  readonly version: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
}

export interface CaseRecord extends CaseSummary {
  readonly courtName: string;
  /** The handling officer first, the second after (双人双证). */
  readonly officers: readonly OfficerRecord[];
  /** 申请执行人, 申请保全人; none where nobody said. */
  readonly applicants: readonly Applicant[];
  /** In the order they were added, removed ones included. */
  readonly obligors: readonly ObligorRecord[];
}
