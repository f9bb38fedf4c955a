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
    void parse(request, text, (error, value: unknown) => {
      if (error !== null) return done(new Problem('json-malformed'));
      const fault = faultOf(value, DEEPEST);
      done(fault === undefined ? null : new Problem('json-malformed', fault), value);
    });
  });
}

/** Why a body cannot be taken further; undefined when it can. */
function faultOf(value: unknown, levels: number): string | undefined {
  // PostgreSQL stores no NUL, and half a surrogate pair would be replaced on the wire.
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? 'A text has a character that does not exist.' : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (levels === 0) return `The body is nested deeper than ${DEEPEST} levels.`;
  for (const item of Object.values(value)) {
    const fault = faultOf(item, levels - 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
