import { setTimeout as sleep } from 'node:timers/promises';
import { createClientAsync, type Client } from 'soap';
import { element, message, opened, type Attributes, type OpenedMessage } from './bank-message.js';
import { Pauses } from './pause.js';

/** The service an institution has built against: where it is, what its operations are called, how it writes its one account. */
export interface IndependentContract {
  readonly path: string;
  readonly list: string;
  readonly documents: string;
  readonly certificates: string;
  readonly feedback: string;
  /** Attributes of the `zhxx` row of an account besides BDHM, CCXH and KHZH. @param asked the question as it stood in the list */
  account(asked: Attributes): Attributes;
  /** Elements inside the row, already written. */
  inside?(asked: Attributes): string;
}

/** Of a bank (wire-contracts §2). */
const BANK: IndependentContract = {
  path: '/ckwWebService/SyyhConvertData',
  list: 'getXzcxList',
  documents: 'cxwsInfo',
  certificates: 'zjInfo',
  feedback: 'shfeedXzcxInfo',
  account: () => ({
    CCLB: '借记卡', ZHZT: '正常', KHWD: '虚构支行', KHWDDM: '102331000018', KHRQ: '2015/03/09 00:00:00', BZ: '156', YE: '1234.56', KYYE: '1000.00',
    FKSJ: '2026/03/09 12:00:00',
  }),
};

export interface IndependentBankOptions {
  readonly exchangeUrl: string;
  readonly username: string;
  readonly password: string;
  readonly random: () => number;
  /** Pause between two looks at the list. */
  readonly pollMs: number;
  /** Longest time it thinks about an answer. */
  readonly thinkMs: number;
  /** That of a bank when left out. */
  readonly contract?: IndependentContract;
}

/** What this bank remembers of one request (请求单号). */
export interface BankFile {
  readonly requestNumber: string;
  /** The account it reports; undefined when it says that it has no such customer. */
  readonly account: string | undefined;
  /** The question as it stood in the list. */
  readonly asked?: Attributes;
  /** How often it stood in a list. */
  listed: number;
  /** Messages sent with this answer. */
  sent: number;
  /** The court's word: `success`, or that it has been fed back already. Undefined while there is none. */
  acknowledged?: 'success' | 'already';
}

const ALREADY = /已反馈/;
const TROUBLE = /系统处理异常/;
const TIMEOUT_MS = 20_000;
const RETRY_MS = 150;

/**
 * A bank that shares nothing with our code: the WSDL of the exchange, the `soap` package, and its own coding. It fetches
 * requests, documents and certificates, feeds back, and sends the same feedback again until the court has said that it has
 * it. What it was told stays in its memory however often the court falls over.
 */
export class IndependentBank {
  readonly files = new Map<string, BankFile>();
  /** What a court must never say to a bank that keeps to the contract. */
  readonly complaints: string[] = [];
  /** Calls that brought no reply. */
  failedCalls = 0;
  readonly #documents = new Set<string>();
  readonly #thinking = new Pauses();
  readonly #contract: IndependentContract;
  #client: Promise<Client> | undefined;
  #stopped = false;
  #working: Promise<unknown>[] = [];

  constructor(private readonly options: IndependentBankOptions) {
    this.#contract = options.contract ?? BANK;
  }

  start(): void {
    this.#working = [this.#pollForEver()];
  }

  /** Looks no more, and gives up what it still owes. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.hurry();
    while (this.#working.length > 0) await Promise.all(this.#working.splice(0));
  }

  /** Feeds back at once what it still thinks about. */
  hurry(): void {
    this.#thinking.cutShort();
  }

  /** Answers it still owes or has no word about. */
  get unfinished(): number {
    return [...this.files.values()].filter(({ acknowledged }) => acknowledged === undefined).length;
  }

  /** One call; the message that came back. @throws when nothing did */
  async call(operation: string, argument?: string): Promise<OpenedMessage> {
    const { username, password } = this.options;
    const arg0 = message('usermarker', [element('condition', { username, password })]);
    try {
      const client = await this.#connected();
      const method = client[`${operation}Async`] as (args: object, options: object) => Promise<[{ return?: string }]>;
      const [reply] = await method.call(client, argument === undefined ? { arg0 } : { arg0, arg1: argument }, { timeout: TIMEOUT_MS });
      return opened(reply.return ?? '');
    } catch (error) {
      this.failedCalls += 1;
      throw error;
    }
  }

