import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Malformation } from '../../rules/rules.js';
import type { Lot } from '../../rules/fate.js';
import iconv from 'iconv-lite';
import type { Player, SandboxInstitution, Stage } from '../institution.js';
import { failure, OUT_OF_SERVICE, TOKEN_INVALID, type PushCall, type PushReply } from './push-reply.js';
import type { OrderContract } from './order-contract.js';
import { OrderDesk } from './order-desk.js';
import { drip } from '../slow-drip.js';
import { Gate, Shift } from '../waiting.js';

const MOST_BODY_BYTES = 1_048_576;
/** Orders carry rulings and certificates. */
const MOST_ORDER_BYTES = 32 * MOST_BODY_BYTES;
const JSON_TYPE = 'application/json; charset=utf-8';

/** An institution that the gateway calls over HTTP: what the three published contracts have in common. */
export abstract class PushPlayer implements Player {
  protected readonly code: string;
  protected readonly gate = new Gate();
  #shift: Shift | undefined;
  readonly #authorization: string;
  /** Where orders of control are taken; undefined where there are none. */
  readonly desk: OrderDesk | undefined;

  constructor(
    readonly institution: SandboxInstitution,
    protected readonly stage: Stage,
  ) {
    this.code = institution.code;
    this.#authorization = `Bearer ${institution.credentials['token'] ?? ''}`;
    const orders = this.orders();
    this.desk = orders === undefined ? undefined : new OrderDesk(this.code, stage, orders);
  }

  /** What the institution does with orders of control; called before its own fields are there. */
  protected orders(): OrderContract | undefined {
    return undefined;
  }

  /** Answers at once; latency and faults are in what `send` is told. */
  protected abstract respond(call: PushCall, send: (reply: PushReply, lot?: Lot) => void): void;

  /** What else the institution does while it is open. */
  protected atWork(_shift: Shift): void {}

  get paused(): boolean {
    return this.gate.closed;
  }

  pause(): void {
    this.gate.close();
  }

  resume(): void {
    this.gate.open();
  }

  start(): void {
    if (this.#shift !== undefined) return;
    this.#shift = new Shift((error) => this.stage.logger.warn({ institution: this.code, cause: error.name }, 'an institution of the sandbox failed'));
    this.atWork(this.#shift);
  }

  async stop(): Promise<void> {
    const shift = this.#shift;
    this.#shift = undefined;
    await shift?.end();
  }

  handle(request: IncomingMessage, response: ServerResponse, path: string): void {
    const shift = this.#shift;
    if (shift === undefined) return void request.socket.destroy();
    if (!this.gate.closed) return this.#take(request, response, path, shift);
    shift.run(async (signal) => {
      await this.gate.pass(signal);
      // Who hung up meanwhile has not asked.
      if (!response.destroyed) this.#take(request, response, path, shift);
    });
  }

  #take(request: IncomingMessage, response: ServerResponse, path: string, shift: Shift): void {
    const outage = this.stage.rules.outage(this.code);
    if (outage !== null) {
      this.stage.calls.countTurnedAway(this.code);
      if (outage.kind === 'refuse') return void request.socket.destroy();
      if (outage.kind === 'unavailable') return this.#refuse(request, response, OUT_OF_SERVICE);
      return void request.resume(); // hangs until the caller gives up or the sandbox closes
    }
    if (request.headers.authorization !== this.#authorization) {
      this.stage.calls.countTurnedAway(this.code);
      return this.#refuse(request, response, TOKEN_INVALID);
    }
    const chunks: Buffer[] = [];
    let size = 0;
    const most = request.method === 'PUT' ? MOST_ORDER_BYTES : MOST_BODY_BYTES;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
    });
    request.on('end', () => {
      if (size > most) return this.#write(response, failure(413, 'too-large', '报文过大'));
      const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
      const call: PushCall = { method: request.method ?? 'GET', path, body };
      const send = (reply: PushReply, lot?: Lot): void => this.#send(response, reply, lot, shift);
      if (this.desk?.answers(call) === true) this.desk.respond(call, send);
      else this.respond(call, send);
    });
  }

  #refuse(request: IncomingMessage, response: ServerResponse, reply: PushReply): void {
    request.resume();
    this.#write(response, reply);
  }

  #send(response: ServerResponse, reply: PushReply, lot: Lot | undefined, shift: Shift): void {
    if (lot === undefined || lot.delayMs === 0) return this.#deliver(response, reply, lot, shift);
    const timer = setTimeout(() => this.#deliver(response, reply, lot, shift), lot.delayMs);
    response.on('close', () => clearTimeout(timer));
  }

  #deliver(response: ServerResponse, reply: PushReply, lot: Lot | undefined, shift: Shift): void {
    if (response.destroyed) return;
    if (shift.signal.aborted || lot?.lost === true) return void response.destroy();
    const spoilt = lot?.fate.kind === 'malformed' ? lot.fate.malformation : undefined;
    if (spoilt === undefined && lot?.drips !== true) return this.#write(response, reply);
    const { bytes, type } = spoil(JSON.stringify(reply.value), spoilt);
    response.writeHead(spoilt === 'html' ? 200 : reply.status, { 'content-type': type, 'content-length': bytes.length });
    if (lot?.drips !== true) return void response.end(bytes);
    const pace = this.stage.rules.get(this.code).slowDripBytesPerSecond;
    shift.run((signal) => drip(response, bytes, pace, signal));
  }

  #write(response: ServerResponse, reply: PushReply): void {
    const text = JSON.stringify(reply.value);
    const headers = ['content-type', JSON_TYPE, 'content-length', String(Buffer.byteLength(text))];
    if (reply.retryAfterSeconds !== undefined) headers.push('retry-after', String(reply.retryAfterSeconds));
    response.writeHead(reply.status, headers).end(text);
  }
}

const ERROR_PAGE = '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** The bytes of a JSON text after something went wrong with them. */
export function spoil(text: string, how: Malformation | undefined): { readonly bytes: Buffer; readonly type: string } {
  switch (how) {
    case undefined:
      return { bytes: Buffer.from(text), type: JSON_TYPE };
    case 'truncated':
    case 'bad-signature':
      return { bytes: Buffer.from(text).subarray(0, Math.floor(Buffer.byteLength(text) * 0.6)), type: JSON_TYPE };
    case 'wrong-encoding':
      return { bytes: iconv.encode(withChinese(text), 'gbk'), type: JSON_TYPE };
    case 'half-character': {
      const bytes = Buffer.from(withChinese(text));
      const lead = bytes.findIndex((byte) => byte >= 0xe0);
      return { bytes: Buffer.concat([bytes.subarray(0, lead + 2), bytes.subarray(lead + 3)]), type: JSON_TYPE };
    }
    case 'html':
      return { bytes: Buffer.from(ERROR_PAGE), type: 'text/html; charset=utf-8' };
    case 'empty':
      return { bytes: Buffer.alloc(0), type: JSON_TYPE };
    default: {
      const never: never = how;
      return never;
    }
  }
}

/** Something beyond ASCII must stand in it, or the bytes would be right after all. */
const withChinese = (text: string): string => text.replace(/\}$/, ',"remarks":"查询结果"}');
