import { connect } from 'node:net';
import { startExchange } from './testkit/running-exchange.js';
test('x', async () => {
  const { exchange, url } = await startExchange(undefined, { closeGraceMs: 50 });
  const { port, pathname } = new URL(url);
  const log: string[] = [];
  const server = exchange.app.getHttpServer();
  server.on('close', () => log.push('server closed'));
  const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(`POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 1000\r\n\r\n<`, () => { log.push('closing'); void exchange.close().then(() => log.push('closed')); });
    });
  socket.on('error', (e) => log.push(String(e))).on('close', () => log.push('socket closed')).on('data', (d) => log.push(d.toString()));
  await new Promise((r) => setTimeout(r, 1500));
  console.log(log.join('\n'));
}, 10000);
