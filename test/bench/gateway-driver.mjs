/**
 * The gateway as a contestant: starts the standalone process against the shared PostgreSQL and the stub institutions, files
 * cases and asks about them through the REST API, as a case system would.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from './measure/child.mjs';
import { seededRandom } from './measure/random.mjs';

const WAIT_SECONDS = 30;

/**
 * @returns {Promise<{ url: string, pids: number[], token: string, institutionCodes: string[], root: string }>}
 *   `pids`: every Node.js process that does the gateway's work; PostgreSQL is told apart by its database
 */
export async function startGateway(context, { databaseUrl, institutions }) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'chakong-bench-gateway-'));
  context.onClose(() => rm(dataFolder, { recursive: true, force: true }));
  const environment = {
    ...withoutOurs(process.env),
    DATABASE_URL: databaseUrl,
    CHAKONG_DATA: dataFolder,
    CHAKONG_GATEWAY_PORT: '0',
    CHAKONG_EXCHANGE_PORT: '0',
    CHAKONG_SANDBOX_PORT: '0',
    // The sandbox's own banks would poll in the measured process.
    CHAKONG_SANDBOX_POLL_SECONDS: '3600',
    CHAKONG_LOG_LEVEL: 'warn',
  };
  const server = await startServer(context.node, join(context.root, 'dist/apps/standalone/main.js'), [], environment, profileArguments());
  context.onClose(() => server.stop());
  const logins = JSON.parse(await readFile(join(dataFolder, 'demo-logins.json'), 'utf8'));
  const gateway = {
    url: server.gatewayUrl,
    pids: [server.pid],
    token: logins.officer,
    operatorToken: logins.operator,
    institutionCodes: institutions.map(({ code }) => code),
    root: context.root,
  };
  await registerInstitutions(gateway, institutions);
  return gateway;
}

/** Settings of the shell that runs the bench are not those of the contestant. */
const withoutOurs = (environment) => Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('CHAKONG_')));

/** `CHAKONG_BENCH_PROFILE=folder` writes a CPU profile of the gateway there, to be opened in any Chromium's DevTools. */
function profileArguments() {
  const folder = process.env.CHAKONG_BENCH_PROFILE;
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}

/** Rows for the stub's institutions, in service, without rate limit, with room for every caller. */
async function registerInstitutions(gateway, institutions) {
  for (const { code, name, endpoint } of institutions) {
    await call(gateway, '/api/v1/institutions', {
      code,
      name,
      endpoint,
      kind: 'bank',
      adapter: 'bank-direct',
      contractVersion: '1.0',
      region: '330106',
      sources: ['deposit', 'wealth'],
      concurrency: 32,
      connectTimeoutMs: 5000,
      responseTimeoutMs: 30_000,
      answerDeadlineSeconds: 60,
    }, { authorization: `Bearer ${gateway.operatorToken}` });
  }
}

/** Files `count` cases with one synthetic obligor each. @returns their ids */
export async function createCases(gateway, count) {
  const { syntheticResidentId } = await import(new URL('../../dist/libs/identifiers/index.js', import.meta.url));
  const random = seededRandom(20_160_429);
  const officers = await call(gateway, '/api/v1/officers');
  const ids = [];
  for (let index = 1; index <= count; index++) {
    const { id } = await call(gateway, '/api/v1/cases', {
      caseNumber: `（2026）浙0106执${80_000 + index}号`,
      kind: 'execution',
      filedOn: '2026-03-01',
      owed: { principalFen: 100_000_00, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 },
      officerIds: officers.items.slice(0, 2).map((officer) => officer.id),
      obligors: [
        { kind: 'person', name: `林试样${index}`, otherNames: [], documents: [{ type: 'resident-id', number: syntheticResidentId(random) }] },
      ],
    });
    ids.push(id);
  }
  return ids;
}

/** What `load.mjs` needs to ask about these cases in turn. Every inquiry is forced: a stored answer would be no measure. */
export function inquiryPlan(gateway, caseIds) {
  return {
    url: `${gateway.url}/api/v1/inquiries`,
    headers: { authorization: `Bearer ${gateway.token}`, prefer: `wait=${WAIT_SECONDS}` },
    uniqueHeader: 'idempotency-key',
    bodies: caseIds.map((caseId) => JSON.stringify(inquiryOf(gateway, caseId))),
    expect: { field: 'complete', value: true },
  };
}

/** One inquiry, waited for. @returns the aggregated answer */
export function postInquiry(gateway, caseId) {
  return call(gateway, '/api/v1/inquiries', inquiryOf(gateway, caseId), {
    prefer: `wait=${WAIT_SECONDS}`,
    'idempotency-key': randomUUID(),
  });
}

function inquiryOf(gateway, caseId) {
  return { caseId, institutions: gateway.institutionCodes, purpose: '基准测试', force: true };
}

async function call(gateway, path, body, headers = {}) {
  const response = await fetch(gateway.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${gateway.token}`, 'content-type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status} ${(await response.text()).slice(0, 300)}`);
  return response.json();
}