  /** Feeds back what a file says, or something else for the same number; the court's word per request. */
  async feedBack(files: readonly Pick<BankFile, 'requestNumber' | 'account' | 'asked'>[]): Promise<readonly Attributes[]> {
    const reply = await this.call(this.#contract.feedback, message('zhxxList', files.map((file) => row(file, this.#contract))));
    if (TROUBLE.test(reply.error)) throw new Error('the court cannot take it now');
    if (reply.error !== '') this.complaints.push(`feedback: ${reply.error}`);
    return reply.rows('jg');
  }

  async #connected(): Promise<Client> {
    const address = `${this.options.exchangeUrl}${this.#contract.path}`;
    this.#client ??= createClientAsync(`${address}?wsdl`, { disableCache: true }, address);
    const connecting = this.#client;
    return connecting.catch((error: unknown) => {
      if (this.#client === connecting) this.#client = undefined;
      throw error;
    });
  }

  async #pollForEver(): Promise<void> {
    while (!this.#stopped) {
      await this.#fetchList().catch(() => undefined);
      await sleep(this.options.pollMs);
    }
  }

  async #fetchList(): Promise<void> {
    const list = await this.call(this.#contract.list);
    if (list.error !== '' && !TROUBLE.test(list.error)) this.complaints.push(`list: ${list.error}`);
    const fresh: { file: BankFile; notice: string }[] = [];
    for (const asked of list.rows('cxqq')) {
      const { BDHM: requestNumber = '', WSBH: notice = '' } = asked;
      const known = this.files.get(requestNumber);
      if (known !== undefined) {
        known.listed += 1;
        continue;
      }
      // One in three is no customer.
      const account = Number(requestNumber.slice(-3)) % 3 === 0 ? undefined : `6299${requestNumber.slice(-12)}`;
      const file: BankFile = { requestNumber, account, asked, listed: 1, sent: 0 };
      this.files.set(requestNumber, file);
      fresh.push({ file, notice });
    }
    // Several answers go in one message, as the contract allows.
    for (let at = 0; at < fresh.length; at += 2) this.#working.push(this.#handle(fresh.slice(at, at + 2)));
  }

  async #handle(batch: readonly { file: BankFile; notice: string }[]): Promise<void> {
    for (const { file, notice } of batch) {
      if (!this.#documents.has(notice)) {
        await this.#untilServed(this.#contract.documents, message('wsbhinfo', [element('condition', { WSBH: notice })]), 'wsinfo');
        this.#documents.add(notice);
      }
      await this.#untilServed(this.#contract.certificates, message('bdhminfo', [element('condition', { BDHM: file.requestNumber })]), 'zjinfo');
    }
    await this.#thinking.wait(this.options.random() * this.options.thinkMs);
    const files = batch.map(({ file }) => file);
    while (!this.#stopped) {
      const open = files.filter(({ acknowledged }) => acknowledged === undefined);
      if (open.length === 0) return;
      for (const file of open) file.sent += 1;
      await this.feedBack(open).then(
        (words) => this.#note(open, words),
        () => undefined,
      );
      if (open.some(({ acknowledged }) => acknowledged === undefined)) await sleep(RETRY_MS);
    }
  }

  async #untilServed(operation: string, argument: string, rows: string): Promise<void> {
    while (!this.#stopped) {
      const reply = await this.call(operation, argument).catch(() => undefined);
      if (reply !== undefined && reply.rows(rows).length > 0) return;
      if (reply !== undefined && !TROUBLE.test(reply.error)) this.complaints.push(`${operation}: ${reply.error}`);
      await sleep(RETRY_MS);
    }
  }

  #note(files: readonly BankFile[], words: readonly Attributes[]): void {
    for (const file of files) {
      const word = words.find(({ bdhm }) => bdhm === file.requestNumber);
      if (word?.['result'] === 'success') file.acknowledged = 'success';
      else if (ALREADY.test(word?.['msg'] ?? '')) file.acknowledged = 'already';
      else this.complaints.push(`feedback of ${file.requestNumber}: ${word?.['msg'] ?? 'no word'}`);
    }
  }
}

/** 查无开户信息, or one account (wire-contracts §2.10.6). */
function row({ requestNumber, account, asked = {} }: Pick<BankFile, 'requestNumber' | 'account' | 'asked'>, contract: IndependentContract): string {
  const head = { BDHM: requestNumber, CCXH: '1', KHZH: account ?? '查无开户信息' };
  if (account === undefined) return element('zhxx', head);
  const whole = element('zhxx', { ...head, ...contract.account(asked) });
  const inside = contract.inside?.(asked);
  return inside === undefined ? whole : whole.replace(/\/>$/, `>${inside}</zhxx>`);
}
