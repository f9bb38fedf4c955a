import { rowsOf } from '#libs/engine-testkit';
import { BANK_PATH, bankEnvelope, CALLBACK_SECRET, ICBC, nothingOf, OTHER, signed, StandingExchange, type Account } from './standing/standing-exchange.js';

let exchange: StandingExchange;
beforeAll(async () => {
  exchange = await StandingExchange.start();
});
afterAll(() => exchange.close());

describe('feedback of a bank', () => {
  const feed = async (requestNumber: string, account: Account = ICBC) => {
    const reply = await exchange.bankCalls(account, 'shfeedXzcxInfo', nothingOf(requestNumber));
    return reply.rows('jg').map(({ result, msg }) => `${result} ${msg ?? ''}`.trim());
  };

  test('byte for byte again: told that it was fed back, one outcome, and both messages on record', async () => {
    const inquiry = await exchange.accept();
    const { requestNumber } = inquiry.requests[0]!;
    const body = bankEnvelope(ICBC, 'shfeedXzcxInfo', nothingOf(requestNumber));
    const first = await exchange.send({ path: BANK_PATH, body });
    const before = await exchange.count('exchange');
    const second = await exchange.send({ path: BANK_PATH, body });
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(await exchange.outcomes(inquiry)).toEqual(['1 nothing-found']);
    expect(await exchange.count('exchange')).toBe(before + 1);
    expect((await feed(requestNumber))[0]).toMatch(/已反馈/);
  });

  test('by another bank, with its own good password, for a request that is not its own: unknown, nothing changes, and the right one still answers', async () => {
    const inquiry = await exchange.accept();
    const { requestNumber } = inquiry.requests[0]!;
    const [word] = await feed(requestNumber, OTHER);
    expect(word).toMatch(/^fail/);
    // Not told apart from a number that never was.
    expect(word).toBe((await feed('A20160429E0199999999', OTHER))[0]);
    expect(await exchange.outcomes(inquiry)).toEqual([]);
    expect(await feed(requestNumber)).toEqual(['success']);
    expect(await exchange.outcomes(inquiry)).toEqual(['1 nothing-found']);
  });

  test('after the inquiry was cancelled: kept on record, and never more than one word of the bank', async () => {
    const inquiry = await exchange.accept();
    const { requestNumber } = inquiry.requests[0]!;
    await rowsOf(exchange.database, `UPDATE inquiry SET cancelled_at = now(), cancelled_by = 'the-officer' WHERE id = $1`, [inquiry.inquiryId]);
    const before = await exchange.count('exchange');
    await feed(requestNumber);
    await feed(requestNumber);
    expect(await exchange.count('exchange')).toBe(before + 2);
    expect((await exchange.outcomes(inquiry)).length).toBeLessThanOrEqual(1);
  });

  test('a number that differs in a sign, in width, in an invisible character: no request', async () => {
    const inquiry = await exchange.accept();
    const { requestNumber } = inquiry.requests[0]!;
    const wide = requestNumber.replace(/\d$/, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    for (const other of [` ${requestNumber}x`, wide, requestNumber.toLowerCase(), `${requestNumber}0`, requestNumber.slice(0, -1), `${requestNumber},${requestNumber}`, `${requestNumber}' OR '1'='1`]) {
      for (const word of await feed(other)) expect(word).toMatch(/^fail/);
    }
    expect(await exchange.outcomes(inquiry)).toEqual([]);
  });
});

describe('a callback of a register', () => {
  const bodyOf = (requestNumber: string): string => JSON.stringify({ answers: [{ requestNumber, result: 'none' }] });
  const results = ({ text }: { text: string }): string[] => (JSON.parse(text) as { results: { result: string }[] }).results.map(({ result }) => result);

  test('byte for byte again, with its signature: told as repeated, one outcome', async () => {
    const inquiry = await exchange.accept('POLICE', 'push');
    const message = signed(bodyOf(inquiry.requests[0]!.requestNumber));
    expect(results(await exchange.send({ path: '/callbacks/POLICE', ...message }))).toEqual(['accepted']);
    expect(results(await exchange.send({ path: '/callbacks/POLICE', ...message }))).toEqual(['repeated']);
    expect(await exchange.outcomes(inquiry)).toEqual(['1 nothing-found']);
  });

  test('five minutes old: refused, however well signed', async () => {
    const inquiry = await exchange.accept('POLICE', 'push');
    for (const away of [-301_000, 301_000]) {
      const got = await exchange.send({ path: '/callbacks/POLICE', ...signed(bodyOf(inquiry.requests[0]!.requestNumber), CALLBACK_SECRET, new Date(Date.now() + away)) });
      expect(got.status).toBe(401);
    }
    expect(await exchange.outcomes(inquiry)).toEqual([]);
  });

  test('the signature over another number, another time stamp, another nonce: refused', async () => {
    const [one, two] = [await exchange.accept('POLICE', 'push'), await exchange.accept('POLICE', 'push')];
    const message = signed(bodyOf(one.requests[0]!.requestNumber));
    const tampered = [
      { ...message, body: bodyOf(two.requests[0]!.requestNumber) },
      { ...message, headers: { ...message.headers, 'x-chakong-timestamp': new Date(Date.now() + 1000).toISOString() } },
      { ...message, headers: { ...message.headers, 'x-chakong-nonce': 'another-nonce' } },
    ];
    for (const each of tampered) expect((await exchange.send({ path: '/callbacks/POLICE', ...each })).status).toBe(401);
    expect([...(await exchange.outcomes(one)), ...(await exchange.outcomes(two))]).toEqual([]);
  });

  test('a message of one register at the door of another, or with its own key about the other’s request: nothing', async () => {
    const inquiry = await exchange.accept('POLICE', 'push');
    const body = bodyOf(inquiry.requests[0]!.requestNumber);
    expect((await exchange.send({ path: '/callbacks/SECOND', ...signed(body) })).status).toBe(401);
    expect(results(await exchange.send({ path: '/callbacks/SECOND', ...signed(body, 'another secret') }))).toEqual(['unknown']);
    expect(await exchange.outcomes(inquiry)).toEqual([]);
  });

  test('a bank’s request named by a register: unknown', async () => {
    const inquiry = await exchange.accept();
    expect(results(await exchange.send({ path: '/callbacks/POLICE', ...signed(bodyOf(inquiry.requests[0]!.requestNumber)) }))).toEqual(['unknown']);
    expect(await exchange.outcomes(inquiry)).toEqual([]);
  });
});
