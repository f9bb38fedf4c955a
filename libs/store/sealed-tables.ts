import type { Generated } from 'kysely';

/** Table of the keys that personal data are sealed with (数据密钥). */
export interface SealedTables {
  data_key: {
    id: Generated<number>;
    kind: 'case' | 'day' | 'installation';
    case_id: string | null;
    day: string | null;
    wrapped: Buffer | null;
    kek_version: number;
    created_at: Generated<Date>;
    destroyed_at: Date | null;
    destroyed_by: string | null;
  };
}
