import type { PullCaller } from './index.js';
import { CALLING, DeskFixture, OTHER, POLLING } from './testkit/desk-fixture.js';

const fixture = new DeskFixture();
beforeAll(() => fixture.open());
beforeEach(() => fixture.reset());
afterAll(() => fixture.close());

const source = { address: '10.0.0.1', certificate: () => undefined };
const login = (username: string, password: string, adapter = 'pulling', desk = fixture.pullDesk()): PullCaller | undefined => {
  const answer = desk.authenticate(adapter, { username, password }, source);
  return 'refused' in answer ? undefined : answer;
};

describe('an institution that logs in', () => {
  it('with its name and password is known', () => {
    expect(login('polling-user', 'polling-pass')).toEqual({ institutionCode: 'POLLING', adapterCode: 'pulling' });
    expect(login('other-user', 'other-pass')).toEqual({ institutionCode: 'OTHER', adapterCode: 'pulling' });
  });

  it.each([
    ['a wrong password', 'polling-user', 'wrong', 'pulling'],
    ["another's password", 'polling-user', 'other-pass', 'pulling'],
    ['an empty password', 'polling-user', '', 'pulling'],
    ['an unknown name', 'nobody', 'polling-pass', 'pulling'],
    ['another contract', 'polling-user', 'polling-pass', 'bank'],
    ['a name that is a property of every object', '__proto__', 'x', 'pulling'],
  ])('with %s is not', (_, username, password, adapter) => {
    expect(login(username, password, adapter)).toBeUndefined();
  });

  it.each(['', 'nobody', 'undefined'])('nobody gets in for an institution that has a name and no password, not even with %j', (password) => {
    fixture.credentials.use({ polling: { username: 'polling-user' } });
    expect(login('polling-user', password)).toBeUndefined();
  });

  it('a secret without an institution lets nobody in', () => {
    fixture.registry.remove('OTHER');
    expect(login('other-user', 'other-pass')).toBeUndefined();
  });

  it('out of service it is still known: it may have answers to bring', () => {
    fixture.registry.put({ ...POLLING, state: 'out-of-service', version: 2 });
    expect(login('polling-user', 'polling-pass')).toEqual({ institutionCode: 'POLLING', adapterCode: 'pulling' });
  });
});

describe('what a desk knows of logins', () => {
  it('follows the registry: added, bound to another contract, removed', () => {
    const desk = fixture.pullDesk();
    expect(login('new-user', 'new-pass', 'pulling', desk)).toBeUndefined();
    fixture.credentials.use({ fresh: { username: 'new-user', password: 'new-pass' } });
    fixture.registry.put({ ...POLLING, code: 'FRESH', credentialsRef: 'fresh' });
    expect(login('new-user', 'new-pass', 'pulling', desk)).toMatchObject({ institutionCode: 'FRESH' });
    fixture.registry.put({ ...POLLING, code: 'FRESH', credentialsRef: 'fresh', adapter: 'bank', version: 2 });
    expect(login('new-user', 'new-pass', 'pulling', desk)).toBeUndefined();
    expect(login('new-user', 'new-pass', 'bank', desk)).toMatchObject({ institutionCode: 'FRESH' });
    fixture.registry.remove('FRESH');
    expect(login('new-user', 'new-pass', 'bank', desk)).toBeUndefined();
  });

  it('follows the secrets: a new password counts from the moment it is read, the old one no longer', () => {
    const desk = fixture.pullDesk();
    expect(login('polling-user', 'polling-pass', 'pulling', desk)).toBeDefined();
    fixture.credentials.use({ polling: { username: 'polling-user', password: 'second' } });
    expect(login('polling-user', 'polling-pass', 'pulling', desk)).toBeUndefined();
    expect(login('polling-user', 'second', 'pulling', desk)).toBeDefined();
  });

  it('is worked out once, not at every poll of thousands', () => {
    const all = Array.from({ length: 500 }, (_, index) => index);
    fixture.registry.put(...all.map((index) => ({ ...OTHER, code: `B-${index}`, credentialsRef: `ref-${index}` })));
    fixture.credentials.use(Object.fromEntries(all.map((index) => [`ref-${index}`, { username: `u-${index}`, password: `p-${index}` }])));
    const desk = fixture.pullDesk();
    login('u-0', 'p-0', 'pulling', desk);
    let resolved = 0;
    const resolve = fixture.credentials.resolve.bind(fixture.credentials);
    fixture.credentials.resolve = (reference) => {
      resolved += 1;
      return resolve(reference);
    };
    for (const index of all) expect(login(`u-${index}`, `p-${index}`, 'pulling', desk)?.institutionCode).toBe(`B-${index}`);
    expect(resolved).toBe(0);
  });

  it('two institutions under the same secret: the first by code, always', () => {
    fixture.registry.put({ ...POLLING, code: 'A-SECOND' }, { ...CALLING, code: 'A-FIRST', credentialsRef: 'polling' });
    expect(login('polling-user', 'polling-pass')).toMatchObject({ institutionCode: 'A-SECOND' });
  });
});
