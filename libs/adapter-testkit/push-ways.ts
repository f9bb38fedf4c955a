import iconv from 'iconv-lite';
import type { HttpReply, PushAdapter, PushReading, QueryOutcome, QueryRequest } from '#contracts/adapter';
import type { Way } from './answer-cases.js';
import type { CallbackFixtures, PushFixtures } from './fixtures.js';
import type { GoldenShelf } from './golden-shelf.js';

/** The moment the suite's callbacks come in. */
export const CALLED_AT = new Date('2026-03-01T01:30:00Z');

export function reply(status: number, body: Uint8Array | string, headers: HttpReply['headers'] = {}): HttpReply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? Buffer.from(body) : body };
}

/** Every way an answer can come in, as the adapter says. */
export function waysOf(adapter: PushAdapter, fixtures: PushFixtures, shelf: GoldenShelf): readonly Way[] {
  const asReply = replyWay('as a reply', (message, request) => adapter.readReply(message, request), adapter, shelf, fixtures);
  switch (adapter.answers) {
    case 'synchronous':
      return [asReply];
    case 'ticket': {
      const readPoll = (message: HttpReply, request: QueryRequest): PushReading => (adapter.readPoll ?? adapter.readReply).call(adapter, message, request);
      const asPoll = replyWay('as the reply to a poll', readPoll, adapter, shelf, fixtures);
      return fixtures.ticket?.answersAtOnce === true ? [asPoll, asReply] : [asPoll];
    }
    case 'callback': {
      const { callback } = fixtures;
      if (callback === undefined) return [];
      return [callbackWay(callback, adapter, shelf, fixtures), ...(callback.answersAtOnce ? [asReply] : [])];
    }
    default: {
      const never: never = adapter.answers;
      return never;
    }
  }
}

function replyWay(
  title: string,
  read: (message: HttpReply, request: QueryRequest) => PushReading,
  adapter: PushAdapter,
  shelf: GoldenShelf,
  fixtures: PushFixtures,
): Way {
  const message = (file: string): Uint8Array => shelf.bytes(file);
  return {
    title,
    message,
    read: (bytes, request) => {
      const reading = read(reply(200, bytes), request);
      if (reading.state !== 'final') throw new Error(`a reply with status 200 is read as "${reading.state}"`);
      return reading.outcome;
    },
    hostile: () => hostileJson(adapter, message, fixtures),
  };
}

function callbackWay(callback: CallbackFixtures, adapter: PushAdapter, shelf: GoldenShelf, fixtures: PushFixtures): Way {
  const secret = fixtures.institution.credentials[callback.secret]?.reveal() ?? '';
  const message = (file: string): Uint8Array => callback.wrap(shelf.bytes(file));
  return {
    title: 'as a callback',
    message,
    read: (body, request) => {
      const reading = adapter.readCallback?.({ headers: callback.sign(body, secret, CALLED_AT), body, receivedAt: CALLED_AT }, fixtures.institution);
      if (reading === undefined || adapter.checkCallbackAnswer === undefined) throw new Error('the adapter reads no callbacks');
      // A rejected callback changes nothing and is kept as evidence; to the question it is as good as a defective answer.
      if (reading.state === 'rejected') return rejected(reading.cause);
      const answer = reading.answers.find((candidate) => candidate.requestNumber === request.requestNumber) ?? reading.answers[0];
      return answer === undefined ? { kind: 'defective', defect: 'schema', detail: 'no answer' } : adapter.checkCallbackAnswer(answer, request);
    },
    hostile: () => hostileJson(adapter, message, fixtures),
  };
}

function rejected(cause: 'signature' | 'stale' | 'unreadable'): QueryOutcome {
  if (cause !== 'unreadable') throw new Error(`a properly signed callback is rejected: ${cause}`);
  return { kind: 'defective', defect: 'unreadable', detail: 'the callback is rejected' };
}

function hostileJson(adapter: PushAdapter, message: (file: string) => Uint8Array, fixtures: PushFixtures): ReturnType<Way['hostile']> {
  const { maxMessageBytes, maxDepth } = adapter.manifest.limits;
  const file = fixtures.answers.found?.file;
  const found = (): string => (file === undefined ? '{}' : Buffer.from(message(file)).toString('utf8'));
  const inside = (text: string): Uint8Array => Buffer.from(found().replace('{', `{${text}`));
  const malformed = ['', ' ', 'nonsense', 'null', '[]', '{}', '"found"', '1', '{"result":"found"}', '<html><body>Bad Gateway</body></html>'];
  return [
    ...malformed.map((text) => ({ case: 'malformed' as const, title: `malformed, ${text === '' ? 'empty' : text}`, message: () => Buffer.from(text) })),
    { case: 'malformed', title: 'malformed, something after the end', message: () => Buffer.from(`${found()}x`) },
    { case: 'wrong-encoding', title: 'in GB 18030 instead of UTF-8', message: () => iconv.encode(found(), 'gb18030') },
    { case: 'wrong-encoding', title: 'in UTF-16', message: () => iconv.encode(found(), 'utf-16') },
    { case: 'oversized', title: 'larger than the limit', message: () => inside(' '.repeat(maxMessageBytes)) },
    { case: 'deeply-nested', title: 'nested deeper than the limit', message: () => inside(`"x":${'['.repeat(maxDepth)}${']'.repeat(maxDepth)},`) },
    { case: 'deeply-nested', title: 'nested a hundred thousand deep', message: () => inside(`"x":${'['.repeat(100_000)}${']'.repeat(100_000)},`) },
  ];
}
