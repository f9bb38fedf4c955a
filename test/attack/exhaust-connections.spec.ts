import { connect, type Socket } from 'node:net';
import { RunningGateway } from '../../apps/gateway/testkit/running-gateway.js';
import { BANK_PATH, StandingExchange } from './standing/standing-exchange.js';

const TIMES = { headMs: 400, wholeMs: 800, lookEveryMs: 50 };
const DRIP_MS = 40;
const CONNECTIONS = 30;

let gateway: RunningGateway;
let exchange: StandingExchange;

beforeAll(async () => {
  gateway = await RunningGateway.start({ times: TIMES });
  exchange = await StandingExchange.start({ times: TIMES });
});
afterAll(async () => {
  await exchange.close();
  await gateway.close();
});

/** A connection that says something now and then, for as long as it is let. @returns everything it was told until it was ended by the other side */
function drips(address: string, first: string, drip: (socket: Socket) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = '';
    const { port, hostname } = new URL(address);
    const socket = connect(Number(port), hostname, () => socket.write(first));
    const dripping = setInterval(() => drip(socket), DRIP_MS);
    const never = setTimeout(() => socket.destroy(new Error('it was never ended')), 20_000);
    socket.on('data', (piece) => (told += String(piece)));
    // What is written after the end is refused by the system; that is no failure here.
    socket.on('error', (error: NodeJS.ErrnoException) => (error.message === 'it was never ended' ? reject(error) : undefined));
    socket.on('close', () => {
      clearInterval(dripping);
      clearTimeout(never);
      resolve(told);
    });
  });
}

/** A head that never ends, a letter at a time (slowloris). */
const head = (address: string, line: string): Promise<string> => drips(address, `${line}\r\nHost: x\r\nX-A: `, (socket) => void (socket.writable && socket.write('a')));
/** A body that never comes to its announced end. */
const body = (address: string, line: string, headers: string): Promise<string> =>
  drips(address, `${line}\r\nHost: x\r\nContent-Length: 5000\r\n${headers}\r\n\r\n`, (socket) => void (socket.writable && socket.write(' ')));

const apps = [
  ['the gateway', () => gateway.gateway.address, 'GET /api/v1/cases HTTP/1.1', 'POST /api/v1/cases HTTP/1.1', () => `Content-Type: application/json\r\nAuthorization: Bearer ${gateway.tokenOf('officer')}`],
  ['the exchange', () => exchange.exchange.address, `GET ${BANK_PATH}?wsdl HTTP/1.1`, `POST ${BANK_PATH} HTTP/1.1`, () => 'Content-Type: text/xml'],
] as const;

describe.each(apps)('somebody keeps many connections to %s busy without saying anything (OWASP API4)', (_, address, get, post, headers) => {
  const served = async (): Promise<boolean> => {
    const answer = await fetch(`${address()}${get.split(' ')[1]}`, { headers: { authorization: `Bearer ${gateway.tokenOf('officer')}` } });
    await answer.arrayBuffer();
    return answer.status === 200;
  };

  test('heads that never end: each connection is ended, and others are served meanwhile', async () => {
    const slow = Promise.all(Array.from({ length: CONNECTIONS }, () => head(address(), get)));
    expect(await served()).toBe(true);
    for (const told of await slow) expect(told).toMatch(/^(HTTP\/1\.1 408 |$)/);
    expect(await served()).toBe(true);
  });

  test('bodies that never end: the same', async () => {
    const slow = Promise.all(Array.from({ length: CONNECTIONS }, () => body(address(), post, headers())));
    expect(await served()).toBe(true);
    for (const told of await slow) expect(told).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
    expect(await served()).toBe(true);
  });

  test('nothing at all is said: ended too', async () => {
    expect(await drips(address(), '', () => undefined)).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });
});
