import type { ControlOutcome, HttpReply, PushAdapter, PushControls } from '#contracts/adapter';
import { pushManifest, startLoopback, type Loopback } from '#libs/engine-testkit';

/** How the institution behaves at its next call: `drop-after` takes the order and ends the connection, `drop-before` ends it without. */
export type Mood = 'answer' | 'drop-after' | 'drop-before' | 'later' | 'busy' | 'mute' | 'garbled';

/** A made-up institution with a ledger: takes each number once, says what became of it. */
export class OrderedInstitution {
  readonly ledger = new Map<string, { readonly operation: string; readonly fen: number }>();
  /** Moods of the next calls, one each; `answer` afterwards. */
  readonly moods: Mood[] = [];
  #server!: Loopback;

  async open(): Promise<void> {
    this.#server = await startLoopback((call, response) => {
      const number = call.path.split('/').at(-1)!;
      const mood = this.moods.shift() ?? 'answer';
      const say = (status: number, body: unknown): void => void response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
      if (mood === 'drop-before') return void response.destroy();
      if (mood === 'busy') return say(429, {});
      if (mood === 'garbled') return say(200, '<html>');
      if (mood === 'mute') return undefined;
      if (call.method === 'POST' && !this.ledger.has(number)) this.ledger.set(number, JSON.parse(call.body) as { operation: string; fen: number });
      if (mood === 'drop-after') return void response.destroy();
      if (mood === 'later') return say(202, {});
      const known = this.ledger.get(number);
      return known === undefined ? say(404, {}) : say(200, { held: known.fen });
    });
  }

  get url(): string {
    return this.#server.url;
  }

  /** `POST` an order, `GET` what became of it. */
  get calls(): string[] {
    return this.#server.calls.map(({ method }) => method);
  }

  get bodies(): string[] {
    return this.#server.calls.map(({ body }) => body);
  }

  close(): Promise<void> {
    return this.#server.close();
  }
}

const read = (reply: HttpReply): { readonly state: 'final'; readonly outcome: ControlOutcome } | { readonly state: 'later'; readonly askAgainInMs: number } | { readonly state: 'not-taken'; readonly cause: 'rate-limited'; readonly detail: string; readonly afterMs: number } => {
  if (reply.status === 202) return { state: 'later', askAgainInMs: 10 };
  if (reply.status === 429) return { state: 'not-taken', cause: 'rate-limited', detail: 'busy', afterMs: 10 };
  const { held } = JSON.parse(Buffer.from(reply.body).toString()) as { held: number };
  return { state: 'final', outcome: { kind: 'effective', effect: { held: { fen: held, currency: 'CNY' }, from: '2026-11-26', until: '2027-11-25' } } };
};

const controls: PushControls = {
  describeControl: ({ request, documents, certificates }) => {
    if (request.rulingNumber === 'unwritable') throw new Error('cannot be written');
    const fen = request.extent.by === 'amount' ? request.extent.amount.fen : 0;
    return {
      method: 'POST', path: `/orders/${request.requestNumber}`, headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ operation: request.operation, fen, documents: documents.length, certificates: certificates.length, ruling: request.rulingNumber, original: request.original?.requestNumber, payee: request.payee?.accountNumber }),
    };
  },
  readControl: read,
  describeStatus: ({ requestNumber }) => ({ method: 'GET', path: `/orders/${requestNumber}`, headers: {} }),
  readStatus: (reply) => (reply.status === 404 ? { state: 'unknown' } : read(reply)),
};

export const orderedAdapter = { manifest: pushManifest('ordered'), answers: 'synchronous', controls } as unknown as PushAdapter;
