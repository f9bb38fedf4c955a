import { hash } from 'node:crypto';
import { Problem, type ProblemField } from '#contracts/errors';
import { checkFiledOn, checkObligor, checkOwed, FieldFaults, type CheckedObligor, type NewObligor, type OwedAmounts } from '#libs/cases';
import { parseCaseNumber, parseCourtCode } from '#libs/identifiers';
import type { Applicant, CaseKind } from '#libs/store';

/** How a filing names an officer: by our id, by the number of either certificate, or by name (承办人). */
export interface OfficerClue {
  readonly id?: string;
  readonly certificate?: string;
  readonly name?: string;
}

/** A party of a filed case; only those who owe are ever asked about (A7). */
export interface FiledParty {
  /** 当事人序号: its number within the filing. */
  readonly number: string;
  /** 诉讼地位 as the case system writes it; the policy says which of them owe. */
  readonly status: string;
  /** Said outright, where the contract has a word for it; otherwise the policy reads the status. */
  readonly owes?: boolean;
  readonly kind: NewObligor['kind'];
  readonly name: string;
  readonly otherNames?: readonly string[];
  readonly documents: NewObligor['documents'];
}

/** A case that a case system files, whatever contract it came over. */
export interface FiledCase {
  /** 任务流水号: with the court the key of the filing. */
  readonly number: string;
  readonly caseNumber: string;
  /** When it is a court code like 浙0106 it must be the one in the case number; codes of other kinds are kept and mean nothing here. */
  readonly courtCode?: string;
  /** Read from the case number when left out: 执恢 is `restored`, 执保 and 财保 are `preservation`. */
  readonly kind?: CaseKind;
  readonly filedOn: string;
  readonly owed: OwedAmounts;
  readonly cause: string;
  /** The handling officer first (双人双证). */
  readonly officers: readonly OfficerClue[];
  /** The applicant asked for an inquiry in writing (C9); matters where the policy says `on-request`. */
  readonly requested: boolean;
  readonly parties: readonly FiledParty[];
  /** 申请执行人, 申请保全人; named in papers. They need no document, so they may not stand among the parties. */
  readonly applicants?: readonly Applicant[];
  /** What else the case system said about the case, kept as it stands. */
  readonly remarks: Readonly<Record<string, string>>;
}

export interface CheckedParty extends FiledParty {
  readonly obligor: CheckedObligor;
  readonly digest: Buffer;
}

/** The case of a filing after its check; `head` is what is stored and compared. */
export interface CheckedHead {
  readonly number: string;
  readonly caseNumber: string;
  readonly courtCode: string;
  readonly kind: CaseKind;
  readonly head: object;
  readonly digest: Buffer;
}

const KINDS: Readonly<Record<string, CaseKind>> = { 执: 'execution', 执恢: 'restored', 执保: 'preservation', 财保: 'preservation' };
const FILING_NUMBER = /^[0-9A-Za-z\u4E00-\u9FFF（）()〔〕_.:/-]{1,100}$/;
const PARTY_NUMBER = /^[0-9A-Za-z_.:-]{1,60}$/;

/** @throws Problem `request-invalid` with everything that is wrong with the case itself */
export function checkHead(filed: FiledCase, now: Date): CheckedHead {
  const faults = new FieldFaults();
  if (!FILING_NUMBER.test(filed.number)) faults.add('/filingNumber', '1 to 100 letters, digits, Chinese characters, brackets and dashes');
  const number = faults.take('/caseNumber', parseCaseNumber(filed.caseNumber, { now }));
  const kind = filed.kind ?? (number === undefined ? undefined : KINDS[number.type]);
  if (number !== undefined && kind === undefined) faults.add('/caseNumber', 'a case of execution or preservation: 执, 执恢, 执保 or 财保');
  const court = filed.courtCode === undefined ? undefined : parseCourtCode(filed.courtCode);
  if (court?.ok === true && number !== undefined && court.value.code !== number.courtCode) {
    faults.add('/courtCode', 'the court code that stands in the case number, or nothing');
  }
  checkFiledOn('/filedOn', filed.filedOn, now, faults);
  checkOwed(filed.owed, faults);
  faults.end();
  const head = {
    caseNumber: number!.canonical, kind: kind!, filedOn: filed.filedOn, owed: filed.owed, cause: filed.cause, courtCode: filed.courtCode ?? '', officers: filed.officers,
    requested: filed.requested, remarks: filed.remarks,
  };
  return { number: filed.number, caseNumber: head.caseNumber, courtCode: number!.courtCode, kind: head.kind, head, digest: digestOf(head) };
}

/** The party with canonical documents, or everything that is wrong with it (`/name`, `/documents/0/number` …). */
export function checkParty(party: FiledParty): CheckedParty | readonly ProblemField[] {
  const faults = new FieldFaults();
  if (!PARTY_NUMBER.test(party.number)) faults.add('/number', '1 to 60 letters, digits and dashes');
  const obligor = checkObligor(party, '', faults);
  try {
    faults.end();
  } catch (error) {
    if (error instanceof Problem) return error.fields ?? [];
    throw error;
  }
  return { ...party, obligor, digest: digestOf([party.status, party.owes ?? null, obligor]) };
}

/** Two contents are the same when their JSON is; every caller builds them with the same order of properties. */
const digestOf = (content: object): Buffer => hash('sha256', JSON.stringify(content), 'buffer');
