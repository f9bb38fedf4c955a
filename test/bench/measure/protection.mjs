import pg from 'pg';
import { createCases, inquiryPlan, startGateway } from '../gateway-driver.mjs';
import { takeTurns } from './contestants.mjs';

export const CALLERS = 16;
export const INSTITUTIONS = 12;

/** Tables whose records are announced to the evidence chain by what writes the fan-out. */
export const RECORDED = ['audit_event', 'inquiry', 'inquiry_request', 'exchange', 'outcome'];

/**
 * The same inquiries with a protection and without it, in turns.
 * @param contestants by name what each goes without: `unsealed` nothing announces records to the evidence chain, `inTheClear` personal data
 *   are not encrypted
 * @returns by name, per round, what `load.mjs` measured
 */
export async function compareProtection(context, contestants) {
  const stub = await context.start('stub-institutions.mjs', ['--institutions', String(INSTITUTIONS)]);
  const started = [];
  for (const [name, without] of Object.entries(contestants)) started.push({ name, plan: await startWithout(context, stub, name, without) });
  return takeTurns(context, stub, started, { callers: CALLERS });
}

/** Microseconds of processor a call, of the gateway and of PostgreSQL together. */
export const cpuPerCall = (rounds) => rounds.map(({ serverCpu, postgresBackendCpu, calls }) => (serverCpu + postgresBackendCpu) / calls);

export const ratesOf = (rounds) => rounds.map(({ perSecond }) => perSecond);

async function startWithout(context, stub, name, { unsealed = false, inTheClear = false }) {
  const databaseUrl = await context.createDatabase(name);
  const gateway = await startGateway(context, { databaseUrl, institutions: stub.institutions, ...(inTheClear ? { program: 'test/bench/gateway-in-the-clear.mjs' } : {}) });
  if (unsealed) {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    for (const table of RECORDED) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER announced`);
    await client.end();
  }
  return { ...inquiryPlan(gateway, await createCases(gateway, 200)), serverPids: gateway.pids, databaseUrl };
}
