import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { CaseSystemPlayer, type CaseSystemAccount } from './case-system/case-system-player.js';
import { IDENTITY_PATH, SandboxIdentity, type SandboxIdentityOptions } from './identity/sandbox-identity.js';
import { SEAL_SERVICE_CODE, SEAL_SERVICE_PATH, SealService } from './electronic-seal/seal-service.js';
import { ControlRoutes } from './control/control-routes.js';
import { ControlProblem, writeJson, writeProblem } from './control/problem-reply.js';
import { OfficeRoom } from './ledgers/office-room.js';
import { Cast, holdingKind, registerKept } from './players/cast.js';
import { CallLedger } from './players/call-ledger.js';
import { PLAYED_ADAPTERS, type Player, type SandboxInstitution, type SandboxLogger, type Stage } from './players/institution.js';
import { FileFolders, type FileFoldersOptions } from './players/bank-file/file-folders.js';
import { PushPlayer } from './players/push/push-player.js';
import type { CourtTls } from './players/way-to-court.js';
import { Wheel } from './players/wheel.js';
import { createPopulation, type Population, type PopulationSize } from './population/population.js';
import { RegisterBooks } from './ledgers/register-ledger.js';
import { RuleBook } from './rules/rule-book.js';

export interface SandboxOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The same seed: the same people, the same property, the same faults for the same questions. */
  readonly seed: number;
  /** Where institutions reach the court's exchange, without trailing slash: `http://127.0.0.1:8081`. */
  readonly exchangeUrl: string;
  readonly institutions: readonly SandboxInstitution[];
  /** Speaks TLS with the court: what institutions show the exchange, and with what they listen for the gateway besides `port`. */
  readonly tls?: SandboxTls;
  /** How often banks fetch their requests, unless their data says otherwise. */
  readonly pollSeconds: number;
  /** Where the folders of banks in file mode are kept, and the key of the SFTP server that stands before some of them. */
  readonly files?: FileFoldersOptions;
  /** Plays the case system of the demonstration court with this account; without one it files nothing. */
  readonly caseSystem?: CaseSystemAccount;
  /** An OpenID provider with demo users at `{url}/oidc`; none when absent. */
  readonly identity?: SandboxIdentityOptions;
  readonly population?: Pick<PopulationSize, 'people' | 'companies'>;
  readonly logger?: SandboxLogger;
  /** Institutions come to the court only after `begin`, for a court that opens later than its institutions; at once when absent. */
  readonly held?: boolean;
  /** What time it is in the registers in which measures stand, epoch milliseconds; the real one when left out. */
  readonly clock?: () => number;
}

export interface SandboxTls {
  readonly court: CourtTls;
  /** Of the institutions that are called; who calls them needs a certificate of `court.ca`. */
  readonly server: { readonly certificate: string; readonly key: string };
}

export interface Sandbox {
  /** Institutions that are called stand at `{url}/{code}`, the sandbox's own interface at `{url}/sandbox`. */
  readonly url: string;
  /** The same with TLS; undefined when not asked for. */
  readonly secureUrl: string | undefined;
  /** Endpoints of the banks in file mode; undefined when there are none. */
  readonly files: FileFolders | undefined;
  /** The identity provider; undefined when none was asked for. */
  readonly identity: SandboxIdentity | undefined;
  /** The courts' seal service: its address, and the one seal it has, under a password of this start. */
  readonly sealService: { readonly endpoint: string; readonly sealName: string; readonly password: string };
  readonly rules: RuleBook;
  readonly calls: CallLedger;
  readonly population: Population;
  readonly players: ReadonlyMap<string, Player>;
  /** Institutions that were held begin to come to the court. May be called twice. */
  begin(): void;
  /** Ends everything it started; resolves when nothing runs any more. */
  close(): Promise<void>;
}

const SILENT: SandboxLogger = { info: () => undefined, warn: () => undefined };

/** Paths the sandbox uses itself, so no institution can have them as its code. */
const RESERVED_CODES = ['sandbox', 'healthz', 'oidc', SEAL_SERVICE_CODE];

const SEAL_NAME = '演示法院电子印章';

