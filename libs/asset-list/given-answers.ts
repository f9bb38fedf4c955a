import type { Source } from '#contracts/adapter';
import type { InstitutionAnswerDto, ObligorKindWord } from '#contracts/http';

/** An answer to one question, with the inquiry it was asked in. */
export interface GivenAnswer extends InstitutionAnswerDto {
  readonly inquiryId: string;
  /** When the institution itself gave it, ISO; only said of an answer served from store, whose own moments are later. */
  readonly firstGivenAt?: string;
}

/** An obligor (被执行人) as the questions named them. */
export interface AskedObligor {
  readonly id: string;
  readonly kind: ObligorKindWord;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly documents: readonly { readonly type: string; readonly number: string }[];
}

/** What a list is made from: the questions of one inquiry, or of all inquiries of a case. */
export interface GivenAnswers {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly courtName: string;
  /** Newest first. */
  readonly inquiryIds: readonly string[];
  /** Who may stand in the list; answers about anybody else are left out (domain-rules A7). */
  readonly obligors: readonly AskedObligor[];
  readonly answers: readonly GivenAnswer[];
  /** Sources asked about. */
  readonly sources: readonly Source[];
  /** Sources that any registered institution keeps. */
  readonly connected: ReadonlySet<Source>;
}

/** When the institution gave the answer, as far as is known. */
export const momentOf = ({ firstGivenAt, timing }: GivenAnswer): string => firstGivenAt ?? timing.receivedAt ?? timing.committedAt ?? timing.acceptedAt;
