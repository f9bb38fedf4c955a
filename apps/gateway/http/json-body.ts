import type { FastifyInstance } from 'fastify';
import { Problem } from '#contracts/errors';

/** Most bytes of a body, 1 MiB. */
export const MOST_BODY_BYTES = 1_048_576;

/** Deepest nesting read; our own requests need five. */
const DEEPEST = 24;

/**
 * Makes JSON in UTF-8 the only kind of body that is read. Broken characters are refused rather than replaced, since a
 * replaced character in a name would be asked for at every institution.
 */
export function readJsonOnly(fastify: FastifyInstance): void {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: MOST_BODY_BYTES }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    let text: string;
    try {
      text = decoder.decode(body as Buffer);
    } catch {
      return done(new Problem('json-malformed', 'The body is not UTF-8.'));
    }
    parse(request, text, (error, value: unknown) => {
      if (error !== null) return done(new Problem('json-malformed'));
      if (!isShallow(value, DEEPEST)) return done(new Problem('json-malformed', `The body is nested deeper than ${DEEPEST} levels.`));
      done(null, value);
    });
  });
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((item) => isShallow(item, levels - 1));
}
