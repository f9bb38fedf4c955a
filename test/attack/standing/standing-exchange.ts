import { createHmac, randomUUID } from 'node:crypto';
import { request as plainly, type IncomingMessage } from 'node:http';
import { request as securely } from 'node:https';
import { adapter as bank } from '#adapters/bank';
import { adapter as household } from '#adapters/household';
import { createExchange, keepFilings, type Exchange, type ExchangeOptions } from '#apps/exchange';
import type { InstitutionAdapter } from '#contracts/adapter';
import { LoginGuesses } from '#libs/access';
import { Collector } from '#libs/collection';
import { acceptRequests, FakeRegistry, institution, openCase, rowsOf, type AcceptedInquiry, type TestCase, everybodySigns } from '#libs/engine-testkit';
import { CaseSystemLogin, FilingDesk } from '#libs/filing';
import { CredentialStore } from '#libs/institutions';
import { DocumentShelf, Mailbox, PostgresCallbackDesk, PostgresPullDesk } from '#libs/mailbox';
import { DocumentReader, MailboxStore, RequestReader, type Database } from '#libs/store';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { element, message, opened } from '../../running/index.js';

export const BANK_PATH = '/ckwWebService/SyyhConvertData';
export const CASE_SYSTEM_PATH = '/ckw2court/api/service';

/** What a caller sends, from where and with what. */
export interface Sending {
  readonly path: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Loopback address it comes from; 127.0.0.1 when absent. */
  readonly from?: string;
  readonly tls?: { readonly ca: string; readonly cert?: string; readonly key?: string };
}

export interface Got {
  readonly status: number;
  readonly text: string;
}

export interface Account {
  readonly username: string;
  readonly password: string;
}

export const ICBC: Account = { username: 'YH000001', password: 'password-of-icbc' };
export const OTHER: Account = { username: 'YH000002', password: 'password-of-the-other' };
export const CALLBACK_SECRET = 'secret-of-the-household-register';

type Entries = Record<string, Record<string, string>>;

/** The real exchange with real adapters over a real database: two banks that poll, two registers that call back, the case system. */
export class StandingExchange {
  #test!: TestDatabase;
  case!: TestCase;
  exchange!: Exchange;
  credentials!: CredentialStore;
  /** What the limit of guesses told of. */
  readonly suspected: string[] = [];

  static async start(options: Partial<ExchangeOptions> = {}, more: Entries = {}): Promise<StandingExchange> {
    const standing = new StandingExchange();
    await standing.#start(options, more);
    return standing;
  }

