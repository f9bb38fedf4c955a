import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { v7 } from 'uuid';
import { Problem } from '#contracts/errors';
import { recordAudit } from '#libs/access';
import { exportEvidence, type ExportScope, type SigningKey } from '#libs/evidence';
import type { Database } from '#libs/store';
import { markFor, markHeader } from '#libs/watermark';

export interface WantedExport {
  readonly scope: ExportScope;
  readonly file: string;
  /** Login of whoever it is made for, when that is not who runs the command. */
  readonly by: string | undefined;
}

/**
 * Writes an export into a file, or leaves none. It says who had it made, when, and under which id it is on the audit record, which names
 * who ran the command whatever was said: what cannot be recorded is not given out.
 * @throws Problem `case-unknown`
 */
export async function writeExport(database: Database, key: SigningKey, { scope, file, by }: WantedExport): Promise<void> {
  const actor = `os:${osUser()}`;
  const id = v7();
  const mark = markHeader(markFor({ login: by ?? actor, displayName: by ?? actor, courtCode: null }, new Date(), id));
  const caseId = 'case' in scope ? scope.case : undefined;
  const what = 'court' in scope ? `court ${scope.court}` : 'case' in scope ? 'case' : 'everything';
  const act = { event: 'evidence.exported', actor, correlationId: id, ...(caseId === undefined ? {} : { caseId }) } as const;
  const lines = exportEvidence(database, key, scope, mark);
  try {
    // Whether there is anything is known with the first line.
    const first = await lines.next();
    await recordAudit(database.query, { ...act, result: 'success', reason: `command, ${what}${by === undefined ? '' : `, for ${by}`}` });
    await written(first.done === true ? '' : first.value, lines, file);
  } catch (error) {
    if (error instanceof Problem) await recordAudit(database.query, { ...act, result: 'failure', reason: `command, ${what}: ${error.code}` });
    throw error;
  } finally {
    await lines.return();
  }
}

async function written(first: string, rest: AsyncIterable<string>, file: string): Promise<void> {
  const unfinished = `${file}.unfinished`;
  async function* all(): AsyncGenerator<string> {
    yield first;
    yield* rest;
  }
  try {
    await pipeline(Readable.from(all()), createWriteStream(unfinished, { mode: 0o600, flush: true }));
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Who runs this. In a container the number may have no name. */
function osUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}
