import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import type { Account } from './account.js';

export interface ProgramResult {
  readonly ok: boolean;
  /** What it wrote, both streams; for a program that could not be started, why. */
  readonly output: string;
}

/** PostgreSQL gets nothing of our environment: messages in English (they are read here), times in UTC. */
export const PROGRAM_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' } as const;

/** A folder everybody can enter: a program refuses to start in one that its account cannot. */
export const PROGRAM_WORKING_FOLDER = resolve('/');

/** Who a program runs as; nothing for "as ourselves". Node also drops our supplementary groups. */
export function identityOf(account: Account | undefined): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid };
}

/** Runs a program to its end. Never throws: whether it worked is in the result. */
export async function runProgram(
  program: string,
  parameters: readonly string[],
  { account, input }: { account: Account | undefined; input?: string },
): Promise<ProgramResult> {
  return new Promise((done) => {
    const options = {
      ...identityOf(account),
      env: PROGRAM_ENVIRONMENT,
      cwd: PROGRAM_WORKING_FOLDER,
      maxBuffer: 4 * 1024 * 1024,
    };
    try {
      const child = execFile(program, [...parameters], options, (error, stdout, stderr) => {
        const output = `${stdout}${stderr}`.trim();
        done({ ok: error === null, output: output === '' && error !== null ? error.message : output });
      });
      // A program that ends without reading its input breaks the pipe; its exit code says more than that.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input ?? '');
    } catch (error) {
      done({ ok: false, output: String(error) });
    }
  });
}
