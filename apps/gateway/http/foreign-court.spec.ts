import { generateToken, provisionIdentity, ROLES, type Role } from '#libs/access';
import { addressOf, FILLED_WITHIN_MS, fillCourt, nothingThere, type FilledCourt } from '../testkit/filled-court.js';
import { RunningGateway, until, type Answer } from '../testkit/running-gateway.js';
import { caseBody, COURT, officerBody, person, PUSH, residentId } from '../testkit/sample-data.js';

type Operations = Record<string, Record<string, { operationId: string; security?: unknown }>>;

interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
}

const REASON = '核查本案的查控记录是否完整';
const OWED = { principalFen: 1, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 };

/** Bodies that would be taken, so that no refusal is only about their form; identifiers in them are those of the court, or nobody's. */
const BODIES: Readonly<Record<string, (ids: FilledCourt) => unknown>> = {
  'Cases-register': ({ caseNumber, officerId }) => ({ ...caseBody([officerId]), caseNumber }),
  'Cases-change': ({ officerId }) => ({ version: 1, officerIds: [officerId] }),
  'Cases-changeState': () => ({ state: 'suspended' }),
  'Obligors-add': () => person(4321),
  'Obligors-change': () => ({ version: 1, name: '王大明' }),
  'Obligors-acceptIdentity': ({ requestId }) => ({ version: 1, requestId: Number(requestId), match: 'exact' }),
  'Officers-register': ({ court }) => ({ ...officerBody(5), courtCode: court }),
  'Officers-change': () => ({ name: '王五' }),
  'Courts-put': () => ({ name: '某法院', parentCode: '浙' }),
  'Inquiries-create': ({ caseId, obligorId }) => ({ caseId, obligorIds: [obligorId], purpose: '立案查控' }),
  'Filings-file': ({ caseNumber, officerId }) => ({
    filingNumber: 'RW-2', caseNumber, filedOn: '2016-05-03', cause: '买卖合同纠纷', owed: OWED, officers: [{ id: officerId }], parties: [{ ...person(7), number: '1', role: 'obligor' }],
  }),
  'ControlPolicies-put': () => ({ version: 0, content: { answerWithinSeconds: 7200 } }),
  'Policies-put': ({ court }) => ({ courtCode: court, content: {} }),
  'RestoreTasks-decide': () => ({ decision: 'not-restored', reason: '已另案处理' }),
  'OfflineBatches-sent': () => ({ way: 'post' }),
  'OfflineBatches-assign': ({ login }) => ({ login }),
  'OfflineBatches-close': () => ({ reason: '不再等待' }),
  'OfflineTasks-enter': () => ({ kind: 'nothing-found', person: { name: '王小明', documentNumber: residentId(1234) } }),
  'OfflineTasks-reject': () => ({ reason: '与回执不符' }),
  'Identities-disable': () => ({ reason: '调离执行局' }),
  'Identities-enable': () => ({ reason: '调回执行局' }),
  'Officers-suspend': () => ({ reason: '工作证换发中' }),
  'Approvals-decide': () => ({ decision: 'approve' }),
  'RegistrationTasks-report': () => ({ reference: '备1号' }),
  'Registrations-put': ({ officerId }) => ({ officerIds: [officerId], institutionCodes: [PUSH], state: 'requested' }),
  'CaseMembers-add': () => ({ login: 'somebody', part: 'registrar' }),
  'ControlOrders-draft': ({ requestId }) => ({ orders: [{ operation: 'freeze', found: { requestId: Number(requestId), reference: '1' }, reason: '冻结' }] }),
  'ControlOrders-submit': ({ orderId }) => ({ orderIds: [Number(orderId)], approver: 'the-approver' }),
  'ControlOrders-withdraw': () => ({ reason: '不再需要' }),
  'ControlOrders-settle': () => ({ as: 'refused', reason: '电话核实未办理' }),
  'ControlOrders-arrived': () => ({ fen: 1, day: '2026-11-26' }),
  'Measures-draftProposal': () => ({ digest: '0'.repeat(64), reason: '冻结' }),
  'Measures-handOver': ({ caseId }) => ({ toCaseId: caseId, reason: '移交' }),
  'Measures-settleTask': () => ({ reason: '已办理' }),
  'ControlBatches-cancel': () => ({ reason: '不再需要' }),
  'CaseFacts-putAccount': () => ({ accountName: '执行款专户', bankName: '样例银行', bankNumber: '931331000019', accountNumber: '19990101040000001', version: 1 }),
  'CaseFacts-bankruptcy': () => ({ acceptedOn: '2026-11-01', court: '浙01' }),
  'CaseFacts-livingReserve': () => ({ fen: 100, reason: '必需生活费用' }),
  'CaseFacts-object': () => ({ receivedOn: '2026-11-01', grounds: '专用账户' }),
  'CaseFacts-answer': () => ({ finding: 'rejected', answer: '不成立' }),
  'Leads-register': () => ({ givenAs: 'applicant', giver: '虚构申请人', receivedOn: '2016-05-03', channel: 'phone', property: 'deposit', description: '某行有存款' }),
  'Leads-assign': () => ({ version: 1, owner: 'the-officer' }),
  'Leads-check': () => ({ version: 1, finding: 'found', text: '属实' }),
  'Leads-tell': () => ({ version: 1, way: 'post', on: '2026-11-02', text: '已告知' }),
  'Leads-link': ({ inquiryId }) => ({ version: 1, inquiryId }),
  'AccessGrants-give': ({ caseId }) => ({ caseId, purpose: 'emergency-cover', reason: REASON }),
};

