import { readPdfText } from '#libs/legal-documents';
import { DocumentShelf, renderNoticeOf } from '#libs/mailbox';
import { DocumentReader } from '#libs/store';
import { RunningGateway, type Answer } from '../testkit/running-gateway.js';
import { COURT, PUSH, withOpenCase } from '../testkit/sample-data.js';

/** Delegated matters (事项委托, 委托执行规定 arts 2 and 4; domain-rules A11): the matter is no new case, and both courts stand in the request. */
describe('a matter of the case was delegated to another court', () => {
  let gateway: RunningGateway;
  let caseId: string;

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    ({ caseId } = await withOpenCase(gateway));
    await gateway.database.query.insertInto('court').values({ code: '浙0201', name: '宁波市海曙区人民法院', parent_code: null }).execute();
  });
  afterAll(() => gateway.close());

  const ask = (change: object, headers: Record<string, string> = {}): Promise<Answer> => gateway.post('/api/v1/inquiries', { caseId, institutions: [PUSH], purpose: '立案查控', ...change }, { headers });
  const noticeOf = async (documentNumber: string): Promise<string> => {
    const pages: string[] = [];
    const shelf = new DocumentShelf(new DocumentReader(gateway.database), async (data) => {
      const pdf = await renderNoticeOf(data);
      pages.push(...readPdfText(pdf));
      return pdf;
    });
    await shelf.documentsOfNotice(PUSH, documentNumber);
    return pages.join('');
  };

  test('both courts: on record with the inquiry, in what is shown of it, and on the notice; institutions still hear from the court of the case', async () => {
    const { status, body } = await ask({ actingCourt: '浙0201' });
    expect([status, body.caseNumber, body.actingCourt]).toEqual([202, '（2016）浙0106执1234号', { code: '浙0201', name: '宁波市海曙区人民法院' }]);
    expect((await gateway.get(`/api/v1/inquiries/${body.id}`)).body.actingCourt).toEqual(body.actingCourt);
    const work = gateway.institutions.offered.at(-1)!;
    expect(work.snapshot.case).toMatchObject({ courtCode: COURT.code, courtName: COURT.name });
    const notice = await noticeOf(body.documentNumber);
    expect(notice).toContain('委托宁波市海曙区人民法院办理');
    expect(notice.startsWith(COURT.name)).toBe(true);
  });

  test('the court of the case itself, or nothing: as ever', async () => {
    for (const change of [{}, { actingCourt: COURT.code }]) {
      const { status, body } = await ask(change);
      expect([status, 'actingCourt' in body]).toEqual([202, false]);
      expect(await noticeOf(body.documentNumber)).not.toContain('委托');
    }
  });

  test('a court nobody registered: refused with the field, nobody is asked', async () => {
    const before = await gateway.count('inquiry');
    const { status, body } = await ask({ actingCourt: '沪0101' });
    expect([status, body.code, body.fields]).toEqual([422, 'court-unknown', [{ field: '/actingCourt', allowed: 'the code of a registered court' }]]);
    expect(await gateway.count('inquiry')).toBe(before);
  });

  test('the same key for another acting court is another question', async () => {
    const key = { 'idempotency-key': 'delegated-once' };
    const first = await ask({ actingCourt: '浙0201' }, key);
    expect((await ask({ actingCourt: '浙0201' }, key)).body.id).toBe(first.body.id);
    expect((await ask({}, key)).body.code).toBe('idempotency-key-reused');
  });

  test('asked for approval first: what is approved says it, and what is begun then does', async () => {
    const { body } = await ask({ actingCourt: '浙0201', approver: 'the-approver', force: true });
    expect(body.inquiry.actingCourt).toBe('浙0201');
    const approved = await gateway.post(`/api/v1/approvals/${body.id}/decision`, { decision: 'approve' }, { as: 'approver' });
    expect((await gateway.get(`/api/v1/inquiries/${approved.body.inquiryId}`)).body.actingCourt).toMatchObject({ code: '浙0201' });
  });
});
