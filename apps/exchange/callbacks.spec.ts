import { Problem } from '#contracts/errors';
import { CallbackDesk, type CallbackReply } from '#libs/mailbox';
import { startExchange, type RunningExchange } from './testkit/running-exchange.js';

class RecordingCallbackDesk extends CallbackDesk {
  readonly received: { code: string; headers: Readonly<Record<string, string | undefined>>; body: Uint8Array; at: Date }[] = [];
  answer: () => Promise<CallbackReply> = () => Promise.resolve({ status: 200, body: { accepted: 1 } });

  override receive(code: string, headers: Readonly<Record<string, string | undefined>>, body: Uint8Array, at: Date): Promise<CallbackReply> {
    this.received.push({ code, headers, body, at });
    return this.answer();
  }
}

let running: RunningExchange;
const desk = new RecordingCallbackDesk();
const callback = (body: string | Uint8Array, headers: Record<string, string> = {}, code = 'household-bureau'): Promise<Response> =>
  fetch(`${running.exchange.address}/callbacks/${code}`, { method: 'POST', body: body as RequestInit['body'], headers });

beforeAll(async () => {
  running = await startExchange(undefined, { callbackDesk: desk });
});
afterAll(() => running.exchange.close());
beforeEach(() => {
  desk.received.length = 0;
  desk.answer = () => Promise.resolve({ status: 200, body: { accepted: 1 } });
});

test('the desk gets the bytes as they came, whatever they are', async () => {
  const bytes = Uint8Array.from([0x7b, 0x20, 0x0d, 0x0a, 0xff, 0x00, 0x7d]);
  const response = await callback(bytes, { 'content-type': 'application/json', 'X-Signature': 'abc' });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(await response.json()).toEqual({ accepted: 1 });
  expect(desk.received).toMatchObject([{ code: 'household-bureau', headers: { 'x-signature': 'abc' } }]);
  expect(Buffer.from(desk.received[0]?.body ?? []).equals(bytes)).toBe(true);
  expect(desk.received[0]?.at).toBeInstanceOf(Date);
});

test('what the desk refuses is told as a problem', async () => {
  desk.answer = () => Promise.reject(new Problem('signature-invalid'));
  const response = await callback('{}', { 'content-type': 'application/json' });
  expect(response.status).toBe(401);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(await response.json()).toMatchObject({ code: 'signature-invalid', status: 401 });
});

test('what the desk answers itself as an error is one too', async () => {
  desk.answer = () => Promise.resolve({ status: 400, body: new Problem('request-invalid').toDocument() });
  const response = await callback('{}');
  expect(response.status).toBe(400);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
});

test('the desk fails: an error without a word of what failed, so that the institution calls again', async () => {
  desk.answer = () => Promise.reject(new Error('张三'));
  const response = await callback('{}');
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({ code: 'internal', retryable: true });
  expect(text).not.toContain('张三');
});

test('a body over 1 MiB is not read', async () => {
  expect((await callback(new Uint8Array(1024 * 1024))).status).toBe(200);
  desk.received.length = 0;
  const response = await callback(new Uint8Array(1024 * 1024 + 1));
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ code: 'body-too-large' });
  expect(desk.received).toHaveLength(0);
});

test('a compressed body is not read', async () => {
  const response = await callback('x', { 'content-encoding': 'gzip' });
  expect(response.status).toBe(415);
  expect(await response.json()).toMatchObject({ code: 'media-type-unsupported' });
});

test('what cannot be an institution code', async () => {
  const response = await callback('{}', {}, '..%2F..%2Fetc');
  expect(response.status).toBe(404);
  expect(desk.received).toHaveLength(0);
});

test('without a desk for them callbacks do not exist', async () => {
  const other = await startExchange();
  const response = await fetch(`${other.exchange.address}/callbacks/household-bureau`, { method: 'POST', body: '{}' });
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: 'route-unknown' });
  await other.exchange.close();
});

test('health', async () => {
  const response = await fetch(`${running.exchange.address}/healthz`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ status: 'ok' });
});
