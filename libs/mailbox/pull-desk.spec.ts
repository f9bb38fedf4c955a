import type { FeedbackEntry, QueryOutcome } from '#contracts/adapter';
import { rowsOf } from '#libs/engine-testkit';
import { tampering } from '#libs/store-testkit';
import { DeskFixture, entry, feedback, POLLING } from './testkit/desk-fixture.js';

const fixture = new DeskFixture();
beforeAll(() => fixture.open());
beforeEach(async () => {
  fixture.reset();
  await tampering(fixture.database, 'TRUNCATE mailbox, exchange');
});
afterAll(() => fixture.close());

const polling = { institutionCode: 'POLLING', adapterCode: 'pulling' };
const other = { institutionCode: 'OTHER', adapterCode: 'pulling' };
const FOUND: QueryOutcome = { kind: 'found', assets: [{ source: 'deposit', reference: '6222' }] };
const DEFECTIVE: QueryOutcome = { kind: 'defective', defect: 'schema', detail: 'JE is missing' };
const ours = { institutionCode: 'POLLING', channel: 'pull' as const };
const theirs = { institutionCode: 'OTHER', channel: 'pull' as const };

describe('listing', () => {
  it('hands over what waits, in the contract the institution speaks, and has it on record before it leaves', async () => {
    const { requests } = await fixture.accept(ours, theirs, ours);
    fixture.mailbox.signal(['POLLING']);
    const listed = await fixture.pullDesk().listQueries(polling);
    expect(listed).toEqual([0, 2].map((index) => `<request number="${requests[index]!.requestNumber}" version="7"/>`));
    const exchanges = await fixture.exchanges('POLLING');
    expect(exchanges.map(({ request_id, operation, sent_bytes }) => [request_id, operation, sent_bytes?.toString()])).toEqual(
      [0, 2].map((index, at) => [requests[index]!.id, 'list', listed[at]]),
    );
  });

  it('an empty poll makes no query at all', async () => {
    fixture.breakable.cut();
    expect(await fixture.pullDesk(fixture.breakable.database).listQueries(polling)).toEqual([]);
  });

  it('out of service it gets nothing, and has it after it is back', async () => {
    await fixture.accept(ours);
    fixture.mailbox.signal(['POLLING']);
    fixture.registry.put({ ...POLLING, state: 'out-of-service', version: 2 });
    expect(await fixture.pullDesk().listQueries(polling)).toEqual([]);
    fixture.registry.put({ ...POLLING, version: 3 });
    expect(await fixture.pullDesk().listQueries(polling)).toHaveLength(1);
  });

  it('a cancelled inquiry is not listed, also if its rows are still there', async () => {
    const { inquiryId } = await fixture.accept(ours);
    await fixture.database.pool.query('UPDATE inquiry SET cancelled_at = now() WHERE id = $1', [inquiryId]);
    fixture.mailbox.signal(['POLLING']);
    expect(await fixture.pullDesk().listQueries(polling)).toEqual([]);
  });

  it('a question its contract cannot carry does not hold up the others: it ends as not supported', async () => {
    const inquiry = await fixture.accept(ours, { ...ours, sources: ['vehicle'] }, ours);
    fixture.mailbox.signal(['POLLING']);
    const listed = await fixture.pullDesk().listQueries(polling);
    expect(listed).toHaveLength(2);
    expect((await fixture.outcomes(inquiry)).map((outcome) => outcome?.kind)).toEqual([undefined, 'not-supported', undefined]);
  });
});

