import { Sensitive } from '#contracts/adapter';
import { LoginGuesses } from '#libs/access';
import { CaseSystemLogin } from './index.js';

const account = { username: new Sensitive('SPXT'), password: new Sensitive('right') };
const right = { username: 'SPXT', password: 'right' };
const wrong = { username: 'SPXT', password: 'guessed' };
const certificate = { fingerprint: 'a'.repeat(64), subject: 'CN=case system', issuer: 'CN=court', expiresAtMs: Date.now() + 60_000 };
let now: number;
const login = (entries: Record<string, Record<string, Sensitive>> = { 'case-system': account }): CaseSystemLogin =>
  new CaseSystemLogin({ resolve: (reference) => entries[reference] ?? {} }, 'case-system', new LoginGuesses(undefined, () => now));
const from = (address: string, held?: typeof certificate) => ({ address, certificate: () => held });
const a = from('10.0.0.1');

beforeEach(() => {
  now = 1_000_000;
});

test.each([
  [undefined, undefined], ['浙0106', '浙0106'], ['*', '*'], ['', undefined], ['all', undefined],
])('bound to %j: %j', (court, expected) => expect(login({ 'case-system': { ...account, ...(court === undefined ? {} : { court: new Sensitive(court) }) } }).court).toBe(expected));

test('user name and password must both be right', () => {
  expect(login().check(right, a)).toBe('right');
  expect(login().check(wrong, a)).toBe('bad-credentials');
  expect(login().check({ ...right, username: 'SPXT2' }, a)).toBe('bad-credentials');
  expect(login().check({ username: '', password: '' }, a)).toBe('bad-credentials');
});

test('without an entry in the credentials file nobody gets in, also not with nothing', () => {
  expect(login({}).check({ username: '', password: '' }, a)).toBe('bad-credentials');
  expect(login({ 'case-system': { username: account.username } }).check({ username: 'SPXT', password: '' }, a)).toBe('bad-credentials');
});

test('who guesses ten times has to wait, also with the right password; others do not', () => {
  const one = login();
  for (let guess = 0; guess < 10; guess += 1) expect(one.check(wrong, from('10.0.0.66'))).toBe('bad-credentials');
  expect(one.check(right, from('10.0.0.66'))).toBe('too-many-guesses');
  expect(one.check(right, a)).toBe('right');
  now += 6_100;
  expect(one.check(right, from('10.0.0.66'))).toBe('right');
});

test('somebody guesses behind the address of the case system: it goes on, and he waits', () => {
  const one = login();
  expect(one.check(right, a)).toBe('right');
  for (let guess = 0; guess < 10; guess += 1) one.check(wrong, a);
  expect(one.check({ ...wrong, password: 'the next' }, a)).toBe('too-many-guesses');
  expect(one.check(right, a)).toBe('right');
});

test('with a certificate agreed upon: only who holds it gets in, and is told nothing of his password otherwise', () => {
  const one = login({ 'case-system': { ...account, clientCertificates: new Sensitive('a'.repeat(64)) } });
  expect(one.check(right, a)).toBe('certificate-refused');
  expect(one.check(right, from('10.0.0.1', { ...certificate, fingerprint: 'b'.repeat(64) }))).toBe('certificate-refused');
  expect(one.check(right, from('10.0.0.1', { ...certificate, expiresAtMs: Date.now() - 1 }))).toBe('certificate-refused');
  expect(one.check(wrong, from('10.0.0.1', certificate))).toBe('bad-credentials');
  expect(one.check(right, from('10.0.0.1', certificate))).toBe('right');
});
