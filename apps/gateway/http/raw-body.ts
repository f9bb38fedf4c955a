import type { FastifyInstance } from 'fastify';
import { Problem } from '#contracts/errors';
import { MOST_TABLE_BYTES, TABLE_TYPES } from '#libs/bulk-inquiry';
import { MOST_SCAN_BYTES, SCAN_TYPES } from '#libs/offline';

/** Which routes take files, by the end of their pattern. Everywhere else only JSON is read. */
const FILES: readonly { readonly types: readonly string[]; readonly route: RegExp; readonly mostBytes: number }[] = [
  { types: TABLE_TYPES, route: /\/(?:bulk-inquiries|living-standards\/table)$/, mostBytes: MOST_TABLE_BYTES },
  { types: SCAN_TYPES, route: /\/(?:offline-batches\/:\w+\/scans|cases\/:\w+\/control-documents|control-orders\/:\w+\/letter\/scans)$/, mostBytes: MOST_SCAN_BYTES },
];

/** Reads files as the bytes they are. Add after `readJsonOnly`. */
export function readFiles(fastify: FastifyInstance): void {
  for (const { types, route, mostBytes } of FILES) {
    fastify.addContentTypeParser([...types], { parseAs: 'buffer', bodyLimit: mostBytes }, (request, body, done) => {
      if (route.test(request.routeOptions.url ?? '')) done(null, body);
      else done(new Problem('media-type-unsupported'));
    });
  }
}

/** The body of a route that takes a file. @throws Problem `media-type-unsupported` for anything else, JSON too */
export function fileIn(body: unknown): Buffer {
  if (!Buffer.isBuffer(body)) throw new Problem('media-type-unsupported');
  return body;
}