/** What belongs to no court; or is a file, see below. */
const NOT_OF_A_COURT = ['Institutions-list', 'InstitutionHealth-list', 'Institutions-read', 'Institutions-add', 'Institutions-change', 'Institutions-takeOut', 'Institutions-putBack', 'Courts-list', 'BulkInquiries-create', 'ControlBatches-create', 'BulkInquiries-template', 'LegalBases-list', 'SignIn-session', 'Me-me'];

/** What nobody of another court may change. Refusals are written down, and people of the other court are there too. */
const STATE = `SELECT md5(string_agg(row, '|' ORDER BY row)) AS state FROM (
  SELECT 'case' || t::text AS row FROM case_file t UNION ALL SELECT 'obligor' || t::text FROM obligor t UNION ALL SELECT 'member' || t::text FROM case_member t
  UNION ALL SELECT 'officer' || t::text FROM officer t UNION ALL SELECT 'court' || t::text FROM court t UNION ALL SELECT 'inquiry' || t::text FROM inquiry t
  UNION ALL SELECT 'filing' || t::text FROM filing t UNION ALL SELECT 'policy' || t::text FROM inquiry_policy t UNION ALL SELECT 'control policy' || t::text FROM control_policy t UNION ALL SELECT 'restore' || t::text FROM restore_task t
  UNION ALL SELECT 'batch' || t::text FROM offline_batch t UNION ALL SELECT 'typed' || t::text FROM offline_answer t UNION ALL SELECT 'grant' || t::text FROM access_grant t
  UNION ALL SELECT 'order' || t::text FROM control_order t UNION ALL SELECT 'measure' || t::text FROM control_measure t UNION ALL SELECT 'control task' || t::text FROM control_task t
  UNION ALL SELECT 'lead' || t::text FROM lead t UNION ALL SELECT 'lead step' || t::text FROM lead_event t UNION ALL SELECT 'objection' || t::text FROM control_objection t UNION ALL SELECT 'account' || t::text FROM case_account t UNION ALL SELECT 'paper' || t.id FROM control_document t
  UNION ALL SELECT 'approval' || t::text FROM approval t UNION ALL SELECT 'registered' || t::text FROM officer_registration t
  UNION ALL SELECT 'to tell' || t::text FROM officer_registration_task t UNION ALL SELECT 'bulk' || t::text FROM bulk_inquiry t UNION ALL SELECT 'batch order' || t::text FROM control_batch t UNION ALL SELECT 'batch line' || t::text FROM control_batch_line t UNION ALL SELECT 'session' || t::text FROM sign_in_session t UNION ALL SELECT 'who' || t::text FROM access_identity t) AS rows`;

