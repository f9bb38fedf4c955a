import type { SandboxInstitution } from '../institution.js';
import { ConnectionFailure } from '../outbox.js';
import { CourtError } from '../polling-player.js';
import type { ConvertDataOperations } from './contract.js';
import { NotOffered, type ExchangeClient } from './exchange-client.js';
import { decodeMessage, encodeMessage, UnreadableMessage, type Element, type EncodeOptions, type ReceivedElement } from './gbk-codec.js';
import { faultOfCertificates, faultOfDocuments, type PolledQuery } from './query.js';

const single = (root: string, attribute: string, value: string): Element => ({
  name: root,
  attributes: [],
  children: [{ name: 'condition', attributes: [[attribute, value]] }],
});

/** What an institution fetches before it looks anything up: documents of the notice, certificates of the officers. */
export class NoticeOffice {
  readonly #credentials: string;
  /** Per WSBH, since several requests share a notice and it is fetched once (wire-contracts §2.5). */
  readonly #faults = new Map<string, Promise<string | undefined>>();

  constructor(
    institution: SandboxInstitution,
    private readonly exchange: ExchangeClient,
    private readonly operations: ConvertDataOperations,
    private readonly encoding: EncodeOptions,
  ) {
    const { username = '', password = '' } = institution.credentials;
    this.#credentials = encodeMessage(
      { name: 'usermarker', attributes: [], children: [{ name: 'condition', attributes: [['username', username], ['password', password]] }] },
      encoding,
    );
  }

  /** Makes a call in the name of this institution and reads the reply. @throws ConnectionFailure, CourtError, NotOffered */
  async ask(operation: string, signal: AbortSignal, argument?: string, bytesPerSecond?: number): Promise<ReceivedElement> {
    const args = argument === undefined ? [this.#credentials] : [this.#credentials, argument];
    const reply = await this.exchange.call(operation, args, { signal, ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }) });
    try {
      return decodeMessage(reply);
    } catch (error) {
      if (error instanceof UnreadableMessage) throw new ConnectionFailure('the reply cannot be read');
      throw error;
    }
  }

  /** Why this request must be refused at once, in the institution's own words; undefined when documents and certificates are there. */
  async faultOf(query: PolledQuery, papersByRequest: boolean, signal: AbortSignal): Promise<string | undefined> {
    const documents = await this.#documents(query, papersByRequest, signal);
    if (documents !== undefined) return documents;
    return this.#fetch(this.operations.certificates, single('bdhminfo', 'BDHM', query.requestNumber), faultOfCertificates, signal);
  }

  /** The same for an order: both are found by its number (wire-contracts §2.2). */
  async faultOfOrder(requestNumber: string, signal: AbortSignal): Promise<string | undefined> {
    const { controls } = this.operations;
    if (controls === undefined) return '暂不支持该控制措施';
    const documents = await this.#fetch(controls.documents, single('bdhminfo', 'BDHM', requestNumber), faultOfDocuments, signal);
    return documents ?? this.#fetch(this.operations.certificates, single('bdhminfo', 'BDHM', requestNumber), faultOfCertificates, signal);
  }

  async #documents(query: PolledQuery, papersByRequest: boolean, signal: AbortSignal): Promise<string | undefined> {
    if (query.noticeNumber === '') {
      // Before 2016 requests had no WSBH, and documents were fetched by request number.
      const { documentsByRequest } = this.operations;
      if (!papersByRequest || documentsByRequest === undefined) return '无文书编号';
      return this.#fetch(documentsByRequest, single('bdhminfo', 'BDHM', query.requestNumber), faultOfDocuments, signal);
    }
    const known = this.#faults.get(query.noticeNumber);
    if (known !== undefined) return known;
    const fetching = this.#fetch(this.operations.documents, single('wsbhinfo', 'WSBH', query.noticeNumber), faultOfDocuments, signal);
    this.#faults.set(query.noticeNumber, fetching);
    fetching.catch(() => this.#faults.delete(query.noticeNumber));
    if (this.#faults.size > 5_000) this.#faults.delete(this.#faults.keys().next().value ?? '');
    return fetching;
  }

  async #fetch(operation: string, key: Element, fault: (list: ReceivedElement) => string | undefined, signal: AbortSignal): Promise<string | undefined> {
    try {
      const list = await this.ask(operation, signal, encodeMessage(key, this.encoding));
      const error = list.text('errorMsg') || list.text('errMsg');
      // 无文书, 无证件: the court has none, which is no failure of the court. Anything else is asked again.
      if (error.startsWith('无')) return error;
      if (error !== '') throw new CourtError('the court refuses the papers');
      return fault(list);
    } catch (error) {
      // The minimal provincial service has no such operation; its institutions work without the papers.
      if (error instanceof NotOffered) return undefined;
      throw error;
    }
  }
}
