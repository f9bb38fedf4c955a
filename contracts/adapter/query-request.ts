import type { Source } from './source.js';

/** Who is asked about: an obligor (被执行人) of the case, nobody else (A7). */
export interface Subject {
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  /** Former names and written variants (曾用名, 异体); the first name stays `name`. */
  readonly otherNames: readonly string[];
  /** Identity documents; the first is the principal one. `type` is a `DocumentType` of `libs/identifiers`. */
  readonly documents: readonly IdentityDocument[];
}

export interface IdentityDocument {
  readonly type: string;
  readonly number: string;
}

/** An officer (承办人) with both certificates (工作证, 执行公务证): domain-rules A2, A3. */
export interface Officer {
  readonly name: string;
  readonly phone: string;
  /** 工作证编号 */
  readonly workCertificate: string;
  /** 执行公务证编号 */
  readonly dutyCertificate: string;
}

/** The case (案件) a request belongs to. */
export interface RequestCase {
  /** Canonical 案号, full-width brackets. */
  readonly caseNumber: string;
  readonly courtCode: string;
  readonly courtName: string;
}

/**
 * One question: one person at one institution. The unit of exchange on every wire (`BDHM`); the request number is unique
 * per (request, institution) and given once.
 */
export interface QueryRequest {
  /** 请求单号, at most 30 bytes ASCII. */
  readonly requestNumber: string;
  readonly institutionCode: string;
  readonly sources: readonly Source[];
  readonly subject: Subject;
  readonly case: RequestCase;
  /** The handling officer first, the second officer after (双人双证). */
  readonly officers: readonly Officer[];
  /** 文书编号 (`WSBH`): the key under which the query notice is served; several requests may share it. */
  readonly documentNumber: string;
  /** Name and number of the notice (查询法律文书名称). */
  readonly noticeName: string;
  /** Period of transactions wanted, `yyyy-MM-dd`; absent = none (资金往来). */
  readonly transactions?: { readonly from: string; readonly to: string };
  /** ISO 8601 with offset. */
  readonly acceptedAt: string;
  /** The institution must have answered by then. */
  readonly answerBy: string;
  /** Version of the contract this institution speaks, when the contract has several. */
  readonly contractVersion?: string;
}

/** A legal document served with a request (法律文书). */
export interface LegalDocument {
  readonly documentNumber: string;
  readonly sequence: number;
  readonly fileName: string;
  /** File extension without dot: `pdf`. */
  readonly fileType: string;
  /** Free text kind (文书类别): 协助查询通知书 … */
  readonly category: string;
  readonly content: Uint8Array;
}

/** The certificates of one officer as served to an institution (证件). */
export interface OfficerCertificates {
  readonly officerName: string;
  readonly workCertificate: { readonly number: string; readonly imageType: string; readonly image: Uint8Array };
  readonly dutyCertificate: { readonly number: string; readonly imageType: string; readonly image: Uint8Array };
}
