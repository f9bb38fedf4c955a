import { WITHDRAWN, WithdrawnRight } from '#libs/engine-testkit';
import { InquiryReader } from '#libs/store';
import { tampering } from '#libs/store-testkit';
import { DeskFixture, entry, feedback } from './testkit/desk-fixture.js';

const fixture = new DeskFixture();
beforeAll(() => fixture.open());
beforeEach(async () => {
  fixture.reset();
  await tampering(fixture.database, 'TRUNCATE mailbox, exchange');
});
afterAll(() => fixture.close());

const polling = { institutionCode: 'POLLING', adapterCode: 'pulling' };
const ours = { institutionCode: 'POLLING', channel: 'pull' as const };

const outcomesOf = async (inquiryId: string) => (await new InquiryReader(fixture.database).requests(inquiryId)).map(({ outcome }) => outcome && { version: outcome.version, outcome: outcome.outcome, via: outcome.via });

describe('a registration that ended after the inquiry was accepted', () => {
  it('before the bank came: nothing is listed and nothing is handed over; the inquiry says why', async () => {
    const right = new WithdrawnRight();
    const desk = fixture.pullDesk(fixture.database, right);
    const { inquiryId } = await fixture.accept(ours, ours);
    fixture.mailbox.signal(['POLLING']);
    right.withdrawn = true;
    expect(await desk.listQueries(polling)).toEqual([]);
    expect(await fixture.exchanges('POLLING')).toEqual([]);
    expect(await outcomesOf(inquiryId)).toEqual(Array.from({ length: 2 }, () => ({ version: 1, via: 'gateway', outcome: { kind: 'unavailable', ...WITHDRAWN } })));
    // It is over: given back, the right lists nothing old.
    right.withdrawn = false;
    fixture.mailbox.signal(['POLLING']);
    expect(await desk.listQueries(polling)).toEqual([]);
  });

  it('after the bank fetched it: it is not listed again, and the answer the bank gives all the same is taken', async () => {
    const right = new WithdrawnRight();
    const desk = fixture.pullDesk(fixture.database, right);
    const { inquiryId, requests } = await fixture.accept(ours);
    fixture.mailbox.signal(['POLLING']);
    expect(await desk.listQueries(polling)).toHaveLength(1);
    right.withdrawn = true;
    await fixture.database.pool.query(`UPDATE mailbox SET last_fetched_at = now() - interval '1 day'`);
    fixture.mailbox.signal(['POLLING']);
    expect(await desk.listQueries(polling)).toEqual([]);
    expect((await fixture.exchanges('POLLING')).filter(({ operation }) => operation === 'list')).toHaveLength(1);
    expect(await desk.feed(polling, feedback(), [entry(requests[0]!.requestNumber)])).toMatchObject([{ verdict: 'accepted' }]);
    expect(await outcomesOf(inquiryId)).toMatchObject([{ version: 2, outcome: { kind: 'nothing-found' } }]);
  });
});
