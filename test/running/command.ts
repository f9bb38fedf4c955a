import { spawn } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const DIST = resolve(process.env['CHAKONG_TEST_DIST'] ?? join(ROOT, 'dist'));

/** Runs one of our programs to its end, with nothing of the settings of whoever runs the tests. */
export function runCommand(program: string, parameters: readonly string[], settings: Readonly<Record<string, string>>): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(CHAKONG_|NODE_OPTIONS$|DATABASE_URL$|KAFKA_)/.test(name)));
  const child = spawn(process.execPath, [join(DIST, program), ...parameters], { env: { ...own, ...settings }, cwd: dirname(DIST), stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((done) => child.once('close', (code) => done({ code, stdout, stderr })));
}
