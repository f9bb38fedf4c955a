import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CaseSystemPlayer } from '../case-system/case-system-player.js';
import { SEAL_SERVICE_CODE } from '../electronic-seal/seal-service.js';
import type { SandboxIdentity } from '../identity/sandbox-identity.js';
import type { MeasureOffice } from '../ledgers/measure-office.js';
import type { Player, Stage } from '../players/institution.js';
import { InvalidRules } from '../rules/parse-rules.js';
import { EVERY_INSTITUTION } from '../rules/rule-book.js';
import { changeAccount, showAccounts } from './account-desk.js';
import { peoplePage } from './people-page.js';
import { addTo, endMeasure, registerState, settleOrders } from './register-routes.js';
import { ControlProblem, writeJson, writeProblem } from './problem-reply.js';

const KEEPS_MONEY: readonly string[] = ['bank', 'bank-file', 'payment-platform'];
const MOST_BODY_BYTES = 1_048_576;
const MOST_LISTED_CALLS = 1_000;
const MOST_FILINGS = 500;

/**
 * The sandbox's own interface, beside the institutions it plays: rules, people, counts, pause. For developers and tests; it
 * shows synthetic people only.
 */
export class ControlRoutes {
  constructor(
    private readonly stage: Stage,
    private readonly players: ReadonlyMap<string, Player>,
    private readonly places: { readonly identity?: SandboxIdentity } = {},
    private readonly caseSystem?: CaseSystemPlayer,
  ) {}

