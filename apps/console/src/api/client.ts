import createClient, { type Middleware } from 'openapi-fetch';
import { viewHeaders } from './full-view.js';
import { ConnectionLost, problemOf } from './problem.js';
import type { paths } from './schema.js';

/** Says that a page of ours is calling; without it nothing is changed (CSRF). */
export const OURS = { 'x-chakong-page': '1' } as const;

/** `signed-out`: the session is over, whatever is called. */
export type Connection = 'ok' | 'unreachable' | 'signed-out';

const watchers = new Set<(connection: Connection) => void>();

/** Told how each call went, so that the frame of the page can say when nothing is current any more. @returns stops it */
export function watchConnection(watcher: (connection: Connection) => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function tellConnection(connection: Connection): void {
  for (const watcher of watchers) watcher(connection);
}

const ofOurPage: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries({ ...OURS, ...viewHeaders() })) request.headers.set(name, value);
    return request;
  },
  async onResponse({ response }) {
    if (response.status === 401) tellConnection('signed-out');
    else tellConnection('ok');
    if (!response.ok) throw await problemOf(response);
    return response;
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === 'AbortError') return error;
    tellConnection('unreachable');
    return new ConnectionLost();
  },
};

/** The API of the gateway, typed by its published document. Every refusal is thrown as an `ApiProblem`. */
export const api = createClient<paths>({ baseUrl: '', credentials: 'same-origin' });
api.use(ofOurPage);

/** What a call answered as JSON; refusals were thrown before. */
export async function answered<Data>(call: Promise<{ data?: Data }>): Promise<Exclude<Data, string>> {
  return (await call).data as Exclude<Data, string>;
}
