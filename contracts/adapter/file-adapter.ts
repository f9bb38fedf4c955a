import type { FileControls } from './control-adapter.js';
import type { AdapterManifest } from './manifest.js';
import type { FeedbackEntry, Reading, Unreadable } from './pull-adapter.js';
import type { LegalDocument, OfficerCertificates, QueryRequest } from './query-request.js';

/** One file inside a package: its name without any folder, and its bytes. */
export interface PackageFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** A package as data. The core makes the archive and moves it into place. */
export interface OutgoingPackage {
  /** File name in the institution's folder, with extension. */
  readonly name: string;
  /** What kind of package it is, in the contract's word (`CXQQ`); names the exchange record. */
  readonly operation: string;
  readonly files: readonly PackageFile[];
}

/** Requests that leave in one package. They all have the same officers, so that certificates need not say whose they are. */
export interface QueryBatch {
  readonly institutionCode: string;
  /** 批次号: 1 to 30 letters and digits, the first no zero, never used twice. */
  readonly batchNumber: string;
  readonly requests: readonly QueryRequest[];
  /** Each document of the requests once, found by its document number. */
  readonly documents: readonly LegalDocument[];
  readonly certificates: readonly OfficerCertificates[];
}

/**
 * What the name of a file says that an institution has put into its folder. `control-feedback` (控制反馈) comes request by
 * request and carries receipts (回执) beside its rows.
 */
export interface PackageLabel {
  readonly kind: 'query-feedback' | 'control-feedback';
  /** As {@link OutgoingPackage.operation}. */
  readonly operation: string;
  readonly institutionCode: string;
  /** The batch it answers, without padding. */
  readonly batchNumber: string;
  /** Of a feedback that is about one request, without padding. */
  readonly requestNumber?: string;
}

/** A feedback package as read. What could not be read in it does not spoil the rest. */
export interface PackageContent {
  /** One per request, in however many files its rows stand; answers and returned requests (回退) alike. */
  readonly entries: readonly FeedbackEntry[];
  /** Files whose content is lost: whatever requests stood in them were not answered. */
  readonly lost: readonly { readonly file: string; readonly fault: Unreadable }[];
}

/** A request whose feedback was not taken; the institution has to correct it and send it again. */
export interface FeedbackFailure {
  readonly requestNumber: string;
  /**
   * `unknown` no such request for this institution · `defective` read, but no answer · `unreadable` the file or the whole
   * package could not be read · `missing` asked in the batch and not in its feedback
   */
  readonly why: 'unknown' | 'defective' | 'unreadable' | 'missing';
  /** In Chinese, without personal data. */
  readonly detail?: string;
}

/** How large a package may be. What is beyond is refused before it is read. */
export interface PackageLimits {
  readonly maxFiles: number;
  /** Of the archive, bytes. */
  readonly maxArchiveBytes: number;
  /** Of all files together, bytes. */
  readonly maxTotalBytes: number;
}

/**
 * A contract whose institutions exchange files with us through a pair of folders (文件交换). Pure functions between our
 * data and packages as data: no archive, no folder, no clock.
 */
export interface FileAdapter {
  readonly manifest: AdapterManifest & { readonly channel: 'file' };
  readonly packageLimits: PackageLimits;
  /** Query requests with documents and certificates (查询请求). @throws never for requests the manifest supports. */
  packQueries(batch: QueryBatch): OutgoingPackage;
  /** @returns undefined when the name is not that of a package of this contract */
  readLabel(fileName: string): PackageLabel | undefined;
  /** Reads the files of a package. Never throws. */
  readPackage(label: PackageLabel, files: readonly PackageFile[]): Reading<PackageContent>;
  /** The failure receipt (处理失败回执) for a feedback of which something was not taken. */
  packFailures(label: PackageLabel, failures: readonly FeedbackFailure[]): OutgoingPackage;
  /** Measures, for contracts that offer any. */
  readonly controls?: FileControls;
}
