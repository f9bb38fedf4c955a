export const BULK_ROW_STATES = ['waiting', 'accepted', 'repeated', 'refused'] as const;
export type BulkRowState = (typeof BULK_ROW_STATES)[number];

/** What is wrong in one column, by its heading; never what stood there. */
export interface ColumnFault {
  readonly column: string;
  readonly allowed: string;
}

/** A bulk inquiry with how far it is. */
export interface BulkInquiryRow {
  readonly id: string;
  readonly actor: string;
  readonly sha256: string;
  readonly mediaType: string;
  readonly dryRun: boolean;
  readonly state: 'running' | 'done';
  readonly total: number;
  readonly done: number;
  readonly acceptedAt: Date;
  readonly finishedAt: Date | null;
  readonly counts: Readonly<Record<BulkRowState, number>>;
}

/** The result of one row. */
export interface BulkRowResult {
  readonly row: number;
  readonly caseNumber: string | null;
  readonly state: BulkRowState;
  readonly code: string | null;
  readonly faults: readonly ColumnFault[] | null;
  readonly inquiryId: string | null;
  /** The earlier row that says the same. */
  readonly repeats: number | null;
}
