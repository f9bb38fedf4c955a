import { acceptRequests, openCase, rowsOf, until, type TestCase } from '#libs/engine-testkit';
import { MailboxStore } from '#libs/store';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { Mailbox } from './index.js';

let test: TestDatabase;
let testCase: TestCase;
let store: MailboxStore;
let looks: number;
let institutions = 0;
let code: string;

beforeAll(async () => {
  test = await createTestDatabase();
  testCase = await openCase(test.database);
});
afterAll(() => test.drop());
beforeEach(() => {
  code = `BANK-${(institutions += 1)}`;
  looks = 0;
  store = new MailboxStore(test.database);
  const fetch = store.fetch.bind(store);
  store.fetch = (...parameters) => {
    looks += 1;
    return fetch(...parameters);
  };
});

async function accept(count: number, priority = 2): Promise<number[]> {
  const wanted = Array.from({ length: count }, () => ({ institutionCode: code, channel: 'pull' as const }));
  const { requests } = await acceptRequests(test.database, testCase, wanted, { priority });
  return requests.map(({ id }) => id);
}
const mailboxWith = (listAgainAfterMs = 600_000, listLimit = 200): Mailbox => new Mailbox(store, { listAgainAfterMs, listLimit });
describe('a poll', () => {
  it('that finds nothing asks the database nothing, however often it comes', async () => {
    const mailbox = mailboxWith();
    await mailbox.load();
    for (let poll = 0; poll < 100; poll += 1) expect(await mailbox.fetch(code)).toEqual([]);
    expect(looks).toBe(0);
  });

  it('lists what was committed, and then nothing until more comes', async () => {
    const mailbox = mailboxWith();
    const ids = await accept(3);
    mailbox.signal([code]);
    expect(await mailbox.fetch(code)).toEqual(ids);
    for (let poll = 0; poll < 10; poll += 1) expect(await mailbox.fetch(code)).toEqual([]);
    expect(looks).toBe(1);
    const more = await accept(1);
    mailbox.signal([code]);
    expect(await mailbox.fetch(code)).toEqual(more);
    expect(looks).toBe(2);
  });

  it('after a restart finds what waited before', async () => {
    const ids = await accept(2);
    const mailbox = mailboxWith();
    await mailbox.load();
    expect(await mailbox.fetch(code)).toEqual(ids);
  });

  it('lists the urgent first, and within that the oldest', async () => {
    const mailbox = mailboxWith();
    const scheduled = await accept(1, 3);
    const filing = await accept(2, 2);
    const urgent = await accept(1, 0);
    mailbox.signal([code]);
    expect(await mailbox.fetch(code)).toEqual([...urgent, ...filing, ...scheduled]);
  });

  it('lists no more than the limit, the rest at the next polls', async () => {
    const mailbox = mailboxWith(600_000, 2);
    const ids = await accept(5);
    mailbox.signal([code]);
    expect([await mailbox.fetch(code), await mailbox.fetch(code), await mailbox.fetch(code), await mailbox.fetch(code)]).toEqual([
      ids.slice(0, 2), ids.slice(2, 4), ids.slice(4), [],
    ]);
  });

  it('at the same moment as others brings each its own, and one that polls twice each request once', async () => {
    const mailbox = mailboxWith(600_000, 2);
    const mine = await accept(3);
    const codes = [code, ...Array.from({ length: 5 }, () => `BANK-${(institutions += 1)}`)];
    const others: number[][] = [];
    for (code of codes.slice(1)) others.push(await accept(1));
    mailbox.signal(codes);
    const [once, twice, ...rest] = await Promise.all([codes[0]!, ...codes, 'NOBODY'].map((one) => mailbox.fetch(one)));
    expect([once, twice]).toEqual([mine.slice(0, 2), mine.slice(2)]);
    expect(rest).toEqual([...others, []]);
    expect(await mailbox.fetch(codes[0]!)).toEqual([]);
  });

  it("shows nothing of another institution's", async () => {
    const mailbox = mailboxWith();
    await accept(1);
    mailbox.signal([code, 'OTHER']);
    expect(await mailbox.fetch('OTHER')).toEqual([]);
  });
});

describe('an institution that loses what it fetched', () => {
  it('is listed it again, but only after the interval, and is not looked for before', async () => {
    const mailbox = mailboxWith(300);
    const ids = await accept(2);
    mailbox.signal([code]);
    expect(await mailbox.fetch(code)).toEqual(ids);
    let again: number[] = [];
    await until(async () => (again = await mailbox.fetch(code)).length > 0);
    expect(again).toEqual(ids);
    expect(looks).toBe(2);
    const [row] = await rowsOf<{ fetches: number; apart: number }>(
      test.database,
      `SELECT fetches, (extract(epoch FROM last_fetched_at - first_fetched_at) * 1000)::float8 AS apart FROM mailbox WHERE request_id = $1`,
      [ids[0]],
    );
    expect(row!.fetches).toBe(2);
    expect(row!.apart).toBeGreaterThanOrEqual(300);
  });

  it('a new request does not bring the others back early', async () => {
    const mailbox = mailboxWith();
    await accept(2);
    mailbox.signal([code]);
    await mailbox.fetch(code);
    const fresh = await accept(1);
    mailbox.signal([code]);
    expect(await mailbox.fetch(code)).toEqual(fresh);
  });
});

describe('a signal', () => {
  it('that comes while a poll is looking is not lost', async () => {
    const mailbox = mailboxWith();
    const fetch = store.fetch;
    const late: number[] = [];
    store.fetch = async (...parameters) => {
      const found = await fetch(...parameters);
      // Committed after this look and before its result is known.
      if (looks === 1) {
        late.push(...(await accept(1)));
        mailbox.signal([code]);
      }
      return found;
    };
    mailbox.signal([code]);
    expect(await mailbox.fetch(code)).toEqual([]);
    expect(await mailbox.fetch(code)).toEqual(late);
  });

  it('that comes between two polls which look at the same time is not lost', async () => {
    const mailbox = mailboxWith();
    const fetch = store.fetch;
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (release = resolve));
    let polls = 0;
    let looked = false;
    store.fetch = async (...parameters) => {
      const second = (polls += 1) === 2;
      const found = await fetch(...parameters);
      if (second) {
        looked = true;
        await slow;
      }
      return found;
    };
    mailbox.signal([code]);
    const quick = mailbox.fetch(code);
    const slowPoll = mailbox.fetch(code);
    expect(await quick).toEqual([]);
    await until(() => looked);
    const ids = await accept(1);
    mailbox.signal([code]);
    release();
    expect(await slowPoll).toEqual([]);
    expect(await mailbox.fetch(code)).toEqual(ids);
  });

  it('is kept when the database was away at the poll', async () => {
    const mailbox = mailboxWith();
    const ids = await accept(1);
    mailbox.signal([code]);
    const fetch = store.fetch;
    store.fetch = () => Promise.reject(new Error('away'));
    await expect(mailbox.fetch(code)).rejects.toThrow('away');
    store.fetch = fetch;
    expect(await mailbox.fetch(code)).toEqual(ids);
  });
});

describe('a mailbox is held', () => {
  it('nothing is listed or marked as fetched; afterwards everything is', async () => {
    const ids = await accept(2);
    const mailbox = mailboxWith();
    await mailbox.load();
    mailbox.hold(true);
    expect(await mailbox.fetch(code)).toEqual([]);
    expect(looks).toBe(0);
    mailbox.hold(false);
    expect(await mailbox.fetch(code)).toEqual(ids);
  });
});