describe('people of another court', () => {
  let gateway: RunningGateway;
  let there: FilledCourt;
  let operations: Operation[];
  const nothing = nothingThere();
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    there = await fillCourt(gateway);
    for (const [code, parentCode] of [['浙', undefined], ['浙01', '浙'], ['浙02', '浙'], ['浙0201', '浙02'], [COURT.code, '浙01']] as const) {
      await gateway.call('PUT', `/api/v1/courts/${encodeURIComponent(code)}`, { as: 'operator', body: { name: `${code}法院`, ...(parentCode === undefined ? {} : { parentCode }) } });
    }
    for (const courtCode of ['浙0201', '浙02', COURT.code]) for (const role of ROLES) await provide(role, courtCode);
    const { paths } = (await gateway.get('/api/openapi.json', { as: null })).body as { paths: Operations };
    operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { operationId, security }]) => security !== undefined && !NOT_OF_A_COURT.includes(operationId))
        .map(([method, { operationId }]) => ({ id: operationId, method: method.toUpperCase(), path })),
    );
  }, FILLED_WITHIN_MS);
  afterAll(() => gateway.close());

  async function provide(role: Role, courtCode: string): Promise<void> {
    const token = generateToken();
    tokens.set(`${role} ${courtCode}`, token.reveal());
    await provisionIdentity(gateway.database, { login: `${role}-of-${courtCode}`, displayName: '外院人员', kind: role === 'integration' ? 'system' : 'person', courtCode, roles: [role] }, token);
  }

  const send = (operation: Operation, ids: FilledCourt, who: string): Promise<Answer> => {
    const body = operation.method === 'GET' || operation.method === 'DELETE' ? {} : { body: BODIES[operation.id]?.(ids) ?? {} };
    return gateway.call(operation.method, addressOf(operation.path, ids), { as: null, headers: { authorization: `Bearer ${tokens.get(who)}` }, ...body });
  };
  const stateNow = async (): Promise<string> => (await gateway.database.pool.query(STATE)).rows[0].state;

  test('every route with an identifier is tried with one that exists', () => {
    const open = operations.filter(({ path }) => addressOf(path, there).includes('{')).map(({ path }) => path);
    expect(open).toEqual([]);
  });

  test.each(ROLES.flatMap((role) => [[role, '浙0201'], [role, '浙02']] as const))('%s of %s, on every route: what exists and what does not look the same, and nothing changes', async (role, court) => {
    const before = await stateNow();
    const different: unknown[] = [];
    for (const operation of operations) {
      const [real, none] = [await send(operation, there, `${role} ${court}`), await send(operation, nothing, `${role} ${court}`)];
      const [seen, unseen] = [told(real), told(none)];
      if (JSON.stringify(seen) !== JSON.stringify(unseen)) different.push([operation.id, seen, unseen]);
      const named = /\{/.test(operation.path) && real.status < 400;
      const leaks = [there.caseId, there.inquiryId, there.caseNumber, there.officerId, there.bulkId, there.sessionId, '王小明'].filter((text) => real.text.includes(text));
      if (named || leaks.length > 0 || real.status >= 500) different.push([operation.id, real.status, leaks]);
    }
    expect(different).toEqual([]);
    expect(await stateNow()).toBe(before);
  });

  test.each(['officer', 'approver'] as const)('%s of the court who takes no part: refused everywhere, told that a reason opens it, and nothing changes', async (role) => {
    const before = await stateNow();
    for (const operation of operations) {
      const about = ['{caseId}', '{caseNumber}', '{inquiryId}', '{exchangeId}', '{filingId}', '{taskId}', '{orderId}', '{measureId}', '{objectionId}', '{leadId}'].some((part) => operation.path.includes(part));
      if (!about && operation.id !== 'Inquiries-create') continue;
      const { status, body } = await send(operation, there, `${role} ${COURT.code}`);
      expect([operation.id, status, body.code]).toEqual([operation.id, 403, body.code === 'role-missing' ? 'role-missing' : 'reason-needed']);
    }
    expect(await stateNow()).toBe(before);
  });

  test.each(['supervisor', 'auditor'] as const)('%s of the court without a reason: the case is in the list, nobody in it is shown', async (role) => {
    const who = { as: null, headers: { authorization: `Bearer ${tokens.get(`${role} ${COURT.code}`)}` } };
    expect((await gateway.get('/api/v1/cases', who)).text).toContain(there.caseNumber);
    for (const path of [`cases/${there.caseId}`, `inquiries/${there.inquiryId}`, `cases/${there.caseId}/assets`, `exchanges/${there.exchangeId}`, `offline-batches/${there.batchId}/letter`]) {
      expect((await gateway.get(`/api/v1/${path}`, who)).body.code).toBe('reason-needed');
    }
  });

  test('a refusal is on record with the case, which the caller is not told', async () => {
    await gateway.get(`/api/v1/inquiries/${there.inquiryId}`, { as: null, headers: { authorization: `Bearer ${tokens.get('officer 浙0201')}` } });
    expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'access.refused', actor: 'officer-of-浙0201', reason: 'inquiry-unknown: GET /api/v1/inquiries/:inquiryId', case_id: there.caseId });
  });

  test('rows of a file that name a case of another court, or one without part: as if there were none, nobody is asked', async () => {
    const inquiries = await gateway.count('inquiry');
    for (const who of ['officer 浙0201', `officer ${COURT.code}`, 'integration 浙0201']) {
      const authorization = `Bearer ${tokens.get(who)}`;
      const file = Buffer.from(`案号,被执行人,证件号码\n${there.caseNumber},王小明,${residentId(1234)}\n${nothing.caseNumber},王小明,${residentId(1234)}\n`);
      const { body } = await gateway.call('POST', '/api/v1/bulk-inquiries', { as: null, body: file, headers: { authorization, 'content-type': 'text/csv' } });
      const read = () => gateway.get(`/api/v1/bulk-inquiries/${body.id}/rows`, { as: null, headers: { authorization } });
      await until(async () => (await read()).body.items.every(({ state }: { state: string }) => state !== 'waiting'));
      const [real, none] = (await read()).body.items;
      expect([real.code, real.faults]).toEqual([none.code, none.faults]);
    }
    expect(await gateway.count('inquiry')).toBe(inquiries);
  });
});

/** All a caller can see, but for the number and the moment of the call. */
function told({ status, headers, body, text }: Answer): unknown {
  const problem = typeof body === 'object' && body !== null && 'instance' in body ? { ...body, instance: undefined } : text.replace(/"lagMs":\d+/, '');
  const seen = [...headers].filter(([name]) => !['x-correlation-id', 'date', 'content-length', 'watermark', 'content-disposition'].includes(name));
  return [status, problem, seen];
}