  handle(request: IncomingMessage, response: ServerResponse, url: URL): void {
    this.#answer(request, url).then(
      (value) => (value === undefined ? void response.writeHead(204).end() : writeJson(response, 200, value)),
      (error: unknown) => writeProblem(response, asProblem(error)),
    );
  }

  async #answer(request: IncomingMessage, url: URL): Promise<unknown> {
    const method = request.method ?? 'GET';
    const [area = '', rawCode, ...rest] = url.pathname.replace(/^\/sandbox\/?/, '').split('/');
    const code = rawCode === undefined || rawCode === '' ? undefined : decode(rawCode);
    if (rest.length > 0) throw notThere();
    switch (`${method} ${area}${code === undefined ? '' : '/:code'}`) {
      case 'GET rules':
        return { rules: this.stage.rules.all(), institutions: [...this.players.keys()] };
      case 'PUT rules': {
        const rules = await readJson(request);
        for (const each of Object.keys((rules ?? {}) as object)) this.#known(each);
        this.stage.rules.replaceAll(rules);
        return { rules: this.stage.rules.all() };
      }
      case 'GET rules/:code':
        return this.stage.rules.get(this.#known(code));
      case 'PUT rules/:code':
        return this.stage.rules.set(this.#known(code), await readJson(request));
      case 'DELETE rules/:code':
        return this.stage.rules.clear(this.#known(code));
      case 'GET people':
        return peoplePage(this.stage.population, [...this.players.keys()], url.searchParams);
      case 'GET calls':
        return { items: [...this.players.keys()].map((each) => this.stage.calls.total(each)) };
      case 'GET calls/:code':
        return this.#calls(code === SEAL_SERVICE_CODE ? code : this.#player(code).institution.code, url.searchParams.get('requestNumber'));
      case 'DELETE calls':
        this.stage.calls.reset();
        this.stage.rules.rewind();
        return undefined;
      case 'GET institutions':
        return { items: [...this.players.values()].map(({ institution, paused }) => ({ code: institution.code, name: institution.name, adapter: institution.adapter, contractVersion: institution.contractVersion, paused })) };
      case 'POST rotate-keys':
        return this.#rotateKeys(url.searchParams.get('announcedSeconds'));
      case 'POST pause/:code':
        this.#player(code).pause();
        return { code, paused: true };
      case 'POST resume/:code':
        this.#player(code).resume();
        return { code, paused: false };
      case 'GET accounts/:code':
        return showAccounts(this.#office(code), url.searchParams.get('account'));
      case 'POST accounts/:code':
        return changeAccount(this.#office(code), await readJson(request));
      case 'GET registers/:code':
        return registerState(this.#player(code));
      case 'POST settle/:code':
        return settleOrders(this.#player(code), url.searchParams.get('requestNumber'));
      case 'POST end-measure/:code':
        return endMeasure(this.#player(code), await readJson(request));
      case 'POST add-to/:code':
        return addTo(this.#player(code), await readJson(request));
      case 'POST filings':
        return this.#file(await readJson(request));
      default:
        throw notThere();
    }
  }

  /** The office of an institution that carries out measures on money. */
  #office(code: string | undefined): MeasureOffice {
    const { institution } = this.#player(code);
    if (!KEEPS_MONEY.includes(institution.adapter)) throw new ControlProblem(404, 'no-accounts', 'this institution carries out no measures on money');
    return this.stage.offices.officeOf(institution);
  }

  async #file(body: unknown): Promise<unknown> {
    if (this.caseSystem === undefined) throw new ControlProblem(404, 'no-case-system', 'this sandbox plays no case system');
    const n = (body as { n?: unknown } | null)?.n ?? 1;
    if (!Number.isInteger(n) || (n as number) < 1 || (n as number) > MOST_FILINGS) {
      throw new ControlProblem(422, 'body-invalid', 'nothing was filed', [{ field: '/n', allowed: `a whole number from 1 to ${MOST_FILINGS}` }]);
    }
    try {
      return { items: await this.caseSystem.file(n as number) };
    } catch (error) {
      throw new ControlProblem(502, 'court-refused', `the court did not take the filings: ${error instanceof Error ? error.message.slice(0, 200) : 'failed'}`);
    }
  }

  async #rotateKeys(announced: string | null): Promise<unknown> {
    const { identity } = this.places;
    if (identity === undefined) throw new ControlProblem(404, 'no-provider', 'this sandbox plays no identity provider');
    if (announced !== null && !/^\d{1,3}$/.test(announced)) {
      throw new ControlProblem(400, 'parameter-invalid', 'nothing was changed', [{ field: 'announcedSeconds', allowed: 'a whole number from 0 to 999' }]);
    }
    return { keys: await identity.rotateKeys(announced === null ? undefined : Number(announced)) };
  }

  #calls(code: string, requestNumber: string | null): unknown {
    if (requestNumber !== null) return { code, requestNumber, ...this.stage.calls.of(code, requestNumber) };
    const requests = [...this.stage.calls.requests(code)].slice(0, MOST_LISTED_CALLS).map(([number, count]) => ({ requestNumber: number, ...count }));
    return { ...this.stage.calls.total(code), items: requests };
  }

  #known(code: string | undefined): string {
    return code === EVERY_INSTITUTION || code === SEAL_SERVICE_CODE ? code : this.#player(code).institution.code;
  }

  #player(code: string | undefined): Player {
    const player = code === undefined ? undefined : this.players.get(code);
    if (player === undefined) throw new ControlProblem(404, 'institution-unknown', 'the sandbox plays no institution with this code; GET /sandbox/institutions lists them');
    return player;
  }
}

const notThere = (): ControlProblem => new ControlProblem(404, 'not-found', 'there is nothing here; see apps/sandbox/README.md for what there is');

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw notThere();
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BODY_BYTES) throw new ControlProblem(413, 'too-large', `the body may have at most ${MOST_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    throw new ControlProblem(400, 'body-invalid', 'the body must be JSON');
  }
}

function asProblem(error: unknown): ControlProblem {
  if (error instanceof ControlProblem) return error;
  if (error instanceof InvalidRules) return new ControlProblem(422, 'rules-invalid', 'nothing was changed: some rules are not allowed', error.issues);
  return new ControlProblem(500, 'internal', 'the sandbox failed');
}
