import { setTimeout as sleep } from 'node:timers/promises';
import { LoginGuesses } from '#libs/access';
import { BANK_PATH, bankEnvelope, CALLBACK_SECRET, CASE_SYSTEM_PATH, ICBC, OTHER, signed, soapEnvelope, StandingExchange } from './standing/standing-exchange.js';

const WRONG = '用户名或密码错误';
const base64 = (xml: string): string => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${xml}`).toString('base64');
const caseSystemCall = (password: string): string =>
  soapEnvelope('http://service.api.ckw2court/', 'CccxRequests', { usermarker: base64(`<usermarker><condition username="SPXT" password="${password}"/></usermarker>`), body: base64('<cxsqmarker/>') });

let exchange: StandingExchange;
beforeEach(async () => {
  exchange = await StandingExchange.start();
});
afterEach(() => exchange.close());

const guess = (index: number, from: string, username = ICBC.username) => exchange.bankCalls({ username, password: `guess ${index}` }, 'getXzcxList', undefined, { from });

test('a flood of guesses under the name of a bank, from several addresses: the bank goes on without one refusal, and no guess gets in', async () => {
  expect((await exchange.bankCalls(ICBC)).error).toBe('');
  const attackers = ['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5'];
  let flooding = true;
  const bank: string[] = [];
  const flood = Promise.all(attackers.flatMap((from) => [0, 1].map(async (lane) => {
    const answers = new Set<string>();
    for (let index = 0; index < 40; index += 1) answers.add((await guess(index * 2 + lane, from)).error);
    return answers;
  }))).finally(() => (flooding = false));
  while (flooding) {
    bank.push((await exchange.bankCalls(ICBC)).error);
    await sleep(5);
  }
  for (const answers of await flood) expect([...answers]).toEqual([WRONG]);
  expect(bank.length).toBeGreaterThan(5);
  expect(new Set(bank)).toEqual(new Set(['']));
});

test('the same flood from the very address of the bank, as behind one proxy: what proved right there goes on', async () => {
  expect((await exchange.bankCalls(ICBC)).error).toBe('');
  for (let index = 0; index < 100; index += 1) await guess(index, '127.0.0.1');
  expect((await exchange.bankCalls(ICBC)).error).toBe('');
});

test('who has guessed too often is not told apart from who is wrong, also when he then has it right; he waits', async () => {
  for (let index = 0; index < 10; index += 1) await guess(index, '127.0.0.9');
  const right = await exchange.send({ path: BANK_PATH, body: bankEnvelope(ICBC, 'getXzcxList'), from: '127.0.0.9' });
  const wrong = await exchange.send({ path: BANK_PATH, body: bankEnvelope({ ...ICBC, password: 'x' }, 'getXzcxList'), from: '127.0.0.10' });
  expect(right).toEqual(wrong);
  // From anywhere else the bank gets in, as if nothing had happened.
  expect((await exchange.bankCalls(ICBC, 'getXzcxList', undefined, { from: '127.0.0.11' })).error).toBe('');
});

test('a name that does not exist and a wrong password are answered alike, to the byte', async () => {
  const [unknown, wrong] = await Promise.all([{ username: 'YH999999', password: 'x' }, { ...ICBC, password: 'x' }].map((account) => exchange.send({ path: BANK_PATH, body: bankEnvelope(account, 'getXzcxList') })));
  expect(unknown).toEqual(wrong);
});

test('one address tries one password under hundreds of names: the address is slowed, whatever names it makes up', async () => {
  for (let index = 0; index < 60; index += 1) await guess(0, '127.0.0.12', `YH1${String(index).padStart(5, '0')}`);
  // Not even looked at: the right password of a bank it has not tried yet does not get in either.
  expect((await exchange.bankCalls(OTHER, 'getXzcxList', undefined, { from: '127.0.0.12' })).error).toBe(WRONG);
});

test('the record does not grow with the flood, names how much it stands for, and the alarm rings once', async () => {
  const before = await exchange.count('exchange');
  for (let round = 0; round < 6; round += 1) await Promise.all(Array.from({ length: 20 }, (_, index) => guess(index, `127.0.1.${round * 20 + index + 1}`)));
  await sleep(600);
  await guess(0, '127.0.2.1');
  const refused = await exchange.audit('exchange.login-refused');
  expect(refused.length).toBeLessThan(60);
  expect(await exchange.count('exchange')).toBe(before + refused.length);
  expect(refused.some(({ reason }) => /^bad-credentials \(and \d+ more\)$/.test(reason ?? ''))).toBe(true);
  expect(exchange.suspected).toEqual(['ICBC']);
});

test('the case system is guessed at from elsewhere and from beside it: its filings are read on', async () => {
  const call = (password: string, from: string) => exchange.send({ path: CASE_SYSTEM_PATH, body: caseSystemCall(password), from }).then(({ text }) => Buffer.from(/<return>([^<]*)</.exec(text)?.[1] ?? '', 'base64').toString());
  const right = await call('password-of-the-case-system', '127.0.0.1');
  expect(right).not.toContain('密码错误');
  for (let index = 0; index < 30; index += 1) await Promise.all(['127.0.0.1', '127.0.0.21'].map((from) => call(`guess ${index}`, from)));
  expect(await call('one more', '127.0.0.21')).toContain('认证失败次数过多');
  expect(await call('password-of-the-case-system', '127.0.0.1')).toBe(right);
});

test('signatures are guessed: the address waits, a register that has proved its own goes on, and the unknown look like the wrong', async () => {
  const callBack = (secret: string, from: string, code = 'POLICE') => exchange.send({ path: `/callbacks/${code}`, from, ...signed('{"answers":[]}', secret) });
  const good = await callBack(CALLBACK_SECRET, '127.0.0.1');
  expect(good.status).not.toBe(401);
  const wrong = await callBack('guess', '127.0.0.31');
  expect(wrong.status).toBe(401);
  expect(JSON.parse((await callBack('guess', '127.0.0.32', 'NOBODY')).text)).toMatchObject({ code: JSON.parse(wrong.text).code });
  for (let index = 0; index < 12; index += 1) await Promise.all(['127.0.0.1', '127.0.0.31'].map((from) => callBack(`guess ${index}`, from)));
  expect((await callBack('guess', '127.0.0.31')).status).toBe(429);
  expect((await callBack(CALLBACK_SECRET, '127.0.0.1')).status).toBe(good.status);
});

test('an address is not believed because a header says it; with a trusted proxy the real one counts', async () => {
  for (let index = 0; index < 12; index += 1) await exchange.bankCalls({ ...ICBC, password: `guess ${index}` }, 'getXzcxList', undefined, { headers: { 'x-forwarded-for': `10.0.0.${index}` }, from: '127.0.0.41' });
  expect((await exchange.bankCalls(ICBC, 'getXzcxList', undefined, { headers: { 'x-forwarded-for': '10.9.9.9' }, from: '127.0.0.41' })).error).toBe(WRONG);

  const behind = await StandingExchange.start({ trustedProxies: ['127.0.0.41'] });
  try {
    const call = (password: string, forwarded: string, from: string) => behind.bankCalls({ ...ICBC, password }, 'getXzcxList', undefined, { headers: { 'x-forwarded-for': forwarded }, from });
    // The attacker puts addresses of his choice in front; the proxy adds the one it saw.
    for (let index = 0; index < 12; index += 1) await call(`guess ${index}`, `10.0.0.${index}, 203.0.113.5`, '127.0.0.41');
    expect((await call(ICBC.password, '10.7.7.7, 203.0.113.5', '127.0.0.41')).error).toBe(WRONG);
    expect((await call(ICBC.password, '203.0.113.6', '127.0.0.41')).error).toBe('');
  } finally {
    await behind.close();
  }
});

test('tens of thousands of addresses and names: what is remembered stays bounded, and one /64 of IPv6 is one address', () => {
  const guesses = new LoginGuesses();
  const secret = Buffer.alloc(32);
  for (let index = 0; index < 120_000; index += 1) guesses.failed(`10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`, `name ${index}`);
  expect(guesses.size).toBeLessThanOrEqual(100_000);
  for (let index = 0; index < 10; index += 1) guesses.failed(`2001:db8::${index.toString(16)}`, 'bank');
  expect(guesses.isSlowed('2001:db8:0:0:ffff::1', 'bank', secret)).toBe(true);
  expect(guesses.isSlowed('2001:db8:0:1::1', 'bank', secret)).toBe(false);
  expect(guesses.isSlowed('::ffff:10.200.0.1', 'bank', secret)).toBe(false);
});
