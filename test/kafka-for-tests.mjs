/**
 * One real Kafka for all tests of a run: started when somebody asks for it at `url`, ended with the run. `KAFKA_BROKERS`
 * names one that is there already. Without Java and Maven, Docker, or `KAFKA_BROKERS`, the tests that need it fail.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @returns {Promise<{ url: string, begin(): void, stop(): Promise<void> }>} */
export async function kafkaForTests(root, folder) {
  const given = process.env.CHAKONG_TEST_KAFKA ?? process.env.KAFKA_BROKERS;
  if (given) return { url: given, begin: () => undefined, stop: async () => undefined };
  let starting;
  const start = () =>
    (starting ??= import(pathToFileURL(join(root, 'dist/apps/standalone/embedded-kafka/index.js')).href).then(({ startEmbeddedKafka, KAFKA_VERSION }) =>
      startEmbeddedKafka({ folder, programs: join(root, '.data/kafka', KAFKA_VERSION), log: (line) => console.log(line) }),
    ));
  const server = createServer((_, reply) => {
    start().then(
      ({ brokers }) => reply.end(brokers.join(',')),
      (error) => reply.writeHead(503).end(error.message),
    );
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  server.unref();
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    // Ahead of the first test that asks; what goes wrong is told there.
    begin: () => void start().catch(() => undefined),
    stop: async () => {
      server.close();
      await starting?.then((kafka) => kafka.stop(), () => undefined);
    },
  };
}
