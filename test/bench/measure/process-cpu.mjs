import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const LINUX = existsSync('/proc/self/stat');
let ticksPerSecond;

/** Processor time a process has used so far in user and kernel mode, all its threads, in microseconds. 10 ms steps. */
export function cpuMicroseconds(pid) {
  if (!LINUX) return cpuFromPs(pid);
  ticksPerSecond ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program stands in brackets and may hold blanks; utime and stime are the 12th and 13th field after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1e6;
}

/** Elsewhere: `[[dd-]hh:]mm:ss[.ss]`. */
function cpuFromPs(pid) {
  const text = execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const [clock, days = 0] = text.split('-').reverse();
  return clock.split(':').reduce((total, part) => total * 60 + Number(part), 0) * 1e6 + Number(days) * 86_400e6;
}

/**
 * Processor time of PostgreSQL in microseconds, process by process: the backends that serve one database, and the server's own
 * processes (WAL writer, checkpointer …), which serve every database. null when the server runs on another machine.
 */
export async function postgresCpu(client) {
  const { rows } = await client.query(
    `SELECT pid, datname = current_database() AS own, backend_type = 'client backend' AS client FROM pg_stat_activity
      WHERE pid <> pg_backend_pid() AND (datname = current_database() OR backend_type <> 'client backend')`,
  );
  const read = (list) => new Map(list.map(({ pid }) => [pid, cpuMicroseconds(pid)]));
  try {
    return { backends: read(rows.filter((row) => row.own && row.client)), background: read(rows.filter((row) => !row.client)) };
  } catch {
    return null;
  }
}

/** What two readings of {@link postgresCpu} have between them. What a process did that ended meanwhile is not seen. */
export function postgresCpuBetween(before, after) {
  if (before === null || after === null) return { backends: null, background: null };
  const used = (kind) => [...after[kind]].reduce((sum, [pid, cpu]) => sum + cpu - (before[kind].get(pid) ?? 0), 0);
  return { backends: used('backends'), background: used('background') };
}
