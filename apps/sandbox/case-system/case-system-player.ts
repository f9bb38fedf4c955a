import iconv from 'iconv-lite';
import { createClientAsync, type Client } from 'soap';
import { DEMO_CASES } from '../demo-case.js';
import type { Party } from '../population/party.js';
import type { Population } from '../population/population.js';
import { WayToCourt, type CourtTls } from '../players/way-to-court.js';

const PATH = '/ckw2court/api/service';
const TIMEOUT_MS = 60_000;
/** Case numbers of this player begin here, so that they never meet those that people type in. */
const FIRST_DAY_MS = Date.parse('2026-01-01T00:00:00+08:00');

/** How the case system of the court logs in (wire-contracts §9: `SPXT`). */
export interface CaseSystemAccount {
  readonly username: string;
  readonly password: string;
}

/** What the court answered on one party. */
export interface FiledRow {
  readonly filingNumber: string;
  readonly caseNumber: string;
  readonly result: string;
  readonly message: string;
}

/**
 * Plays the case system of the demonstration court: files cases over SOAP as those in use do (wire-contracts §9). Written from the tables; it
 * shares no code with the gateway.
 */
export class CaseSystemPlayer {
  readonly #way: WayToCourt;
  #client: Promise<Client> | undefined;
  #lastSerial = 0;
  #next = 0;

  constructor(
    private readonly exchangeUrl: string,
    private readonly account: CaseSystemAccount,
    private readonly population: Population,
    tls?: CourtTls,
  ) {
    this.#way = new WayToCourt(exchangeUrl, 4, tls);
  }

  close(): void {
    this.#way.close();
  }

  /** Files `count` new cases in one message, each against one obligor and one applicant. @throws Error when the court cannot be reached or refuses the whole */
  async file(count: number): Promise<FiledRow[]> {
    const cases = Array.from({ length: count }, () => this.#newCase());
    const rows = cases.flatMap(({ head, obligor }) => [
      element('ajxx', { ...head, DSRXH: '1', LX: obligor.kind === 'person' ? '09_01001-1' : '09_01001-2', SSDW1: '09_05036-2', MC: obligor.name, ZJLX: obligor.kind === 'person' ? '01' : '20', ZJHM: obligor.documentNumber }),
      element('ajxx', { ...head, DSRXH: '2', LX: '09_01001-2', SSDW1: '申请执行人', MC: DEMO_CASES[0].applicant, ZJLX: '', ZJHM: '' }),
    ]);
    const usermarker = message(`<usermarker>${element('condition', { username: this.account.username, password: this.account.password })}</usermarker>`);
    const reply = await this.#call(usermarker, message(`<cxsqmarker><type cxlx="1"/><cxqqList>${rows.join('')}</cxqqList></cxsqmarker>`));
    const numbers = new Map(cases.map(({ head }) => [head.RWLSH, head.AH]));
    return readReply(reply).map((row) => ({ ...row, caseNumber: numbers.get(row.filingNumber) ?? '' }));
  }

  #newCase(): { readonly head: Readonly<Record<string, string>> & { readonly RWLSH: string; readonly AH: string }; readonly obligor: Party } {
    const serial = Math.max(this.#lastSerial + 1, Math.floor((Date.now() - FIRST_DAY_MS) / 1000));
    this.#lastSerial = serial;
    const [{ courtCode, officers }] = DEMO_CASES;
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const obligor = this.population.at(this.#next++ % this.population.size);
    const caseNumber = `（${today.slice(0, 4)}）${courtCode}执${serial}号`;
    return {
      obligor,
      head: {
        RWLSH: `RW${today.replaceAll('-', '')}${serial}`, AHDM: `H${serial}`, AH: caseNumber, AJLX: '首次执行案件', AYMS: '买卖合同纠纷', SQBD: '186500.00', CBR: officers[0].name,
        CBBM1: '执行局', SJY: officers[1].name, LARQ: today.replaceAll('-', ''), FYDM: '330106',
      },
    };
  }

  async #call(usermarker: string, body: string): Promise<string> {
    this.#client ??= createClientAsync(`${this.exchangeUrl}${PATH}?wsdl`, { disableCache: true, wsdl_options: this.#way.agentOption }, `${this.exchangeUrl}${PATH}`);
    const connecting = this.#client;
    // A WSDL that could not be fetched is fetched again the next time.
    connecting.catch(() => (this.#client = undefined));
    const client = (await connecting) as Client & { CccxRequestsAsync(parameters: object, options: object): Promise<readonly unknown[]> };
    const [result] = await client.CccxRequestsAsync({ usermarker, body }, { timeout: TIMEOUT_MS, ...this.#way.agentOption });
    return (result as { return?: string } | undefined)?.return ?? '';
  }
}

/** The prolog says UTF-8 and the bytes are GBK, as everywhere in these contracts (§2.3). */
const message = (root: string): string => iconv.encode(`<?xml version="1.0" encoding="UTF-8"?>${root}`, 'gb18030').toString('base64');

const element = (name: string, attributes: Readonly<Record<string, string>>): string =>
  `<${name}${Object.entries(attributes).map(([key, value]) => ` ${key}="${value.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)}"`).join('')}/>`;

function readReply(reply: string): Omit<FiledRow, 'caseNumber'>[] {
  const text = Buffer.from(reply, 'base64').toString('utf8');
  const refusal = /<result[^>]*\berrorMsg="([^"]*)"/.exec(text)?.[1];
  if (refusal !== undefined) throw new Error(refusal);
  return [...text.matchAll(/<jg rwlsh="([^"]*)" dsrxh="[^"]*" result="([^"]*)" msg="([^"]*)"\/>/g)].map(([, filingNumber = '', result = '', msg = '']) => ({ filingNumber, result, message: msg }));
}
