/**
 * The gateway as a contestant: starts the standalone process against the shared PostgreSQL and the stub institutions, files
 * cases and asks about them through the REST API, as a case system would.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startServer } from './measure/child.mjs';
import { seededRandom } from './measure/random.mjs';

const WAIT_SECONDS = 30;

/**
 * @returns {Promise<{ url: string, pids: number[], token: string, institutionCodes: string[], root: string }>}
 *   `program`: what is started, when it is not the standalone as it is. `kafka` (`{ brokers, prefix }`): where its events go; nowhere when absent.
 *   `pids`: every Node.js process that does the gateway's work; PostgreSQL is told apart by its database
 */
export async function startGateway(context, { databaseUrl, institutions, credentials, program = 'dist/apps/standalone/main.js', kafka }) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'chakong-bench-gateway-'));
  context.onClose(() => rm(dataFolder, { recursive: true, force: true }));
  // The credentials of the sandbox's own institutions are added to them.
  if (credentials !== undefined) await writeFile(join(dataFolder, 'credentials.json'), JSON.stringify(credentials), { mode: 0o600 });
  const environment = {
    ...withoutOurs(process.env),
    DATABASE_URL: databaseUrl,
    CHAKONG_DATA: dataFolder,
    CHAKONG_GATEWAY_PORT: '0',
    CHAKONG_EXCHANGE_PORT: '0',
    CHAKONG_SANDBOX_PORT: '0',
    // The sandbox's own banks would poll in the measured process.
    CHAKONG_SANDBOX_POLL_SECONDS: '3600',
    // Nor would it visit the folders of those in file mode, which in a province the exchange does, on another machine.
    CHAKONG_FILE_POLL_SECONDS: '3600',
    CHAKONG_LOG_LEVEL: 'warn',
    // One login asks for a whole court.
    CHAKONG_INQUIRIES_PER_MINUTE: '0',
    CHAKONG_FILES_PER_MINUTE: '0',
    ...(kafka === undefined ? {} : { KAFKA_BROKERS: kafka.brokers.join(','), CHAKONG_KAFKA_PREFIX: kafka.prefix }),
  };
  const server = await startServer(context.node, join(context.root, program), [], environment, profileArguments());
  context.onClose(() => server.stop());
  const logins = JSON.parse(await readFile(join(dataFolder, 'demo-logins.json'), 'utf8'));
  const gateway = {
    url: server.gatewayUrl,
    exchangeUrl: server.exchangeUrl,
    pids: [server.pid],
    token: logins.officer,
    operatorToken: logins.operator,
    approverToken: logins.approver,
    tokens: logins,
    institutionCodes: institutions.map(({ code }) => code),
    root: context.root,
    // A database that is measured again has the cases of other runs.
    filed: 1_000_000 + (Math.floor(Date.now() / 1000) % 8_000_000),
  };
  await registerInstitutions(databaseUrl, institutions);
  await untilRegistered(gateway, institutions);
  return gateway;
}

/** Settings of the shell that runs the bench are not those of the contestant. */
const withoutOurs = (environment) => Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(CHAKONG_|KAFKA_)/.test(name)));

/** `CHAKONG_BENCH_PROFILE=folder` writes a CPU profile of the gateway there, to be opened in any Chromium's DevTools. */
function profileArguments() {
  const folder = process.env.CHAKONG_BENCH_PROFILE;
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}

/** What stands in the register for each, unless an institution says otherwise: in service, no rate limit, room for every caller. */
const AS_REGISTERED = {
  kind: 'bank',
  adapter: 'bank-direct',
  contract_version: '1.0',
  endpoint: null,
  credentials_ref: null,
  region: '330106',
  sources: ['deposit', 'wealth'],
  concurrency: 32,
  connect_timeout_ms: 5000,
  response_timeout_ms: 30_000,
  answer_deadline_s: 60,
};

/** One statement for all of them: over the API, which checks and audits each, 4,000 would take minutes. */
async function registerInstitutions(databaseUrl, institutions) {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    await database.query(
      `WITH added AS (
         INSERT INTO institution (code, name, kind, adapter, contract_version, endpoint, credentials_ref, region, sources, concurrency,
           connect_timeout_ms, response_timeout_ms, answer_deadline_s)
         SELECT code, name, kind, adapter, contract_version, endpoint, credentials_ref, region, sources, concurrency,
           connect_timeout_ms, response_timeout_ms, answer_deadline_s
         FROM jsonb_to_recordset($1) AS t (code text, name text, kind text, adapter text, contract_version text, endpoint text,
           credentials_ref text, region text, sources text[], concurrency int, connect_timeout_ms int, response_timeout_ms int,
           answer_deadline_s int)
         -- A database that is measured again knows them, under the addresses of another run.
         ON CONFLICT (code) DO UPDATE SET endpoint = excluded.endpoint, version = institution.version + 1
         RETURNING code)
       SELECT pg_notify('institution_changed', min(code)) FROM added`,
      [JSON.stringify(institutions.map((institution) => ({ ...AS_REGISTERED, ...institution })))],
    );
  } finally {
    await database.end();
  }
}

/** The register of the gateway hears of them a moment later. */
async function untilRegistered(gateway, institutions) {
  const last = institutions.at(-1).code;
  const giveUpAt = Date.now() + 30_000;
  for (;;) {
    const found = await call(gateway, `/api/v1/institutions/${last}`).catch((error) => error);
    if (found.code === last) return;
    if (Date.now() > giveUpAt) throw found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Files `count` cases with one synthetic obligor each. @returns their ids */
export async function createCases(gateway, count) {
  const { syntheticResidentId } = await import(new URL('../../dist/libs/identifiers/index.js', import.meta.url));
  const random = seededRandom(20_160_429);
  const officers = await call(gateway, '/api/v1/officers');
  const ids = [];
  for (let index = 1; index <= count; index++) {
    const number = (gateway.filed += 1);
    const { id } = await call(gateway, '/api/v1/cases', {
      caseNumber: `（2026）浙0106执${number}号`,
      kind: 'execution',
      filedOn: '2026-03-01',
      owed: { principalFen: 100_000_00, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 },
      officerIds: officers.items.slice(0, 2).map((officer) => officer.id),
      obligors: [
        { kind: 'person', name: `林试样${number}`, otherNames: [], documents: [{ type: 'resident-id', number: syntheticResidentId(random) }] },
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
export function postInquiry(gateway, caseId, waitSeconds = WAIT_SECONDS) {
  return call(gateway, '/api/v1/inquiries', inquiryOf(gateway, caseId), {
    prefer: `wait=${waitSeconds}`,
    'idempotency-key': randomUUID(),
  });
}

export function inquiryOf(gateway, caseId) {
  return { caseId, institutions: gateway.institutionCodes, purpose: '基准测试', force: true };
}

/** One call of the API. @throws Error with status and problem when it is refused */
export async function call(gateway, path, body, headers = {}) {
  const response = await fetch(gateway.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${gateway.token}`, 'content-type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status} ${(await response.text()).slice(0, 300)}`);
  return response.json();
}
