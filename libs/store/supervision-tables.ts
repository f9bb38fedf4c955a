import type { ColumnType, Generated } from 'kysely';

/** What supervisors are told, and how far the watch has read. */
export interface SupervisionTables {
  /** Numbers under which somebody once stood in a case; as `obligor_document`. */
  obligor_document_past: { obligor_id: string; type: string; number: string };
  supervision_notice: {
    id: Generated<string>;
    court_code: string | null;
    kind: string;
    level: 'look' | 'warning' | 'alarm';
    login: string;
    case_id: string | null;
    grant_id: string | null;
    count: number;
    threshold: number | null;
    window_start: Date;
    window_end: Date;
    raised_at: Generated<Date>;
    told_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    seen_by: ColumnType<string | null, string | null | undefined, string | null>;
    seen_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    settled_by: ColumnType<string | null, string | null | undefined, string | null>;
    settled_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    settlement: ColumnType<Settlement | null, Settlement | null | undefined, Settlement | null>;
    note: ColumnType<string | null, string | null | undefined, string | null>;
  };
  supervision_watch: { only_one: Generated<boolean>; audit_id: number };
}

/** 正当, 不当, 移交 */
export type Settlement = 'justified' | 'unjustified' | 'passed-on';
