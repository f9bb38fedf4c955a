import { Sensitive } from '#contracts/adapter';
import type { Database } from '#libs/store';
import { createTestDatabase, tampering, type TestDatabase } from '#libs/store-testkit';
import { BrowserCalls, ClientCertificates, disableIdentity, ExternalIdentities, GuessLimit, PAGE_HEADER, Sessions, type Principal } from './index.js';

const LIN: Principal = { login: 'lin', displayName: '林书涵', kind: 'person', courtCode: '浙0106', roles: ['officer'] };
const SUBJECT = { issuer: 'https://login.example', subject: 's-1' };
const MINUTE = 60_000;

describe('sessions in a browser', () => {
  let test: TestDatabase;
  let database: Database;
  let now: number;
  let sessions: Sessions;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = test.database;
  });
  afterAll(() => test.drop());
  beforeEach(async () => {
    await database.query.deleteFrom('sign_in_session').execute();
    await database.query.deleteFrom('external_identity').execute();
    await tampering(database, 'DELETE FROM audit_event');
    now = Date.parse('2026-11-26T01:00:00Z');
    sessions = new Sessions(database, { idleMs: 30 * MINUTE, longestMs: 480 * MINUTE }, () => now);
  });

  const audited = async (): Promise<string[]> =>
    (await database.query.selectFrom('audit_event').select(['event', 'actor', 'result']).orderBy('id').execute()).map(({ event, actor, result }) => `${event} ${actor} ${result}`);

  it('opened: whose it is; the cookie is nowhere in the database; on the audit record', async () => {
    const secret = await sessions.open(LIN, SUBJECT, 'c-1');
    expect((await sessions.find(secret))?.principal).toEqual(LIN);
    const { rows } = await database.pool.query(`SELECT sign_in_session::text AS row FROM sign_in_session`);
    expect(rows[0].row).not.toContain(secret.reveal());
    expect(await audited()).toEqual(['sign-in.succeeded lin success']);
  });

  it('not used for the idle time: over; used in between: goes on, until its longest time', async () => {
    const secret = await sessions.open(LIN, SUBJECT, 'c-1');
    now += 29 * MINUTE;
    expect(await sessions.find(secret)).toBeDefined();
    now += 29 * MINUTE;
    expect(await sessions.find(secret)).toBeDefined();
    now += 30 * MINUTE;
    expect(await sessions.find(secret)).toBeUndefined();

    const busy = await sessions.open(LIN, SUBJECT, 'c-2');
    for (let quarter = 1; quarter < 32; quarter += 1) {
      now += 15 * MINUTE;
      expect(await sessions.find(busy)).toBeDefined();
    }
    now += 15 * MINUTE;
    expect(await sessions.find(busy)).toBeUndefined();
  });

  it('says when it is over: idle, or at the latest', async () => {
    const secret = await sessions.open(LIN, SUBJECT, 'c-1');
    const { id } = (await sessions.find(secret))!;
    expect((await sessions.read(id))?.endsAt.getTime()).toBe(now + 30 * MINUTE);
  });

  it('used all the time: the database is written now and then only', async () => {
    const secret = await sessions.open(LIN, SUBJECT, 'c-1');
    let statements = 0;
    database.pool.on('acquire', () => (statements += 1));
    for (let call = 0; call < 20; call += 1) {
      now += 1_000;
      await sessions.find(secret);
    }
    expect(statements).toBe(20);
  });

  it('somebody signs in again with the same browser: another secret, and the old one is over', async () => {
    const old = await sessions.open(LIN, SUBJECT, 'c-1');
    const fresh = await sessions.open(LIN, SUBJECT, 'c-2', old);
    expect(fresh.reveal()).not.toBe(old.reveal());
    expect(await sessions.find(old)).toBeUndefined();
    expect(await sessions.find(fresh)).toBeDefined();
  });

  it('its owner is disabled here: over at once', async () => {
    await new ExternalIdentities(database).admitNow({ ...SUBJECT, login: 'lin', kind: 'person' });
    const secret = await sessions.open(LIN, SUBJECT, 'c-1');
    await disableIdentity(database, 'lin', new Date());
    expect(await sessions.find(secret)).toBeUndefined();
  });

  it('ended by somebody else: only if it is theirs, or they may end any; recorded once', async () => {
    const secret = await sessions.open(LIN, SUBJECT, 'c-1');
    const { id } = (await sessions.find(secret))!;
    expect(await sessions.end(id, { login: 'zhou', correlationId: null }, 'sign-in.revoked', 'zhou')).toBe(false);
    expect(await sessions.find(secret)).toBeDefined();
    expect(await sessions.end(id, { login: 'gu', correlationId: null }, 'sign-in.revoked')).toBe(true);
    expect(await sessions.end(id, { login: 'gu', correlationId: null }, 'sign-in.revoked')).toBe(false);
    expect(await sessions.find(secret)).toBeUndefined();
    expect(await audited()).toEqual(['sign-in.succeeded lin success', 'sign-in.revoked gu success']);
  });

  it('the audit record cannot be written: nobody is signed in', async () => {
    await database.pool.query('ALTER TABLE audit_event RENAME TO elsewhere');
    await expect(sessions.open(LIN, SUBJECT, 'c-1')).rejects.toThrow();
    await database.pool.query('ALTER TABLE elsewhere RENAME TO audit_event');
    expect(await sessions.list({ login: 'gu', whole: '*' })).toEqual([]);
  });

  it('over for long: forgotten at the next sign-in', async () => {
    await sessions.open(LIN, SUBJECT, 'c-1');
    now += 100 * 1440 * MINUTE;
    await sessions.open(LIN, SUBJECT, 'c-2');
    expect(await database.query.selectFrom('sign_in_session').select('id').execute()).toHaveLength(1);
  });
});

