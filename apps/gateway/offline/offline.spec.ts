import { OfflineClock } from '#libs/offline';
import { silentLogger } from '#libs/telemetry';
import { RunningGateway, type Answer } from '../testkit/running-gateway.js';
import { pullInstitution, registerCase, residentId, withOfficers } from '../testkit/sample-data.js';

const LAND = 'RURAL-LAND-330122';
const landOffice = (code = LAND, extra: object = {}) => ({
  ...pullInstitution(code), name: '桐庐县农村土地承包经营权登记办公室', kind: 'rural-land', adapter: 'offline', contractVersion: '1', credentialsRef: undefined, region: '330122',
  sources: ['land'], answerDeadlineSeconds: 1_296_000, ...extra,
});
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n');
const asset = (extra: object = {}) => ({ source: 'land', reference: '330122-2016-0001', category: '耕地', value: { fen: 1_200_000, currency: 'CNY' }, openedOn: '2016-05-01', ...extra });

let serial = 1;

describe('institutions without a line', () => {
  let gateway: RunningGateway;
  let officers: [string, string];

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    officers = await withOfficers(gateway);
    for (const institution of [landOffice(), pullInstitution()]) await gateway.post('/api/v1/institutions', institution, { as: 'operator' });
  });
  afterAll(() => gateway.close());

  const ask = async (extra: object = {}): Promise<Answer['body']> => {
    serial += 1;
    const { caseId, obligorIds } = await registerCase(gateway, officers, serial);
    return (await gateway.post('/api/v1/inquiries', { caseId, obligorIds: [obligorIds[0]], purpose: '集约查控', ...extra })).body;
  };
  const onPaper = (): Promise<Answer['body']> => ask({ institutions: [LAND] });
  const requestOf = (inquiry: Answer['body']): number => inquiry.answers.find((one: { institution: { code: string } }) => one.institution.code === LAND).requestId;
  const openBatch = async (): Promise<string> => (await gateway.get(`/api/v1/offline-batches?state=open&institution=${LAND}`)).body.items[0].id;
  const act = (id: string, verb: string, body: object = {}, as: 'officer' | 'supervisor' = 'officer'): Promise<Answer> => gateway.post(`/api/v1/offline-batches/${id}/${verb}`, body, { as });
  const person = () => ({ name: '王小明', documentNumber: residentId(serial) });
  const enter = (requestId: number, body: object): Promise<Answer> => gateway.post(`/api/v1/offline-tasks/${requestId}/answers`, { person: person(), ...body });
  const confirm = (requestId: number, number: number, as: 'officer' | 'approver' = 'approver'): Promise<Answer> => gateway.post(`/api/v1/offline-tasks/${requestId}/answers/${number}/confirm`, {}, { as });
  const read = async (inquiry: { id: string }): Promise<Answer['body']> => (await gateway.get(`/api/v1/inquiries/${inquiry.id}`)).body;
  const printed = async (): Promise<{ inquiry: Answer['body']; requestId: number; batch: string }> => {
    const inquiry = await onPaper();
    const batch = await openBatch();
    expect((await act(batch, 'print')).status).toBe(200);
    return { inquiry, requestId: requestOf(inquiry), batch };
  };

  test('nobody waits for a letter without asking for one: an inquiry leaves them out and the coverage says that they can be written to', async () => {
    const inquiry = await ask();
    expect(inquiry.answers.map((one: { institution: { code: string } }) => one.institution.code)).toEqual([pullInstitution().code]);
    expect(inquiry.coverage.find((row: { source: string }) => row.source === 'land')).toMatchObject({ connected: false, offline: true, asked: 0 });
  });

  test('asked with includeOffline: same numbers and deadline as any other, nothing is sent, and it says where the task stands', async () => {
    const inquiry = await ask({ includeOffline: true });
    expect(inquiry.totals.asked).toBe(2);
    expect(await gateway.database.query.selectFrom('mailbox').select('request_id').where('request_id', '=', requestOf(inquiry)).execute()).toEqual([]);
    const why = async (): Promise<string> => (await read(inquiry)).missing.find((one: { institution: { code: string } }) => one.institution.code === LAND).why;
    expect(await why()).toBe('offline task, not yet printed');
    const batch = await openBatch();
    await act(batch, 'print');
    expect(await why()).toMatch(/^offline task, printed on \d{4}-\d{2}-\d{2}$/);
    await act(batch, 'sent', { way: 'post', reference: 'XA12345678933' });
    expect(await why()).toMatch(/^offline task, sent on/);
  });

  test('requests of several cases to one office share a letter until it is printed; the next one begins another', async () => {
    const first = await onPaper();
    const second = await onPaper();
    const batch = await openBatch();
    const tasks = (await gateway.get(`/api/v1/offline-tasks?batch=${batch}`)).body.items;
    expect(tasks.map(({ requestId }: { requestId: number }) => requestId)).toEqual([requestOf(first), requestOf(second)]);
    await act(batch, 'print');
    await onPaper();
    expect(await openBatch()).not.toBe(batch);
    expect((await act(batch, 'print')).body.code).toBe('state-change-invalid');
    const page = (await gateway.get('/api/v1/offline-batches?limit=1')).body;
    expect([page.items.length, (await gateway.get(`/api/v1/offline-batches?limit=1&cursor=${page.nextCursor}`)).body.items.length]).toEqual([1, 1]);
    expect((await gateway.get(`/api/v1/offline-batches?court=${encodeURIComponent('京0101')}`)).body.items).toEqual([]);
  });

  test('letter and form are PDF, the same bytes each time, with their digest in the exchange record', async () => {
    const { batch } = await printed();
    for (const which of ['letter', 'return-form']) {
      const [one, again] = await Promise.all([gateway.get(`/api/v1/offline-batches/${batch}/${which}`), gateway.get(`/api/v1/offline-batches/${batch}/${which}`)]);
      expect([one.status, one.headers.get('content-type'), one.text.startsWith('%PDF-'), one.text === again.text]).toEqual([200, 'application/pdf', true, true]);
    }
    const sent = await gateway.database.query.selectFrom('exchange').select(['operation', 'direction']).where('operation', 'like', 'offline-%').where('direction', '=', 'out').execute();
    expect(sent.map(({ operation }) => operation)).toEqual(expect.arrayContaining(['offline-letter', 'offline-return-form']));
    expect((await gateway.audit()).filter(({ event }) => event === 'offline-batch.read').length).toBeGreaterThanOrEqual(4);
  });

  test('an answer counts when a second person has confirmed it, with who typed and who confirmed in its evidence', async () => {
    const { inquiry, requestId, batch } = await printed();
    const scan = await gateway.call('POST', `/api/v1/offline-batches/${batch}/scans?requestId=${requestId}`, { body: PDF, headers: { 'content-type': 'application/pdf' } });
    expect([scan.status, scan.body.mediaType]).toEqual([201, 'application/pdf']);
    const entered = await enter(requestId, { kind: 'found', assets: [asset()], scans: [scan.body.exchangeId] });
    expect([entered.status, entered.body.state]).toEqual([201, 'entered']);
    let result = await read(inquiry);
    expect([result.complete, result.missing[0].why]).toEqual([false, 'offline task, answer entered, to be confirmed by a second person']);
    expect((await confirm(requestId, 1, 'officer')).body.code).toBe('second-person-needed');
    expect((await confirm(requestId, 1)).body).toMatchObject({ state: 'confirmed', enteredBy: 'the-officer', checkedBy: 'the-approver', outcomeVersion: 1 });
    result = await read(inquiry);
    expect(result.answers[0]).toMatchObject({ state: 'answered', way: 'offline', version: 1, outcome: { kind: 'found', assets: [{ reference: '330122-2016-0001' }] } });
    expect(result.complete).toBe(true);
    const evidence = await gateway.get(`${result.answers[0].evidence}/received`);
    expect(JSON.parse(evidence.text)).toMatchObject({ enteredBy: 'the-officer', confirmedBy: 'the-approver', scans: [{ exchange: scan.body.exchangeId, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }] });
    expect((await gateway.get(`/api/v1/offline-batches/${batch}`)).body).toMatchObject({ state: 'answered', tasks: 1, answered: 1, scans: [{ exchangeId: scan.body.exchangeId }] });
    expect((await confirm(requestId, 1)).body.code).toBe('state-change-invalid');
    expect(await gateway.auditOfInquiry(inquiry.id)).toEqual(expect.arrayContaining(['offline-answer.entered the-officer success', 'offline-answer.confirmed the-approver success', 'offline-answer.confirmed the-officer failure']));
  });

  test('a correction is a further version, names the one it corrects, and needs a second person too', async () => {
    const { inquiry, requestId } = await printed();
    await enter(requestId, { kind: 'nothing-found' });
    await confirm(requestId, 1);
    expect((await enter(requestId, { kind: 'found', assets: [asset()] })).body.fields[0]).toEqual({ field: '/corrects', allowed: '1, the version that is there now' });
    expect((await enter(requestId, { kind: 'found', assets: [asset()], corrects: 1 })).status).toBe(201);
    expect((await read(inquiry)).answers[0].outcome.kind).toBe('nothing-found');
    expect((await confirm(requestId, 2)).body.outcomeVersion).toBe(2);
    expect((await read(inquiry)).answers[0]).toMatchObject({ version: 2, outcome: { kind: 'found' } });
    expect((await gateway.get(`/api/v1/inquiries/${inquiry.id}?version=1`)).body.answers[0].outcome.kind).toBe('nothing-found');
  });

  test('sent back by the second person: it does not count, and is typed again', async () => {
    const { inquiry, requestId } = await printed();
    await enter(requestId, { kind: 'nothing-found' });
    expect((await enter(requestId, { kind: 'nothing-found' })).body.code).toBe('state-change-invalid');
    const back = await gateway.post(`/api/v1/offline-tasks/${requestId}/answers/1/reject`, { reason: '与回执不符' }, { as: 'approver' });
    expect(back.body).toMatchObject({ state: 'rejected', rejectReason: '与回执不符' });
    await enter(requestId, { kind: 'refused', reason: '证照不全', contact: '0571-64210000' });
    await confirm(requestId, 2);
    expect((await read(inquiry)).answers[0].outcome).toEqual({ kind: 'refused', reason: '证照不全', contact: '0571-64210000' });
  });

  test('only scanned, not typed: an answer of unknown meaning with its scan, which typing replaces', async () => {
    const { inquiry, requestId, batch } = await printed();
    const scan = await gateway.call('POST', `/api/v1/offline-batches/${batch}/scans`, { body: PDF, headers: { 'content-type': 'application/pdf' } });
    await enter(requestId, { kind: 'scanned', scans: [scan.body.exchangeId] });
    await confirm(requestId, 1);
    expect((await read(inquiry)).answers[0]).toMatchObject({ state: 'not-answered', outcome: { kind: 'unconfirmed', wireStatus: 'scanned' } });
    await enter(requestId, { kind: 'nothing-found', scans: [scan.body.exchangeId] });
    await confirm(requestId, 2);
    expect((await read(inquiry)).answers[0]).toMatchObject({ version: 2, outcome: { kind: 'nothing-found' } });
  });

  test.each([
    ['somebody else on the form', { kind: 'nothing-found', person: { name: '李小红', documentNumber: residentId(999_999) } }, ['/person/name', '/person/documentNumber']],
    ['a source that was not asked', { kind: 'found', assets: [asset({ source: 'deposit' })] }, ['/assets/0/source']],
    ['a debt, a day that is none, a number twice', { kind: 'found', assets: [asset({ value: { fen: -1, currency: 'CNY' }, openedOn: '2016-02-30' }), asset()] }, ['/assets/0/value/fen', '/assets/0/openedOn', '/assets/1/reference']],
    ['a unit code that cannot be one', { kind: 'found', assets: [asset({ key: { scheme: 'real-estate-unit', value: '12' } })] }, ['/assets/0/key/value']],
    ['found without anything', { kind: 'found' }, ['/assets']],
    ['nothing found with something', { kind: 'nothing-found', assets: [asset()] }, ['/assets']],
    ['refused without a reason', { kind: 'refused' }, ['/reason']],
    ['a scan of another letter', { kind: 'scanned', scans: [1] }, ['/scans']],
  ])('typed wrong: %s is refused by its field, and nothing of what was typed is repeated', async (_, body, fields) => {
    const { requestId } = await printed();
    const answer = await enter(requestId, body);
    expect([answer.status, answer.body.fields?.map(({ field }: { field: string }) => field)]).toEqual([400, fields]);
    expect(answer.text).not.toContain('李小红');
  });

  test('a scan that is none, lies about its type, breaks off or is too large is refused', async () => {
    const { batch } = await printed();
    const give = async (body: Buffer, type: string): Promise<string> => (await gateway.call('POST', `/api/v1/offline-batches/${batch}/scans`, { body, headers: { 'content-type': type } })).body.code;
    expect(await give(Buffer.from('MZ not a scan'), 'application/pdf')).toBe('scan-unreadable');
    expect(await give(PDF, 'image/png')).toBe('scan-unreadable');
    expect(await give(PDF.subarray(0, 20), 'application/pdf')).toBe('scan-unreadable');
    expect(await give(Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024)]), 'application/pdf')).toBe('body-too-large');
    expect(await give(PDF, 'application/zip')).toBe('media-type-unsupported');
    expect((await gateway.call('POST', '/api/v1/inquiries', { body: PDF, headers: { 'content-type': 'application/pdf' } })).body.code).toBe('media-type-unsupported');
    expect((await act(batch, 'scans')).body.code).toBe('media-type-unsupported');
  });

  test('before it is printed nothing can come back; sent before printed or twice is refused; closing with answers missing needs a reason', async () => {
    const inquiry = await onPaper();
    expect((await enter(requestOf(inquiry), { kind: 'nothing-found' })).body.code).toBe('state-change-invalid');
    const batch = await openBatch();
    expect((await act(batch, 'sent', { way: 'post' })).body.code).toBe('state-change-invalid');
    await act(batch, 'print');
    expect((await act(batch, 'sent', { way: 'post', sentAt: '2020-01-01T00:00:00Z' })).body.fields[0].field).toBe('/sentAt');
    expect((await act(batch, 'sent', { way: 'in-person' })).body).toMatchObject({ state: 'sent', sentWay: 'in-person', sentBy: 'the-officer' });
    expect((await act(batch, 'sent', { way: 'in-person' })).body.code).toBe('state-change-invalid');
    expect((await act(batch, 'assign', { login: 'nobody' }, 'supervisor')).body.fields[0].field).toBe('/login');
    expect((await act(batch, 'assign', { login: 'the-officer' }, 'supervisor')).body.assignedTo).toBe('the-officer');
    expect((await act(batch, 'close')).body.fields[0].field).toBe('/reason');
    expect((await act(batch, 'close', { reason: '机构撤并' })).body).toMatchObject({ state: 'closed', closeReason: '机构撤并' });
    for (const path of ['x', '00000000-0000-7000-8000-000000000000']) expect((await gateway.get(`/api/v1/offline-batches/${path}`)).body.code).toBe('offline-batch-unknown');
    for (const path of ['x', '99999999']) expect((await gateway.get(`/api/v1/offline-tasks/${path}`)).body.code).toBe('offline-task-unknown');
  });

  describe('by itself', () => {
    const clock = (printAfterMs: number): OfflineClock => {
      const { database, collector, offline } = gateway.parts;
      return new OfflineClock({ database, collector, ...offline, logger: silentLogger(), printAfterMs });
    };

    test('a batch that has collected long enough is printed; due soon it is reminded of, once', async () => {
      const inquiry = await onPaper();
      await clock(3600_000).turn(new Date());
      const batch = await openBatch();
      await clock(0).turn(new Date(Date.now() + 1000));
      expect((await gateway.get(`/api/v1/offline-batches/${batch}`)).body).toMatchObject({ state: 'printed', printedBy: 'gateway' });
      const soon = new Date(Date.parse(inquiry.answers[0].answerBy) - 3600_000);
      await clock(3600_000).turn(soon);
      await clock(3600_000).turn(soon);
      const told = await gateway.database.query.selectFrom('outbox').select('key').where('type', '=', 'offline-batch.due-soon').where('key', '=', batch).execute();
      expect(told).toHaveLength(1);
    });

    test('nobody answered in time: the inquiry completes and says so; what is typed later is merged', async () => {
      const { inquiry, requestId } = await printed();
      const late = new Date(Date.parse(inquiry.answers[0].answerBy) + 1000);
      await clock(3600_000).turn(late);
      expect((await read(inquiry)).missing[0].why).toMatch(/^deadline-passed: offline task, printed on .*, no answer came$/);
      await enter(requestId, { kind: 'nothing-found' });
      await confirm(requestId, 1);
      expect((await read(inquiry)).answers[0]).toMatchObject({ version: 2, way: 'offline', outcome: { kind: 'nothing-found' } });
    });

    test('it died between confirming and collecting: the clock finishes it, once', async () => {
      const { inquiry, requestId } = await printed();
      await enter(requestId, { kind: 'nothing-found' });
      const exchange = await gateway.parts.collector.exchange({
        requestId: null, institutionCode: '', operation: '', direction: 'in', attempt: 1, startedAtMs: 0, endedAtMs: 0, httpStatus: null, failure: null, sent: null, received: null,
      });
      await gateway.database.query.updateTable('offline_answer').set({ state: 'confirmed', checked_by: 'the-approver', checked_at: new Date(), exchange_id: exchange.id }).where('request_id', '=', requestId).execute();
      await clock(3600_000).turn(new Date());
      await gateway.database.query.updateTable('offline_answer').set({ outcome_version: null }).where('request_id', '=', requestId).execute();
      await clock(3600_000).turn(new Date());
      expect((await read(inquiry)).answers[0]).toMatchObject({ version: 1, outcome: { kind: 'nothing-found' } });
      expect((await gateway.get(`/api/v1/offline-tasks/${requestId}`)).body.answers).toMatchObject([{ state: 'confirmed', outcomeVersion: 1 }]);
    });

    test('a cancelled inquiry leaves the letter before it is printed', async () => {
      const gone = await onPaper();
      const stays = await onPaper();
      const batch = await openBatch();
      await gateway.post(`/api/v1/inquiries/${gone.id}/cancel`, {});
      await act(batch, 'print');
      const tasks = (await gateway.get(`/api/v1/offline-tasks?batch=${batch}`)).body.items;
      expect(tasks.map(({ requestId }: { requestId: number }) => requestId)).toEqual([requestOf(stays)]);
      expect((await gateway.get(`/api/v1/offline-tasks/${requestOf(gone)}`)).body.state).toBe('withdrawn');
    });

    test('as long as a register is asked first who the obligor is, its task waits for no letter', async () => {
      const inquiry = await onPaper();
      const [{ obligorId }] = inquiry.answers;
      const values = { inquiry_id: inquiry.id, obligor_id: obligorId };
      await gateway.database.query.insertInto('identity_key').values({ ...values, asked: [1], ask_by: new Date(Date.now() + 60_000) }).execute();
      const batchOf = async (): Promise<string | undefined> => {
        await clock(3600_000).turn(new Date());
        return (await gateway.get(`/api/v1/offline-tasks/${requestOf(inquiry)}`)).body.batchId;
      };
      expect(await batchOf()).toBeUndefined();
      await gateway.database.query.updateTable('identity_key').set({ decided_at: new Date(), why: 'confirmed' }).where('inquiry_id', '=', inquiry.id).execute();
      expect(await batchOf()).toBeDefined();
    });

    test('open tasks are counted by state and age', async () => {
      await onPaper();
      expect(await gateway.parts.offline.desk.store.depth()).toEqual(expect.arrayContaining([{ state: 'open', age: 'day', tasks: expect.any(Number) }]));
    });
  });
});