describe('documents and certificates', () => {
  it('of a notice under which the institution is asked, rendered once for all', async () => {
    const { documentNumber, requests } = await fixture.accept(ours, theirs);
    const desk = fixture.pullDesk();
    const documents = await desk.documentsOfNotice(polling, documentNumber);
    expect(documents).toMatchObject([{ documentNumber, sequence: 1, fileName: `${documentNumber}.pdf`, fileType: 'pdf', content: Buffer.from('notice') }]);
    expect(await desk.documentsOfRequest(polling, requests[0]!.requestNumber)).toEqual(documents);
    expect(await desk.documentsOfNotice(other, documentNumber)).toEqual(documents);
    expect(fixture.rendered).toBe(1);
  });

  it('certificates of both officers, the handling one first', async () => {
    const { requests } = await fixture.accept(ours);
    const certificates = await fixture.pullDesk().certificates(polling, requests[0]!.requestNumber);
    expect(certificates!.map(({ officerName }) => officerName)).toEqual(['测试甲', '测试乙']);
    expect(certificates![0]!.workCertificate).toMatchObject({ imageType: 'jpg', image: Buffer.from('work 甲') });
  });

  it("another institution's look exactly like none", async () => {
    const foreign = await fixture.accept(theirs);
    const number = foreign.requests[0]!.requestNumber;
    const desk = fixture.pullDesk();
    const answers = async (notice: string, request: string): Promise<unknown> => [
      await desk.documentsOfNotice(polling, notice), await desk.documentsOfRequest(polling, request), await desk.certificates(polling, request),
      await desk.feed(polling, feedback(), [entry(request)]).then(([verdict]) => verdict?.verdict),
    ];
    const unknown = await answers('DCK00000120260101000000000001', 'A20260101CK1000000000001');
    expect(await answers(foreign.documentNumber, number)).toEqual(unknown);
    expect(unknown).toEqual([undefined, undefined, undefined, 'unknown']);
    expect(await fixture.outcomes(foreign)).toEqual([null]);
  });

  it('a number with the right id and a wrong day is none of ours', async () => {
    const { requests } = await fixture.accept(ours);
    const wrong = requests[0]!.requestNumber.replace(/^A\d{8}/, 'A19990101');
    expect(await fixture.pullDesk().certificates(polling, wrong)).toBeUndefined();
    expect(await fixture.pullDesk().feed(polling, feedback(), [entry(wrong)])).toMatchObject([{ verdict: 'unknown' }]);
  });
});

