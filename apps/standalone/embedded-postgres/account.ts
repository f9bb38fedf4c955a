import { readFile, stat } from 'node:fs/promises';
import process from 'node:process';
import { runProgram } from './run-program.js';

/** An account of this machine that PostgreSQL runs under, because it refuses to run as root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** `nobody`, as nearly every Linux numbers it; used when the machine has no list of accounts. */
const NOBODY: Account = { name: 'nobody', uid: 65534, gid: 65534 };

export function weAreRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The account PostgreSQL is to run under; undefined means our own (we are not root).
 *
 * A cluster that is already there keeps its owner: an ordinary user who once uses `sudo` finds the database still theirs.
 */
export async function accountFor(cluster: string): Promise<Account | undefined> {
  if (!weAreRoot()) return undefined;
  const owner = await stat(cluster).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { name: await nameOf(owner.uid), uid: owner.uid, gid: owner.gid };
  const entry = (await accounts()).find((account) => account.name === NOBODY.name);
  return entry ?? NOBODY;
}

/** Whether the account can enter the folder and write to it. Tried, not computed: access lists and mounts have a say too. */
export async function canWriteIn(account: Account, folder: string): Promise<boolean> {
  const script = 'cd "$1" && test -w . && test -r .';
  return (await runProgram('/bin/sh', ['-c', script, 'sh', folder], { account })).ok;
}

export async function canRead(account: Account, file: string): Promise<boolean> {
  return (await runProgram('/bin/sh', ['-c', 'test -r "$1"', 'sh', file], { account })).ok;
}

async function nameOf(uid: number): Promise<string> {
  return (await accounts()).find((account) => account.uid === uid)?.name ?? `uid ${uid}`;
}

async function accounts(): Promise<Account[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4 && /^-?\d+$/.test(fields[2] ?? ''))
    .map((fields) => ({ name: fields[0] ?? '', uid: Number(fields[2]), gid: Number(fields[3]) }));
}