describe('calls of browsers', () => {
  const https = new BrowserCalls(() => 'https://chakong.example');
  const http = new BrowserCalls(() => 'http://127.0.0.1:8080');

  it('cookies: not for scripts, not for other sites; over https only over https and for this host only', () => {
    expect(http.keepSession(new Sensitive('abc'))).toBe('chakong-session=abc; Path=/; HttpOnly; SameSite=Lax');
    expect(https.keepSession(new Sensitive('abc'))).toBe('__Host-chakong-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure');
    expect(https.dropSession()).toContain('Max-Age=0');
  });

  it('several cookies: ours is found by its whole name; a strange value is none', () => {
    expect(http.sessionOf({ cookie: 'x-chakong-session=no; chakong-session=yes; other=1' })?.reveal()).toBe('yes');
    expect(http.sessionOf({ cookie: 'chakong-session=a"b' })).toBeUndefined();
    expect(https.sessionOf({ cookie: 'chakong-session=planted-over-http' })).toBeUndefined();
  });

  it.each([
    ['reading', 'GET', {}, true],
    ['a page of ours', 'POST', { origin: 'https://chakong.example', [PAGE_HEADER]: '1' }, true],
    ['a form of another site', 'POST', { origin: 'https://evil.example' }, false],
    ['another site that guesses our header', 'POST', { origin: 'https://evil.example', [PAGE_HEADER]: '1' }, false],
    ['a sandboxed frame', 'POST', { origin: 'null', [PAGE_HEADER]: '1' }, false],
    ['no origin at all', 'DELETE', { [PAGE_HEADER]: '1' }, false],
    ['our origin without our header: a plain form', 'POST', { origin: 'https://chakong.example' }, false],
    ['our host on another port', 'PATCH', { origin: 'https://chakong.example:444', [PAGE_HEADER]: '1' }, false],
  ])('%s', (_, method, headers, ours) => {
    expect(https.isOurs(method, headers as Record<string, string>)).toBe(ours);
  });
});

describe('guessing', () => {
  it('one address fails often: slowed down, gets attempts back with time; others and whoever proved themselves are not touched', () => {
    let now = 0;
    const limit = new GuessLimit(() => now);
    const mine = new Sensitive('mine');
    limit.proved(mine);
    for (let attempt = 0; attempt < 60; attempt += 1) {
      expect(limit.isSpent('10.0.0.1')).toBe(false);
      limit.failed('10.0.0.1');
    }
    expect(limit.isSpent('10.0.0.1')).toBe(true);
    expect(limit.isSpent('10.0.0.2')).toBe(false);
    expect(limit.hasProved(mine)).toBe(true);
    expect(limit.hasProved(new Sensitive('guess'))).toBe(false);
    now = 1_000;
    expect(limit.isSpent('10.0.0.1')).toBe(false);
    limit.failed('10.0.0.1');
    now = -3_600_000;
    limit.failed('10.0.0.2');
    now = -7_200_000;
    expect(limit.isSpent('10.0.0.2')).toBe(false);
  });
});

describe('client certificates', () => {
  it('a header that nobody was told to believe, or from somebody else: no certificate', () => {
    const call = { ip: '10.0.0.1', socket: { remoteAddress: '10.0.0.9' }, headers: { 'client-cert': ':AAAA:' } };
    expect(new ClientCertificates(undefined).thumbprintOf(call)).toBeUndefined();
    expect(new ClientCertificates({ header: 'client-cert', addresses: ['10.0.0.1'] }).thumbprintOf(call)).toBeUndefined();
    expect(new ClientCertificates({ header: 'client-cert', addresses: ['10.0.0.9'] }).thumbprintOf(call)).toBeUndefined();
  });
});
