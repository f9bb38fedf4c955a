import { strFromU8, unzipSync } from 'fflate';
import { BulkRunner, XLSX } from '#libs/bulk-inquiry';
import { silentLogger } from '#libs/telemetry';
import writeExcelFile from 'write-excel-file/node';
import { RunningGateway, until, type Answer, type Call } from '../testkit/running-gateway.js';
import { PULL, pullInstitution, registerCase, residentId, withOfficers } from '../testkit/sample-data.js';

const HEAD = ['案号', '被执行人', '证件号码', '财产种类', '目的', '优先级'];
const csv = (rows: readonly (readonly string[])[]): Buffer => Buffer.from([HEAD, ...rows].map((row) => row.join(',')).join('\n'));
const row = (serial: number, extra: readonly string[] = []): string[] => [`（2016）浙0106执${serial}号`, '王小明', residentId(serial), ...extra];

describe('bulk inquiries', () => {
  let gateway: RunningGateway;
  let officers: [string, string];

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    officers = await withOfficers(gateway);
    await gateway.post('/api/v1/institutions', pullInstitution(), { as: 'operator' });
    for (const serial of [1, 2, 3, 4, 5, 6]) await registerCase(gateway, officers, serial);
    const { id } = (await gateway.get(`/api/v1/cases/by-number/${encodeURIComponent('（2016）浙0106执3号')}`)).body;
    await gateway.post(`/api/v1/cases/${id}/state`, { state: 'closed' });
  });
  afterAll(() => gateway.close());

  const give = (body: Buffer, query = '', call: Call = {}): Promise<Answer> => gateway.call('POST', `/api/v1/bulk-inquiries${query}`, { body, headers: { 'content-type': 'text/csv' }, ...call });
  const done = async (id: string, as: 'officer' | 'integration' = 'officer'): Promise<Answer['body']> => {
    await until(async () => (await gateway.get(`/api/v1/bulk-inquiries/${id}`, { as })).body.state === 'done');
    return (await gateway.get(`/api/v1/bulk-inquiries/${id}`, { as })).body;
  };
  const rowsOf = async (id: string): Promise<Answer['body'][]> => (await gateway.get(`/api/v1/bulk-inquiries/${id}/rows?limit=200`)).body.items;

  test('good rows go on although others are bad; each bad one says its code, its column and what is allowed', async () => {
    const given = await give(
      csv([
        row(1, ['银行存款', '年度核查']),
        row(2, ['黄金']),
        row(3),
        ['（2016）浙0106执99号', '王小明', residentId(1)],
        ['（2016）浙0106执2号', '王小明', residentId(77)],
        ['（2016）浙0106执2号', '李小红', residentId(2)],
        ['不是案号', '王小明', '330106198001010015'],
        row(2, ['', '', 'urgent']),
        row(2, ['车辆']),
        row(1, ['银行存款', '年度核查']),
      ]),
    );
    expect([given.status, given.headers.get('location')]).toEqual([202, `/api/v1/bulk-inquiries/${given.body.id}`]);
    expect(await done(given.body.id)).toMatchObject({ total: 10, done: 10, rows: { accepted: 1, repeated: 1, refused: 8, waiting: 0 } });
    const rows = await rowsOf(given.body.id);
    expect(rows.map(({ row: number, state, code, faults, sameAsRow }) => [number, state, code, faults?.map(({ column }: { column: string }) => column), sameAsRow])).toEqual([
      [2, 'accepted', undefined, undefined, undefined],
      [3, 'refused', 'request-invalid', ['财产种类'], undefined],
      [4, 'refused', 'case-not-open', ['案号'], undefined],
      [5, 'refused', 'case-unknown', ['案号'], undefined],
      [6, 'refused', 'obligor-unknown', ['证件号码'], undefined],
      [7, 'refused', 'obligor-unknown', ['被执行人'], undefined],
      [8, 'refused', 'request-invalid', ['案号', '证件号码'], undefined],
      [9, 'refused', 'request-invalid', ['优先级'], undefined],
      [10, 'refused', 'no-institution-matches', ['财产种类'], undefined],
      [11, 'repeated', undefined, undefined, 2],
    ]);
    expect(rows[9].inquiryId).toBe(rows[0].inquiryId);
    const inquiry = (await gateway.get(`/api/v1/inquiries/${rows[0].inquiryId}`)).body;
    expect([inquiry.purpose, inquiry.answers.map((one: { institution: { code: string } }) => one.institution.code)]).toEqual(['年度核查', [PULL]]);
    const [stored] = await gateway.database.query.selectFrom('inquiry').select(['priority', 'requested_by']).where('id', '=', inquiry.id).execute();
    expect(stored).toEqual({ priority: 3, requested_by: 'the-officer' });
    const kept = await gateway.database.query.selectFrom('bulk_row').select('row_number').where('bulk_id', '=', given.body.id).where((row) => row.or([row('content', 'is not', null), row('sealed', 'is not', null)])).execute();
    expect(kept).toEqual([]);
    expect((await gateway.audit()).map(({ event }) => event)).toEqual(expect.arrayContaining(['bulk-inquiry.accepted', 'bulk-inquiry.finished', 'bulk-inquiry.read']));
    expect(gateway.log.join('')).not.toContain(residentId(1));
  });

  test('the same file again is the same bulk inquiry; with other settings it is refused', async () => {
    const file = csv([row(4)]);
    const first = await give(file);
    await done(first.body.id);
    const inquiries = await gateway.count('inquiry');
    const again = await give(file);
    expect([again.status, again.body.id, again.headers.get('idempotent-replayed'), await gateway.count('inquiry')]).toEqual([200, first.body.id, 'true', inquiries]);
    expect((await give(file, '?priority=filing')).body.code).toBe('idempotency-key-reused');
    const other = await give(file, '', { as: 'integration', headers: { 'content-type': 'text/csv' } });
    expect([other.status, (await done(other.body.id, 'integration')).rows.accepted]).toEqual([202, 1]);
  });

  test('tried out: every row is checked, nobody is asked, and it can be done again', async () => {
    const inquiries = await gateway.count('inquiry');
    const file = csv([row(5), row(3), row(5, ['车辆'])]);
    for (const _ of [1, 2]) {
      const { id } = (await give(file, '?dryRun=true')).body;
      expect(await done(id)).toMatchObject({ dryRun: true, rows: { accepted: 1, refused: 2 } });
      expect((await rowsOf(id)).map(({ code, inquiryId }) => [code, inquiryId])).toEqual([[undefined, undefined], ['case-not-open', undefined], ['no-institution-matches', undefined]]);
    }
    expect(await gateway.count('inquiry')).toBe(inquiries);
  });

  test('an Excel file is read like a CSV file; the report comes as CSV and Excel', async () => {
    const data = [HEAD, row(6)].map((cells) => cells.map((value) => ({ value, type: String })));
    const bytes = Buffer.from(await writeExcelFile([{ sheet: '一', data }]).toBuffer());
    const { body } = await give(bytes, '', { headers: { 'content-type': XLSX } });
    expect(await done(body.id)).toMatchObject({ mediaType: XLSX, rows: { accepted: 1 } });
    const report = await gateway.get(`/api/v1/bulk-inquiries/${body.id}/report`);
    expect([report.headers.get('content-type'), report.text.split('\r\n')[1]]).toEqual(['text/csv; charset=utf-8', expect.stringContaining('（2016）浙0106执6号,已受理 accepted')]);
    expect(report.text).not.toContain('王小明');
    expect(report.headers.get('content-disposition')).toMatch(/_the-officer_\d{8}T\d{6}_[0-9a-f-]{36}\.csv"$/);
    expect(report.headers.get('watermark')).toMatch(/^by=the-officer; court=%E6%B5%990106; at=/);
    const workbook = await gateway.get(`/api/v1/bulk-inquiries/${body.id}/report?format=xlsx`);
    expect([workbook.status, workbook.headers.get('content-type'), workbook.text.startsWith('PK')]).toEqual([200, XLSX, true]);
    const marked = await fetch(`${gateway.gateway.address}/api/v1/bulk-inquiries/${body.id}/report?format=xlsx`, { headers: { authorization: `Bearer ${gateway.tokenOf('officer')}` } });
    const sheet = strFromU8(unzipSync(new Uint8Array(await marked.arrayBuffer()))['xl/worksheets/sheet1.xml']!);
    expect(sheet).toMatch(/<headerFooter><oddFooter>&amp;L[^<]*（the-officer）　浙0106　\d{4}-\d\d-\d\d \d\d:\d\d:\d\d　[0-9a-f-]{36}&amp;R&amp;P\/&amp;N<\/oddFooter><\/headerFooter><\/worksheet>$/);
    expect((await gateway.get('/api/v1/bulk-inquiries/template?format=csv')).text).toContain('案号,被执行人');
  });

  test('what is no table, too large or not a file at all is refused as a whole and leaves nothing', async () => {
    const before = await gateway.database.query.selectFrom('bulk_inquiry').select('id').execute();
    expect((await give(Buffer.from('a,b\n1,2'))).body).toMatchObject({ code: 'table-unreadable', fields: [{ allowed: expect.stringContaining('案号') }] });
    expect((await give(Buffer.alloc(5 * 1024 * 1024 + 1, 0x61))).body.code).toBe('body-too-large');
    expect((await gateway.post('/api/v1/bulk-inquiries', {})).body.code).toBe('media-type-unsupported');
    expect((await gateway.get('/api/v1/bulk-inquiries/00000000-0000-7000-8000-000000000000')).body.code).toBe('bulk-inquiry-unknown');
    expect(await gateway.database.query.selectFrom('bulk_inquiry').select('id').execute()).toHaveLength(before.length);
  });

  test('2,000 rows; the process dies in the middle, the next one goes on, and no row is asked twice', async () => {
    await gateway.parts.bulk.runner.stop();
    const file = csv(Array.from({ length: 2000 }, (_, index) => row([1, 2, 4, 5, 6][index % 5]!, ['银行存款', `核查${index}`])));
    const { body } = await give(file);
    expect(body).toMatchObject({ state: 'running', total: 2000, done: 0 });
    expect((await gateway.get(`/api/v1/bulk-inquiries/${body.id}/report`)).body.code).toBe('bulk-inquiry-running');
    const before = await gateway.count('inquiry');
    const parts = { ...gateway.parts, logger: silentLogger() };
    let asked = 0;
    const engine = {
      submit: async (...call: Parameters<typeof parts.engine.submit>) => {
        asked += 1;
        const accepted = await parts.engine.submit(...call);
        // What was accepted by now is not written down any more.
        if (asked > 600) throw new Error('killed');
        return accepted;
      },
    };
    const dying = new BulkRunner({ ...parts, engine });
    const run = dying.run();
    await until(() => asked > 620);
    await Promise.all([dying.stop(), run]);
    const half = (await gateway.get(`/api/v1/bulk-inquiries/${body.id}`)).body;
    expect([half.state, half.done > 500, half.done < 700]).toEqual(['running', true, true]);
    await new BulkRunner(parts).run();
    expect((await gateway.get(`/api/v1/bulk-inquiries/${body.id}`)).body).toMatchObject({ state: 'done', done: 2000, rows: { accepted: 2000 } });
    expect(await gateway.count('inquiry')).toBe(before + 2000);
  });
});
