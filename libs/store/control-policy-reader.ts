import { CompiledQuery, type Kysely } from 'kysely';
import type { WrittenControlPolicy } from '#libs/control';
import { aboveCourtByLevel } from './court-tree.js';
import type { Tables } from './tables.js';

/** SQL for the policies of measures in force at the court in `place` and at those above it, nearest first, as one JSON value. */
export const CONTROL_POLICIES = (place: string): string => `(SELECT coalesce(json_agg(json_build_object('courtCode', p.court_code, 'version', p.version, 'content', p.content) ORDER BY c.level), '[]')
    FROM (${aboveCourtByLevel(place)}) AS c JOIN control_policy p ON p.court_code = c.code AND p.replaced_at IS NULL)`;

/** Policies of measures (控制策略) in force at a court and at those above it, nearest first. */
export async function controlPoliciesOf(executor: Kysely<Tables>, courtCode: string): Promise<readonly WrittenControlPolicy[]> {
  const { rows } = await executor.executeQuery<{ policies: readonly WrittenControlPolicy[] }>(CompiledQuery.raw(`SELECT ${CONTROL_POLICIES('$1')} AS policies`, [courtCode]));
  return rows[0]!.policies;
}