  async #start(options: Partial<ExchangeOptions>, more: Entries): Promise<void> {
    this.#test = await createTestDatabase();
    this.case = await openCase(this.database);
    const entries: Entries = { ICBC: { ...ICBC }, OTHER: { ...OTHER }, POLICE: { token: 'x', callbackSecret: CALLBACK_SECRET }, SECOND: { token: 'y', callbackSecret: 'another secret' }, 'case-system': { username: 'SPXT', password: 'password-of-the-case-system', court: '*' } };
    for (const [reference, secrets] of Object.entries(more)) entries[reference] = { ...entries[reference], ...secrets };
    this.credentials = await CredentialStore.open({ json: JSON.stringify(entries) });
    const polling = { adapter: 'bank', contractVersion: 'V2', endpoint: undefined } as const;
    const calling = { adapter: 'household', contractVersion: '1.1', kind: 'police', sources: ['household'] } as const;
    const registry = new FakeRegistry(
      institution({ ...polling, code: 'ICBC', credentialsRef: 'ICBC' }), institution({ ...polling, code: 'OTHER', credentialsRef: 'OTHER' }),
      institution({ ...calling, code: 'POLICE', credentialsRef: 'POLICE' }), institution({ ...calling, code: 'SECOND', credentialsRef: 'SECOND' }),
    ).asRegistry;
    const adapters = new Map<string, InstitutionAdapter>([['bank', bank], ['household', household]]);
    const collector = new Collector(this.database, { groupCommitted: () => undefined, outcomeCommitted: () => undefined, inquiryCompleted: () => undefined });
    const guesses = new LoginGuesses({ attempt: () => undefined, suspected: (name) => void this.suspected.push(name) });
    const parts = {
      database: this.database, registry, credentials: this.credentials, requests: new RequestReader(this.database), collector, adapter: (code: string) => adapters.get(code), guesses, officers: everybodySigns,
      mailbox: new Mailbox(new MailboxStore(this.database)), shelf: new DocumentShelf(new DocumentReader(this.database), () => Promise.resolve(Buffer.from('notice'))),
    };
    this.exchange = await createExchange({
      // Reachable from every loopback address.
      host: '0.0.0.0', port: 0, adapters, desk: new PostgresPullDesk(parts), callbackDesk: new PostgresCallbackDesk({ ...parts, callbackBaseUrl: '' }),
      filings: { desk: new FilingDesk(this.database), login: new CaseSystemLogin(this.credentials, 'case-system', guesses), ...keepFilings(this.database, collector, 'case-system') },
      closeGraceMs: 1000,
      ...options,
    });
  }

  async close(): Promise<void> {
    await this.exchange.close();
    await this.#test.drop();
  }

  get database(): Database {
    return this.#test.database;
  }

  get port(): number {
    return Number(new URL(this.exchange.address).port);
  }

  /** Sends bytes as they are. */
  send({ path, body, headers = {}, from = '127.0.0.1', tls }: Sending): Promise<Got> {
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.port, path, method: 'POST', localAddress: from, agent: false as const, headers: { 'content-type': 'text/xml; charset=utf-8', 'content-length': Buffer.byteLength(body), ...headers } };
      const onReply = (reply: IncomingMessage): void => {
        let text = '';
        reply.on('data', (piece) => (text += String(piece))).on('end', () => resolve({ status: reply.statusCode ?? 0, text })).on('error', reject);
      };
      const call = tls === undefined ? plainly(options, onReply) : securely({ ...options, ...tls }, onReply);
      call.on('error', reject).end(body);
    });
  }

  /** One operation of the bank contract, in its own coding. */
  async bankCalls(account: Account, operation = 'getXzcxList', argument?: string, way: Pick<Sending, 'from' | 'tls' | 'headers'> = {}): Promise<ReturnType<typeof opened>> {
    const { text } = await this.send({ path: BANK_PATH, body: bankEnvelope(account, operation, argument), ...way });
    return opened(/<return>([^<]*)<\/return>/.exec(text)?.[1] ?? '');
  }

  /** A request that waits for a bank, or was asked of a register. */
  accept(institutionCode = 'ICBC', channel: 'pull' | 'push' = 'pull'): Promise<AcceptedInquiry> {
    return acceptRequests(this.database, this.case, [{ institutionCode, channel, sources: [channel === 'pull' ? 'deposit' : 'household'] }]);
  }

  async outcomes({ inquiryId }: Pick<AcceptedInquiry, 'inquiryId'>): Promise<string[]> {
    const rows = await rowsOf<{ said: string }>(this.database, `SELECT o.version || ' ' || o.kind AS said FROM outcome o JOIN inquiry_request r ON r.id = o.request_id WHERE r.inquiry_id = $1 ORDER BY o.version`, [inquiryId]);
    return rows.map(({ said }) => said);
  }

  async audit(event: string): Promise<{ reason: string | null; institution_code: string | null }[]> {
    return rowsOf(this.database, 'SELECT reason, institution_code FROM audit_event WHERE event = $1 ORDER BY id', [event]);
  }

  async count(table: 'exchange' | 'outcome' | 'audit_event'): Promise<number> {
    const [row] = await rowsOf<{ n: number }>(this.database, `SELECT count(*)::int AS n FROM ${table}`);
    return row!.n;
  }
}

export function bankEnvelope({ username, password }: Account, operation: string, argument?: string): string {
  const login = message('usermarker', [element('condition', { username, password })]);
  return soapEnvelope('http://syyh.service.webService.ckw.tdh/', operation, { arg0: login, ...(argument === undefined ? {} : { arg1: argument }) });
}

export function soapEnvelope(namespace: string, operation: string, parameters: Readonly<Record<string, string>>): string {
  const inside = Object.entries(parameters).map(([name, value]) => `<${name}>${value}</${name}>`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><o:${operation} xmlns:o="${namespace}">${inside}</o:${operation}></s:Body></s:Envelope>`;
}

/** What a bank feeds back: that it has no such customer. */
export const nothingOf = (requestNumber: string): string => message('zhxxList', [element('zhxx', { BDHM: requestNumber, CCXH: '1', KHZH: '查无开户信息' })]);

/** A callback signed as the household contract says. */
export function signed(body: string, secret = CALLBACK_SECRET, at = new Date()): { body: string; headers: Record<string, string> } {
  const timestamp = at.toISOString();
  const nonce = randomUUID();
  const signature = createHmac('sha256', secret).update(`${timestamp}.${nonce}.`).update(body).digest('hex');
  return { body, headers: { 'content-type': 'application/json', 'x-chakong-timestamp': timestamp, 'x-chakong-nonce': nonce, 'x-chakong-signature': signature } };
}
