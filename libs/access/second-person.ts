import { Problem, type ErrorCode } from '#contracts/errors';
import type { Actor } from './principal.js';

/** What one person typed from paper and another has to compare with it (双人复核). */
export interface TypedRow {
  readonly state: string;
  readonly entered_by: string;
}

/**
 * To be asked about a locked row before it is confirmed or sent back: it waits, and whoever decides did not type it.
 * @returns the row. @throws Problem `unknown` when there is none, `state-change-invalid`, `second-person-needed`
 */
export function requireSecondPerson<Row extends TypedRow>(row: Row | undefined, { login }: Pick<Actor, 'login'>, unknown: ErrorCode): Row {
  if (row === undefined) throw new Problem(unknown);
  if (row.state !== 'entered') throw new Problem('state-change-invalid', 'What was typed does not wait for anybody.');
  if (row.entered_by === login) throw new Problem('second-person-needed');
  return row;
}
