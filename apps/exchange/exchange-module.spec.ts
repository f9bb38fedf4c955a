import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { PullDesk } from '#libs/mailbox';
import { ExchangeModule } from './exchange.module.js';
import { InMemoryPullDesk } from './testkit/in-memory-pull-desk.js';
import { PLAIN_PATH, plainAdapter } from './testkit/plain-adapter.js';
import { startExchange } from './testkit/running-exchange.js';
import { envelope, GOOD_LOGIN, post } from './testkit/soap-call.js';

class ClosableDesk extends InMemoryPullDesk implements OnApplicationShutdown {
  open = true;

  onApplicationShutdown(): void {
    this.open = false;
  }
}

@Module({ providers: [ClosableDesk], exports: [ClosableDesk] })
class DeskModule {}

test('the desk comes from another module by token, and outlives the calls under way', async () => {
  const app = await NestFactory.create<NestFastifyApplication>(
    ExchangeModule.register({
      adapters: [plainAdapter()],
      imports: [DeskModule],
      desk: { useFactory: (desk: ClosableDesk) => desk, inject: [ClosableDesk] },
    }),
    new FastifyAdapter({ skipMiddie: true }),
    { logger: false, bodyParser: false },
  );
  await app.listen(0, '127.0.0.1');
  const url = app.getHttpAdapter().getInstance().listeningOrigin + PLAIN_PATH;
  const desk = app.get(PullDesk) as ClosableDesk;

  let openWhenAnswered: boolean | undefined;
  let list = (): void => undefined;
  const asked = new Promise<void>((heard) => {
    desk.beforeListing = async () => {
      heard();
      await new Promise<void>((resolve) => (list = resolve));
      openWhenAnswered = desk.open;
    };
  });
  const answer = post(url, envelope('listQueries', GOOD_LOGIN));
  await asked;
  const closing = app.close();
  setImmediate(() => list());
  expect((await answer).value).toBe('queries:');
  await closing;
  expect(openWhenAnswered).toBe(true);
  expect(desk.open).toBe(false);
});

test('a port that is taken is told by its code', async () => {
  const { exchange } = await startExchange();
  const port = Number(new URL(exchange.address).port);
  await expect(startExchange(undefined, { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await exchange.close();
});
