import { randomBytes } from 'node:crypto';

/**
 * Brokers of the real Kafka that `npm test` runs, once for all tests; started when the first asks, so that a run without
 * Kafka does not pay for one. Tests share it: use topics and groups of your own ({@link newTopic}), and restart brokers of your own.
 */
export async function testBrokers(): Promise<string[]> {
  const given = process.env['CHAKONG_TEST_KAFKA'];
  if (given === undefined) throw new Error('CHAKONG_TEST_KAFKA is not set: run the tests through npm test or npm run jest');
  if (!given.startsWith('http:')) return given.split(',');
  const reply = await fetch(given);
  const said = await reply.text();
  if (!reply.ok) throw new Error(said);
  return said.split(',');
}

/** A name nobody else has. */
export const newTopic = (what = 'topic'): string => `t.${what}.${randomBytes(5).toString('hex')}`;