describe('feedback', () => {
  it('is accepted only after the commit', async () => {
    const inquiry = await fixture.accept(ours);
    const verdicts = await fixture.pullDesk().feed(polling, feedback('<a/>'), [entry(inquiry.requests[0]!.requestNumber, FOUND)]);
    expect(verdicts).toEqual([{ requestNumber: inquiry.requests[0]!.requestNumber, verdict: 'accepted' }]);
    expect(await fixture.outcomes(inquiry)).toEqual([{ version: 1, kind: 'found' }]);
    expect(await rowsOf(fixture.database, 'SELECT FROM mailbox WHERE request_id = $1', [inquiry.requests[0]!.id])).toEqual([]);
    const kept = { request_id: inquiry.requests[0]!.id, operation: 'feed', failure: null, received_bytes: Buffer.from('<a/>') };
    expect(await fixture.exchanges('POLLING')).toMatchObject([kept]);
  });

  it('the database is away: rejected, and nothing is told as taken', async () => {
    const inquiry = await fixture.accept(ours);
    const desk = fixture.pullDesk(fixture.breakable.database);
    await desk.feed(polling, feedback(), [entry('A20260101CK1000000000001')]);
    fixture.breakable.cut();
    await expect(desk.feed(polling, feedback(), [entry(inquiry.requests[0]!.requestNumber)])).rejects.toThrow();
    fixture.breakable.restore();
    expect(await fixture.outcomes(inquiry)).toEqual([null]);
    expect(fixture.told).toEqual([]);
  });

  it('out of service it may still bring answers', async () => {
    const inquiry = await fixture.accept(ours);
    fixture.registry.put({ ...POLLING, state: 'out-of-service', version: 2 });
    expect(await fixture.pullDesk().feed(polling, feedback(), [entry(inquiry.requests[0]!.requestNumber)])).toMatchObject([{ verdict: 'accepted' }]);
  });

  it('the same again is repeated: kept as evidence, the first word stands', async () => {
    const inquiry = await fixture.accept(ours);
    const number = inquiry.requests[0]!.requestNumber;
    const desk = fixture.pullDesk();
    await desk.feed(polling, feedback('<first/>'), [entry(number)]);
    expect(await desk.feed(polling, feedback('<second/>'), [entry(number, FOUND)])).toMatchObject([{ verdict: 'repeated' }]);
    expect(await fixture.outcomes(inquiry)).toEqual([{ version: 1, kind: 'nothing-found' }]);
    expect((await fixture.exchanges('POLLING')).map(({ received_bytes }) => received_bytes?.toString())).toEqual(['<first/>', '<second/>']);
  });

  it('defective, then corrected: the correction is merged as the next version', async () => {
    const inquiry = await fixture.accept(ours);
    const number = inquiry.requests[0]!.requestNumber;
    const desk = fixture.pullDesk();
    const verdicts = await desk.feed(polling, feedback(), [entry(number, DEFECTIVE)]);
    expect(verdicts).toEqual([{ requestNumber: number, verdict: 'unreadable', detail: 'JE is missing' }]);
    expect(await desk.feed(polling, feedback(), [entry(number, FOUND)])).toMatchObject([{ verdict: 'accepted' }]);
    expect(await fixture.outcomes(inquiry)).toEqual([{ version: 2, kind: 'found' }]);
  });

  it('many requests in one message: a verdict each in their order, and the message is stored once', async () => {
    const inquiry = await fixture.accept(ours, ours, theirs, ours);
    const numbers = inquiry.requests.map(({ requestNumber }) => requestNumber);
    const desk = fixture.pullDesk();
    await desk.feed(polling, feedback('<earlier/>'), [entry(numbers[3]!)]);
    const entries = [
      entry('A20260101CK1000000000001'), entry(numbers[2]!), entry(numbers[0]!, FOUND), entry(numbers[1]!, DEFECTIVE), entry(numbers[3]!),
      entry('nonsense'),
    ];
    const verdicts = await desk.feed(polling, feedback('<many/>'), entries);
    expect(verdicts.map(({ requestNumber, verdict }) => [requestNumber, verdict])).toEqual([
      ['A20260101CK1000000000001', 'unknown'], [numbers[2], 'unknown'], [numbers[0], 'accepted'], [numbers[1], 'unreadable'], [numbers[3], 'repeated'],
      ['nonsense', 'unknown'],
    ]);
    expect((await fixture.outcomes(inquiry)).map((outcome) => outcome?.kind)).toEqual(['found', 'defective', undefined, 'nothing-found']);
    const exchanges = await fixture.exchanges('POLLING');
    expect(exchanges.map(({ request_id, received_bytes }) => [request_id, received_bytes?.toString()])).toEqual([
      [inquiry.requests[3]!.id, '<earlier/>'], [null, '<many/>'],
    ]);
    const answered = [inquiry.requests[0]!.id, inquiry.requests[1]!.id];
    const evidence = await rowsOf(fixture.database, 'SELECT DISTINCT exchange_id FROM outcome WHERE request_id = ANY($1)', [answered]);
    expect(evidence).toEqual([{ exchange_id: exchanges[1]!.id }]);
  });

  it('nothing in it is ours: the message is kept, with no request of anybody', async () => {
    const foreign = await fixture.accept(theirs);
    await fixture.pullDesk().feed(polling, feedback('<foreign/>'), [entry(foreign.requests[0]!.requestNumber)]);
    expect(await fixture.exchanges('POLLING')).toMatchObject([{ request_id: null, failure: 'unknown-request', received_bytes: Buffer.from('<foreign/>') }]);
  });

  it('the same request twice in one message: the first counts, the second is repeated, one outcome is told', async () => {
    const inquiry = await fixture.accept(ours);
    const number = inquiry.requests[0]!.requestNumber;
    const verdicts = await fixture.pullDesk().feed(polling, feedback(), [entry(number, FOUND), entry(number)]);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['accepted', 'repeated']);
    expect(await fixture.outcomes(inquiry)).toEqual([{ version: 1, kind: 'found' }]);
    expect(fixture.told).toEqual(['POLLING found']);
  });

  it('an adapter that throws on one entry: that one is unreadable, the others count', async () => {
    const inquiry = await fixture.accept(ours, ours);
    const [first, second] = inquiry.requests.map(({ requestNumber }) => requestNumber);
    const broken: FeedbackEntry = {
      ...entry(first!),
      interpret: () => {
        throw new Error('bug');
      },
    };
    const verdicts = await fixture.pullDesk().feed(polling, feedback(), [broken, entry(second!)]);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['unreadable', 'accepted']);
    expect(await fixture.outcomes(inquiry)).toEqual([{ version: 1, kind: 'defective' }, { version: 1, kind: 'nothing-found' }]);
  });

  it('of a measure, about a request that is a query: unknown, nothing changes', async () => {
    const inquiry = await fixture.accept(ours);
    const message = feedback('<x/>', 'feed-control');
    expect(await fixture.pullDesk().feed(polling, message, [entry(inquiry.requests[0]!.requestNumber)])).toMatchObject([{ verdict: 'unknown' }]);
    expect(await fixture.outcomes(inquiry)).toEqual([null]);
    expect(await fixture.exchanges('POLLING')).toMatchObject([{ received_bytes: Buffer.from('<x/>') }]);
  });

  it('after the deadline was reported as missed: the late answer is the next version', async () => {
    const inquiry = await fixture.accept(ours);
    const number = inquiry.requests[0]!.requestNumber;
    const desk = fixture.pullDesk();
    await desk.feed(polling, feedback(), [entry(number, { kind: 'unavailable', cause: 'deadline-passed' })]);
    expect(await desk.feed(polling, feedback(), [entry(number)])).toMatchObject([{ verdict: 'accepted' }]);
    expect(await fixture.outcomes(inquiry)).toEqual([{ version: 2, kind: 'nothing-found' }]);
  });
});