/** @throws Error for institutions that cannot be played, before anything is started. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  checkInstitutions(options.institutions);
  const kinds = options.institutions.flatMap(({ code, name, adapter }) => {
    const kind = holdingKind(adapter);
    return kind === undefined ? [] : [{ code, kind, name }];
  });
  const registers = options.institutions.flatMap(({ code, adapter, region }) => {
    const keeps = registerKept(adapter);
    return keeps === undefined ? [] : [{ code, keeps, ...(region === undefined ? {} : { region }) }];
  });
  const population = createPopulation(options.seed, { ...options.population, institutions: kinds, registers });
  const stage: Stage = {
    population,
    offices: new OfficeRoom(population),
    rules: new RuleBook(options.seed),
    calls: new CallLedger(),
    logger: options.logger ?? SILENT,
    wheel: new Wheel(),
    registers: new RegisterBooks(options.clock),
  };
  for (const { code, rules } of options.institutions) if (rules !== undefined) stage.rules.set(code, rules);
  const files = await FileFolders.open(options.institutions, options.host, options.files);
  const cast = new Cast({ ...options, courtTls: options.tls?.court }, stage, (institution) => folderOf(files, institution));
  const caseSystem = options.caseSystem && new CaseSystemPlayer(options.exchangeUrl.replace(/\/$/, ''), options.caseSystem, stage.population, options.tls?.court);
  const password = randomUUID();
  // Its address, and with it the provider's, is known only when it listens.
  const places: { identity?: SandboxIdentity; readonly seal: SealService } = { seal: new SealService({ sealName: SEAL_NAME, password, returns: 'base64' }, stage.rules, stage.calls) };
  const route = router(cast.players, new ControlRoutes(stage, cast.players, places, caseSystem), places);
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 0 }, route);
  const url = await listen(server, options.host, options.port).catch(async (error: unknown) => {
    await files?.close();
    throw error;
  });
  const secure = options.tls && (await listenSecurely(options.tls, options.host, route));
  if (options.identity !== undefined) places.identity = await SandboxIdentity.open(`${onThisMachine(url)}${IDENTITY_PATH}`, stage.logger, options.identity);
  let begun = false;
  const begin = (): void => {
    if (!begun) for (const player of cast.players.values()) player.start();
    begun = true;
  };
  if (options.held !== true) begin();
  stage.logger.info({ institutions: cast.players.size, url }, 'the sandbox plays its institutions');
  return {
    url,
    secureUrl: secure?.url,
    files,
    identity: places.identity,
    sealService: { endpoint: `${onThisMachine(url)}${SEAL_SERVICE_PATH}`, sealName: SEAL_NAME, password },
    rules: stage.rules,
    calls: stage.calls,
    population: stage.population,
    players: cast.players,
    begin,
    close: async () => {
      begun = true;
      await Promise.all([...cast.players.values()].map((player) => player.stop()));
      cast.closeClients();
      places.identity?.close();
      await files?.close();
      caseSystem?.close();
      const servers = [server, ...(secure === undefined ? [] : [secure.server])];
      const closed = Promise.all(servers.map((one) => new Promise<void>((resolve) => one.close(() => resolve()))));
      for (const one of servers) one.closeAllConnections();
      await closed;
    },
  };
}

function folderOf(files: FileFolders | undefined, institution: SandboxInstitution): string {
  if (files === undefined) throw new Error(`institution "${institution.code}": a bank in file mode needs a place for its folders`);
  return files.folderOf(institution);
}

function router(players: ReadonlyMap<string, Player>, control: ControlRoutes, places: { readonly identity?: SandboxIdentity; readonly seal: SealService }): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const target = request.url ?? '/';
    const slash = target.indexOf('/', 1);
    const first = slash < 0 ? target.slice(1) : target.slice(1, slash);
    const player = players.get(first) ?? players.get(decoded(first));
    if (player instanceof PushPlayer && slash > 0) {
      const query = target.indexOf('?', slash);
      return player.handle(request, response, query < 0 ? target.slice(slash) : target.slice(slash, query));
    }
    request.on('error', () => undefined);
    if (target === SEAL_SERVICE_PATH && request.method === 'POST') return places.seal.handle(request, response);
    if (first === 'oidc' && places.identity !== undefined) return places.identity.handle(request, response);
    if (target === '/healthz') return writeJson(response, 200, { status: 'ok', institutions: players.size });
    if (first.startsWith('sandbox') && URL.canParse(target, 'http://sandbox')) return control.handle(request, response, new URL(target, 'http://sandbox'));
    request.resume();
    writeProblem(response, new ControlProblem(404, 'not-found', 'no institution that is called has this code; institutions stand at /{code}, the sandbox itself at /sandbox'));
  };
}

/** Listening on every network is reached from here by the loopback address. */
function onThisMachine(url: string): string {
  return url.replace(/^http:\/\/(0\.0\.0\.0|\[::\])/, 'http://127.0.0.1');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function listenSecurely({ court, server: own }: SandboxTls, host: string, route: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createSecureServer(
    { cert: own.certificate, key: own.key, ca: court.ca, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2', keepAliveTimeout: 65_000, requestTimeout: 0 },
    route,
  );
  return { server, url: (await listen(server, host, 0)).replace(/^http:/, 'https:') };
}

function listen(server: Server | SecureServer, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${address.port}`);
    });
  });
}

function checkInstitutions(institutions: readonly SandboxInstitution[]): void {
  const seen = new Set<string>();
  for (const { code, adapter } of institutions) {
    if (code === '' || RESERVED_CODES.includes(code) || code === '*') throw new Error(`institution code "${code}" cannot be played`);
    if (seen.has(code)) throw new Error(`institution code "${code}" occurs twice`);
    if (!PLAYED_ADAPTERS.includes(adapter)) throw new Error(`institution "${code}": adapter must be one of ${PLAYED_ADAPTERS.join(', ')}`);
    seen.add(code);
  }
}
