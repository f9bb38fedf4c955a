import { hash } from 'node:crypto';
import { InstitutionCall, type CallTarget } from '#libs/institution-call';
import { outlineOf } from './pdf-outline.js';
import { describeSealCall, type Seal, type SealFacts } from './seal-call.js';
import { readSealReply } from './seal-reply.js';
import { faultOfSealed, type SealFault } from './verify-sealed.js';

/** Where the seal service is, and which seal is used there. */
export interface SealServiceSettings {
  /** Full address of the SOAP port, without `?wsdl`. */
  readonly endpoint: string;
  readonly seal: Seal;
  readonly responseTimeoutMs?: number;
}

/**
 * A sealed document, or why there is none. Only `sealed` may leave the house (A6): nothing else carries a file.
 * `retry`: the same may be sent again later; otherwise a person has to change something first.
 */
export type SealOutcome =
  | {
      readonly kind: 'sealed';
      readonly document: Uint8Array;
      /** SHA-256, hexadecimal, of what was sent and of what came back. */
      readonly sha256Before: string;
      readonly sha256After: string;
      /** RFC 3339. */
      readonly sealedAt: string;
    }
  | { readonly kind: 'failed'; readonly cause: SealFailure; readonly detail: string; readonly retry: boolean };

export type SealFailure = 'no-document' | 'unreachable' | 'timeout' | 'cancelled' | 'oversized' | 'service-failed' | 'refused' | 'unreadable' | SealFault;

const MAX_DOCUMENT_BYTES = 20 * 1024 * 1024;
/** The sealed file as Base64 of Base64, with room for the seal. */
const MAX_REPLY_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

const FAULTS: Readonly<Record<SealFault, string>> = {
  'not-a-pdf': 'what came back is no whole PDF',
  unchanged: 'what came back is the document as it was sent',
  'content-lost': 'what came back has fewer pages than the document, or cannot be compared with it',
};

/**
 * Client of the electronic-seal service (电子签章, wire-contracts §11). Sealing the same document twice does no harm, so what failed may be
 * tried again; which of two sealed files is served is the caller's version of the document.
 */
export class ElectronicSeal {
  readonly #call = new InstitutionCall();
  readonly #target: CallTarget;
  readonly #path: string;

  constructor(private readonly settings: SealServiceSettings) {
    // The address is the whole address; one without a path is asked at its root.
    this.#path = new URL(settings.endpoint).pathname === '/' ? '/' : '';
    this.#target = {
      code: 'electronic-seal', endpoint: settings.endpoint, connectTimeoutMs: 10_000, responseTimeoutMs: settings.responseTimeoutMs ?? TIMEOUT_MS,
      connections: 4, maxMessageBytes: MAX_REPLY_BYTES,
    };
  }

  /** Never rejects. Bodies are not logged or kept here: they hold the password of the seal. */
  async sealDocument(pdf: Uint8Array, facts: SealFacts, limits: { readonly deadlineMs?: number; readonly cancelled?: AbortSignal } = {}): Promise<SealOutcome> {
    if (pdf.length > MAX_DOCUMENT_BYTES) return failed('oversized', `the document is larger than ${MAX_DOCUMENT_BYTES} bytes`, false);
    if (outlineOf(pdf) === undefined) return failed('no-document', 'only a whole PDF can be sealed', false);
    const record = await this.#call.send(describeSealCall(pdf, facts, this.settings.seal, this.#path), this.#target, limits.deadlineMs ?? Number.POSITIVE_INFINITY, limits.cancelled);
    if (record.reply === null) {
      const { cause, detail } = record.failure ?? { cause: 'connect-failed' as const, detail: 'no reply' };
      return cause === 'connect-failed' ? failed('unreachable', detail, true) : failed(cause, detail, cause === 'timeout');
    }
    const reading = readSealReply(record.reply, MAX_REPLY_BYTES);
    if (reading.state === 'refused') return failed('refused', reading.detail, false);
    if (reading.state === 'failed') return failed('service-failed', reading.detail, true);
    if (reading.state === 'unreadable') return failed('unreadable', reading.detail, true);
    const fault = faultOfSealed(pdf, reading.bytes);
    if (fault !== undefined) return failed(fault, FAULTS[fault], fault === 'not-a-pdf');
    return {
      kind: 'sealed',
      document: reading.bytes,
      sha256Before: hash('sha256', pdf, 'hex'),
      sha256After: hash('sha256', reading.bytes, 'hex'),
      sealedAt: new Date(record.endedAtMs).toISOString(),
    };
  }

  close(): Promise<void> {
    return this.#call.close();
  }
}

const failed = (cause: SealFailure, detail: string, retry: boolean): SealOutcome => ({ kind: 'failed', cause, detail, retry });