describe('transactions fed back apart', () => {
  const supplementing = (requestNumber: string, supplement: FeedbackEntry['supplement']): FeedbackEntry => ({ ...entry(requestNumber), supplement });

  it('before the accounts they belong to: unknown for now; after them: a further version with both; again: repeated', async () => {
    const inquiry = await fixture.accept(ours);
    const number = inquiry.requests[0]!.requestNumber;
    const desk = fixture.pullDesk();
    const more: QueryOutcome = { ...FOUND, remarks: 'with movements' };
    const message = feedback('<movements/>', 'feed-transactions');
    expect(await desk.feed(polling, message, [supplementing(number, () => more)])).toMatchObject([{ verdict: 'unknown' }]);
    await desk.feed(polling, feedback(), [entry(number, FOUND)]);
    const added = supplementing(number, (current) => (current.kind === 'found' ? more : undefined));
    expect(await desk.feed(polling, message, [added])).toMatchObject([{ verdict: 'accepted' }]);
    expect(await desk.feed(polling, message, [supplementing(number, () => undefined)])).toMatchObject([{ verdict: 'repeated' }]);
    expect(await fixture.outcomes(inquiry)).toEqual([{ version: 2, kind: 'found' }]);
    expect((await fixture.exchanges('POLLING')).filter(({ received_bytes }) => received_bytes?.toString() === '<movements/>')).toHaveLength(3);
  });
});

describe('what cannot be read', () => {
  it('is kept with its cause and audited', async () => {
    await fixture.pullDesk().keepUnreadable(polling, feedback('<broken'), 'malformed');
    expect(await fixture.exchanges('POLLING')).toMatchObject([{ request_id: null, failure: 'malformed', received_bytes: Buffer.from('<broken') }]);
    const audited = await rowsOf(fixture.database, `SELECT actor, reason FROM audit_event WHERE event = 'exchange.feedback-rejected'`);
    expect(audited).toEqual([{ actor: 'POLLING', reason: 'malformed' }]);
  });

  it('from somebody unknown is kept as far as is reasonable: little of each, and not every one', async () => {
    const desk = fixture.pullDesk();
    for (let message = 0; message < 50; message += 1) await desk.keepUnreadable(undefined, feedback('x'.repeat(100_000)), 'bad-credentials');
    const kept = await fixture.exchanges('unknown');
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(20);
    expect(kept.every(({ received_bytes }) => received_bytes!.length <= 4096)).toBe(true);
  });
});
