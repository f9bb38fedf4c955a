import type { SealOrder } from '../../ledgers/seal-ledger.js';
import type { SandboxInstitution } from '../institution.js';
import { ConnectionFailure } from '../outbox.js';
import { CourtError } from '../polling-player.js';
import { decodeMessage, encodeMessage, leaves, UnreadableMessage, type Received } from './leaf-codec.js';
import type { RegistryClient } from './registry-client.js';

/** A query request as a registry keeps it (`BDCCXQQ`, wire-contracts §7.4). */
export interface RegistryQuery {
  readonly requestNumber: string;
  readonly name: string;
  readonly documentNumber: string;
  readonly noticeNumber: string;
}

/** An order as a registry keeps it (`BDCKZQQ` with its `BDCQL`, wire-contracts §7.5). */
export interface RegistryOrder extends SealOrder {
  readonly name: string;
  readonly documentNumber: string;
  /** 裁定书文号; the register enters it as the number of the seal. */
  readonly rulingNumber: string;
  readonly certificate: string;
}

/** What a registry says to the court and reads from it, message by message. */
export class RegistryOffice {
  readonly #credentials: string;
  /** Per WSBH, since several requests share a notice. */
  readonly #papers = new Map<string, Promise<string | undefined>>();

  constructor(
    institution: SandboxInstitution,
    private readonly client: () => RegistryClient,
    private readonly clear: boolean,
  ) {
    const { username = '', password = '' } = institution.credentials;
    this.#credentials = encodeMessage({ name: 'USERMARKER', content: [{ name: 'CONDITION', content: leaves({ USERNAME: username, PASSWORD: password }) }] }, { clear });
  }

  /** @throws CourtError, ConnectionFailure */
  async queries(signal: AbortSignal): Promise<readonly RegistryQuery[]> {
    const list = await this.#ask('cxBdcQL', {}, signal);
    if (list.error !== '') throw new CourtError('the court refuses the list');
    return list.records('BDCCXQQ').map(({ CXQQDH = '', XM = '', ZJH = '', WSBH = '' }) => ({ requestNumber: CXQQDH, name: XM, documentNumber: ZJH, noticeNumber: WSBH }));
  }

  /** @throws CourtError, ConnectionFailure */
  async orders(signal: AbortSignal): Promise<readonly RegistryOrder[]> {
    const list = await this.#ask('kzBdcQL', {}, signal);
    if (list.error !== '') throw new CourtError('the court refuses the list');
    const dashed = (day = ''): string => day.replaceAll('/', '-').slice(0, 10);
    return list.records('BDCKZQQ').map((row) => ({
      requestNumber: row['CXQQDH'] ?? '', name: row['XM'] ?? '', documentNumber: row['ZJH'] ?? '', measure: row['KZCS'] ?? '', unit: row['BDCDYH'] ?? '', certificate: row['BDCQZH'] ?? '',
      authority: row['FYMC'] ?? '', caseNumber: row['AH'] ?? '', rulingNumber: row['CKWH'] ?? '', from: dashed(row['KSRQ']), until: dashed(row['JSRQ']), originalNumber: row['YDJDH'] ?? '', originalReference: row['YCFYWH'] ?? '',
    }));
  }

  /** Why an order must be refused at once: it has papers of its own. */
  async faultOfOrder(requestNumber: string, signal: AbortSignal): Promise<string | undefined> {
    return (
      (await this.#fault('kzwsInfo', 'CXQQDH', requestNumber, { name: 'WSINFO', file: 'WSNR', fault: '无文书' }, signal)) ??
      this.#fault('zjInfo', 'CXQQDH', requestNumber, { name: 'ZJINFO', file: 'GZZ', fault: '无证件' }, signal)
    );
  }

  /** Whether the court has taken the answers of a feedback, by request number. @throws ConnectionFailure */
  async feed(operation: 'feedBdcQL' | 'feedkzBdcQL' | 'feedkzhzBdcQL', message: string, signal: AbortSignal, bytesPerSecond?: number): Promise<ReadonlyMap<string, boolean>> {
    const result = await this.#ask(operation, { feedbackinfo: message }, signal, bytesPerSecond);
    return new Map(result.records('JG').map(({ CXQQDH = '', RESULT = '', MSG = '' }) => [CXQQDH, RESULT === 'success' || MSG.includes('已反馈')]));
  }

  /** Why a request must be refused at once, in the registry's words; undefined when notice and certificates are there. */
  async faultOf(query: RegistryQuery, signal: AbortSignal): Promise<string | undefined> {
    return (await this.#noticeFault(query.noticeNumber, signal)) ?? this.#fault('zjInfo', 'CXQQDH', query.requestNumber, { name: 'ZJINFO', file: 'GZZ', fault: '无证件' }, signal);
  }

  async #noticeFault(noticeNumber: string, signal: AbortSignal): Promise<string | undefined> {
    const known = this.#papers.get(noticeNumber);
    if (known !== undefined) return known;
    const fetching = this.#fault('cxwsInfo', 'WSBH', noticeNumber, { name: 'WSINFO', file: 'WSNR', fault: '无文书' }, signal);
    this.#papers.set(noticeNumber, fetching);
    fetching.catch(() => this.#papers.delete(noticeNumber));
    if (this.#papers.size > 5_000) this.#papers.delete(this.#papers.keys().next().value ?? '');
    return fetching;
  }

  async #fault(operation: string, key: string, value: string, paper: { name: string; file: string; fault: string }, signal: AbortSignal): Promise<string | undefined> {
    const condition = { name: 'CONDITION', content: leaves({ [key]: value }) };
    const list = await this.#ask(operation, { wsbhinfo: encodeMessage({ name: `${key}INFO`, content: [condition] }, { clear: this.clear }) }, signal);
    if (list.error.startsWith('无')) return list.error;
    if (list.error !== '') throw new CourtError('the court refuses the papers');
    const papers = list.records(paper.name);
    return papers.length > 0 && papers.every((row) => (row[paper.file] ?? '') !== '') ? undefined : paper.fault;
  }

  async #ask(operation: string, parameters: Readonly<Record<string, string>>, signal: AbortSignal, bytesPerSecond?: number): Promise<Received> {
    const reply = await this.client().call(operation, { usermarker: this.#credentials, ...parameters }, signal, bytesPerSecond);
    try {
      return decodeMessage(reply);
    } catch (error) {
      if (error instanceof UnreadableMessage) throw new ConnectionFailure('the reply cannot be read');
      throw error;
    }
  }
}
