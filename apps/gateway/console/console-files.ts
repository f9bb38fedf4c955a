import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Where the officers' page lives. Nothing of the API begins so. */
export const CONSOLE_PATH = '/console/';

const NONCE = '__CSP_NONCE__';
const NAMED_BY_CONTENT_SECONDS = 31_536_000;

/**
 * The officers' page (`apps/console`): files named by their content are kept for ever, every other address below it is the page itself, so that
 * links lead into it. Holds no data: what it shows it asks the API for, with the session of the browser.
 *
 * @param folder what `npm run build` made; without it there is no page, and the API is served all the same
 */
export function serveConsole(fastify: FastifyInstance, folder: string): void {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return;
  const html = readFileSync(page, 'utf8');
  const sendPage = (reply: FastifyReply): FastifyReply => {
    // For the style elements that the widgets make; scripts need none, they are files.
    const nonce = randomBytes(16).toString('base64');
    void reply.headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': policy(nonce) });
    return reply.send(Buffer.from(html.replaceAll(NONCE, nonce)));
  };
  void fastify.register(async (scope) => {
    // The gateway writes JSON by itself; files and pages are sent as they are.
    scope.setReplySerializer((payload) => payload as string);
    await scope.register(fastifyStatic, {
      root: join(folder, 'assets'), prefix: `${CONSOLE_PATH}assets/`, index: false, decorateReply: false, preCompressed: true, wildcard: true,
      immutable: true, maxAge: NAMED_BY_CONTENT_SECONDS * 1000,
    });
    scope.get(`${CONSOLE_PATH}icon.svg`, (_, reply) => reply.headers({ 'content-type': 'image/svg+xml', 'cache-control': 'max-age=86400' }).send(readFileSync(join(folder, 'icon.svg'))));
    scope.get(`${CONSOLE_PATH}*`, (_, reply) => sendPage(reply));
    for (const short of ['/', '/console']) scope.get(short, (_, reply) => reply.redirect(CONSOLE_PATH, 302));
  });
}

/** Only what comes from here, and no page of others around it. Downloads and the previews of documents are blobs of the page itself. */
function policy(nonce: string): string {
  return [
    "default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}'`, "img-src 'self' data: blob:", "font-src 'self'",
    "connect-src 'self'", 'frame-src blob:', "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
  ].join('; ');
}
