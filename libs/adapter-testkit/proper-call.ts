import type { HttpCall, QueryRequest } from '#contracts/adapter';

/** A call that can be sent as it stands, and that names nobody where proxies write logs. */
export function expectProper(call: HttpCall, request: QueryRequest): void {
  expect(call.path).toMatch(/^\/[\x21-\x7e]*$/);
  expect(call.path).not.toMatch(/\/\.\.?(\/|$)|\/\/|undefined|null|\[object/);
  const personal = [request.subject.name, ...request.subject.documents.map((document) => document.number)].filter((text) => text.length > 5);
  for (const [name, value] of Object.entries(call.headers)) {
    expect(name).toMatch(/^[a-z0-9-]+$/);
    expect(value).toMatch(/^[\x20-\x7e]+$/);
    expect(value).not.toMatch(/undefined|null|NaN|\[object/);
    for (const text of personal) expect(value).not.toContain(text);
  }
  for (const text of personal) expect(decodeURIComponent(call.path)).not.toContain(text);
}

/** No value of a body is missing or the printed form of something missing. */
export function expectFilled(value: unknown): void {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) expectFilled(inner);
    return;
  }
  expect(value).not.toBeNull();
  if (typeof value === 'string') expect(value).not.toMatch(/undefined|null|NaN|\[object/);
}
