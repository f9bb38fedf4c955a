import { Sensitive } from '#contracts/adapter';
import { CaseSystemLogin } from './index.js';

const account = { username: new Sensitive('SPXT'), password: new Sensitive('right') };
const right = { username: 'SPXT', password: 'right' };
const wrong = { username: 'SPXT', password: 'guessed' };
let now: number;
const login = (entries: Record<string, Record<string, Sensitive>> = { 'case-system': account }): CaseSystemLogin =>
  new CaseSystemLogin({ resolve: (reference) => entries[reference] ?? {} }, 'case-system', () => now);

beforeEach(() => {
  now = 1_000_000;
});

test('user name and password must both be right', () => {
  expect(login().check(right, 'a')).toBe('right');
  expect(login().check(wrong, 'a')).toBe('wrong');
  expect(login().check({ ...right, username: 'SPXT2' }, 'a')).toBe('wrong');
  expect(login().check({ username: '', password: '' }, 'a')).toBe('wrong');
});

test('without an entry in the credentials file nobody gets in, also not with nothing', () => {
  expect(login({}).check({ username: '', password: '' }, 'a')).toBe('wrong');
  expect(login({ 'case-system': { username: account.username } }).check({ username: 'SPXT', password: '' }, 'a')).toBe('wrong');
});

test('who guesses five times waits a minute, also with the right password; others do not', () => {
  const one = login();
  for (let guess = 0; guess < 5; guess += 1) expect(one.check(wrong, 'guesser')).toBe('wrong');
  expect(one.check(right, 'guesser')).toBe('locked');
  expect(one.check(right, 'another')).toBe('right');
  now += 59_999;
  expect(one.check(right, 'guesser')).toBe('locked');
  now += 1;
  expect(one.check(right, 'guesser')).toBe('right');
});

test('four guesses, the right one, four guesses: not locked', () => {
  const one = login();
  for (let round = 0; round < 2; round += 1) {
    for (let guess = 0; guess < 4; guess += 1) one.check(wrong, 'a');
    expect(one.check(right, 'a')).toBe('right');
  }
});

test('thousands of addresses do not fill the memory: the oldest is forgotten', () => {
  const one = login();
  for (let guess = 0; guess < 5; guess += 1) one.check(wrong, 'first');
  for (let address = 0; address < 1000; address += 1) one.check(wrong, `address ${address}`);
  expect(one.check(wrong, 'first')).toBe('wrong');
});
