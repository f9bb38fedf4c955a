import { isReadEvent, type AuditEvent } from '#contracts/audit';
import { FILLED_WITHIN_MS } from '../testkit/filled-court.js';
import { withEverything, type Everything } from '../testkit/every-route.js';
import { RunningGateway } from '../testkit/running-gateway.js';

/**
 * What each route gives away, read as a person would check it: the audit event that is written before data of people leaves, or why there is
 * none of it. A new route has to be put here.
 */
const GIVES: Readonly<Record<string, AuditEvent | { readonly none: string }>> = {
  'Cases-register': 'case.registered',
  'Cases-list': { none: 'case numbers and amounts; the people in a case are not in the list' },
  'InstitutionHealth-list': { none: 'counts of answers by institution' },
  'WorkList-list': { none: 'case numbers, amounts and counts; the people in a case are not in the list' },
  'WorkList-search': 'case.searched',
  'Needs-list': { none: 'case numbers, days and counts; the people in a case are not in the list' },
  'Cases-readByNumber': 'case.read',
  'Cases-read': 'case.read',
  'Cases-change': 'case.changed',
  'Cases-changeState': 'case.changed',
  'Obligors-add': 'obligor.added',
  'Obligors-change': 'obligor.changed',
  'Obligors-acceptIdentity': 'obligor.identity-accepted',
  'Obligors-remove': 'obligor.changed',
  'Officers-register': 'officer.changed',
  'Officers-list': 'officer.read',
  'Officers-read': 'officer.read',
  'Officers-change': 'officer.changed',
  'Officers-suspend': 'officer.suspended',
  'Officers-reinstate': 'officer.reinstated',
  'Registrations-put': { none: 'officers in their office, and where they are registered' },
  'Registrations-list': { none: 'officers in their office, and where they are registered' },
  'Registrations-export': { none: 'officers in their office, and where they are registered' },
  'RegistrationTasks-list': { none: 'officers in their office, and where they are registered' },
  'RegistrationTasks-report': { none: 'officers in their office, and where they are registered' },
  'RegistrationTasks-confirm': { none: 'officers in their office, and where they are registered' },
  'Approvals-list': { none: 'what is to be asked or ordered; people and things are masked for everybody' },
  'Approvals-read': 'control.read',
  'Approvals-decide': 'approval.decided',
  'Approvals-withdraw': 'approval.withdrawn',
  'LegalBases-list': { none: 'articles of the law' },
  'CaseMembers-list': { none: 'logins of those who take part in a case' },
  'CaseMembers-add': { none: 'logins of those who take part in a case' },
  'CaseMembers-remove': { none: 'logins of those who take part in a case' },
  'AccessGrants-give': { none: 'reasons of the caller' },
  'AccessGrants-list': { none: 'reasons of the caller' },
  'AccessGrants-end': { none: 'reasons of the caller' },
  'Chains-chains': { none: 'lengths and digests of chains' },
  'Chains-ofCase': 'evidence.exported',
  'ControlPolicies-read': { none: 'what a court sets about measures' },
  'ControlPolicies-history': { none: 'what a court sets about measures' },
  'ControlPolicies-put': 'control.policy-changed',
  'LivingStandards-list': { none: 'published standards' },
  'LivingStandards-enter': { none: 'published standards' },
  'LivingStandards-enterTable': { none: 'published standards' },
  'Courts-list': { none: 'courts' },
  'Courts-put': { none: 'courts' },
  'Institutions-list': { none: 'institutions' },
  'Institutions-add': { none: 'institutions' },
  'Institutions-read': { none: 'institutions' },
  'Institutions-change': { none: 'institutions' },
  'Institutions-takeOut': { none: 'institutions' },
  'Institutions-putBack': { none: 'institutions' },
  'Inquiries-create': 'inquiry.accepted',
  'Inquiries-read': 'inquiry.read',
  'Inquiries-cancel': 'inquiry.cancelled',
  'Inquiries-list': 'inquiry.read',
  'Progress-events': 'inquiry.read',
  'Evidence-facts': 'evidence.read',
  'Evidence-ofRequest': 'evidence.read',
  'Evidence-bytes': 'evidence.read',
  'Filings-file': 'filing.received',
  'Filings-list': { none: 'numbers of filings and parties; names stand in the case only' },
  'Filings-read': { none: 'numbers of a filing and its parties; names stand in the case only' },
  'Policies-list': { none: 'what is asked by itself' },
  'Policies-inForce': { none: 'what is asked by itself' },
  'Policies-put': { none: 'what is asked by itself' },
  'RestoreTasks-list': { none: 'case numbers and days' },
  'RestoreTasks-decide': { none: 'a case number and days' },
  'Timing-timing': 'timing.read',
  'Assets-ofInquiry': 'assets.read',
  'Assets-ofCase': 'assets.read',
  'ControlOrders-draft': 'control.order-changed',
  'ControlOrders-submit': 'approval.requested',
  'ControlOrders-list': { none: 'orders by number, without people and things' },
  'ControlOrders-read': 'control.read',
  'ControlOrders-withdraw': 'control.order-changed',
  'ControlOrders-settle': 'control.order-changed',
  'ControlOrders-arrived': { none: 'nothing' },
  'Measures-ofCase': 'control.read',
  'Measures-ledger': 'control.read',
  'Measures-proposal': 'control.read',
  'Measures-draftProposal': 'control.order-changed',
  'Measures-handOver': 'control.measure-changed',
  'Measures-expiring': { none: 'measures by id and day, without people and things' },
  'Measures-tasks': { none: 'tasks by number, without people and things' },
  'Measures-settleTask': { none: 'a task by number, without people and things' },
  'MeasurePapers-linkedSeals': 'control.read',
  'MeasurePapers-preservationNotice': 'control.document-read',
  'MeasurePapers-record': 'control.document-read',
  'ControlBatches-create': { none: 'what is ordered, by numbers of measures' },
  'ControlBatches-list': { none: 'counts' },
  'ControlBatches-read': { none: 'counts' },
  'ControlBatches-lines': { none: 'measures, cases and orders by number, and rules of law' },
  'ControlBatches-cancel': { none: 'counts' },
  'CaseFacts-account': 'control.account-read',
  'CaseFacts-putAccount': 'control.account-changed',
  'CaseFacts-bankruptcy': 'control.obligor-changed',
  'CaseFacts-livingReserve': 'control.obligor-changed',
  'CaseFacts-list': 'control.read',
  'CaseFacts-object': 'control.objection-changed',
  'CaseFacts-answer': 'control.objection-changed',
  'ControlDocuments-attach': 'control.document-attached',
  'ControlDocuments-bytes': 'control.document-read',
  'ControlLetters-print': { none: 'a letter by number, and no reply yet' },
  'ControlLetters-read': 'control.read',
  'ControlLetters-papers': 'control.document-read',
  'ControlLetters-form': 'control.document-read',
  'LetterList-list': { none: 'orders by number, without the things they are about' },
  'ControlLetters-deliver': { none: 'a letter by number, and no reply yet' },
  'ControlLetters-returned': { none: 'a letter by number, and no reply yet' },
  'ControlLetters-addScan': { none: 'the number of the scan' },
  'ControlLetters-enter': 'control.reply-entered',
  'ControlLetters-confirm': 'control.reply-confirmed',
  'ControlLetters-reject': 'control.reply-rejected',
  'Leads-register': 'lead.registered',
  'Leads-ofCase': 'lead.read',
  'Leads-list': { none: 'leads by case number and day, without the people in them and what they say' },
  'Leads-read': 'lead.read',
  'Leads-letter': 'lead.letter-read',
  'Leads-assign': 'lead.assigned',
  'Leads-check': 'lead.checked',
  'Leads-tell': 'lead.told',
  'Leads-link': 'lead.linked',
  'OfflineBatches-list': { none: 'batches without the people in them' },
  'OfflineBatches-read': { none: 'a batch without the people in it' },
  'OfflineBatches-print': { none: 'a batch without the people in it; the letter is read by itself' },
  'OfflineBatches-letter': 'offline-batch.read',
  'OfflineBatches-returnForm': 'offline-batch.read',
  'OfflineBatches-sent': { none: 'a batch without the people in it' },
  'OfflineBatches-assign': { none: 'a batch without the people in it' },
  'OfflineBatches-close': { none: 'a batch without the people in it' },
  'OfflineBatches-addScan': { none: 'the number of the scan' },
  'OfflineTasks-list': { none: 'tasks without the people in them' },
  'OfflineTasks-read': 'offline-task.read',
  'OfflineTasks-enter': 'offline-answer.entered',
  'OfflineTasks-confirm': 'offline-answer.confirmed',
  'OfflineTasks-reject': 'offline-answer.rejected',
  'BulkInquiries-create': { none: 'how many rows were taken in' },
  'BulkInquiries-list': { none: 'how far each is' },
  'BulkInquiries-template': { none: 'headings' },
  'BulkInquiries-read': { none: 'how far it is' },
  'BulkInquiries-rows': 'bulk-inquiry.read',
  'BulkInquiries-report': 'bulk-inquiry.read',
  'SignIn-login': { none: 'an address of the identity provider' },
  'SignIn-callback': { none: 'sets a cookie' },
  'SignIn-logout': { none: 'an address of the identity provider' },
  'SignIn-discovery': { none: 'what the identity provider publishes' },
  'SignIn-session': { none: 'who the caller is' },
  'Sessions-list': 'sign-in.read',
  'Sessions-revoke': { none: 'nothing' },
  'Identities-disable': { none: 'nothing' },
  'Identities-enable': { none: 'nothing' },
  'Notices-list': 'supervision.read',
  'Notices-see': 'supervision.seen',
  'Notices-settle': 'supervision.settled',
  'AuditEvents-list': 'audit.read',
  'PersonReports-make': 'person-report.read',
  'Me-me': { none: 'who the caller is' },
  'Health-live': { none: 'health of the process' },
  'Health-ready': { none: 'health of the process' },
  'Health-dependency': { none: 'health of the process' },
  'Metrics-page': { none: 'counts' },
};

type Operations = Record<string, Record<string, { operationId: string }>>;

describe('every read of personal data is an act', () => {
  let gateway: RunningGateway;
  let there: Everything;

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    there = await withEverything(gateway);
  }, FILLED_WITHIN_MS);
  afterAll(() => gateway.close());

  const operations = async () => {
    const { paths } = (await gateway.get('/api/openapi.json', { as: null })).body as { paths: Operations };
    return Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { operationId }]) => ({ id: operationId, method, path })));
  };
  const audited = async () => (await gateway.audit()).map(({ event, result }) => `${event} ${result}`);
  const statements = async () => (await gateway.database.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM evidence_pending WHERE kind = 1')).rows[0]!.n;

  test('every route is in the table, and nothing else', async () => {
    expect((await operations()).map(({ id }) => id).sort()).toEqual(Object.keys(GIVES).sort());
  });

  test('every route that is read and gives data away is called below', async () => {
    const reads = (await operations()).filter(({ id, method }) => method === 'get' && typeof GIVES[id] === 'string').map(({ id }) => id);
    expect([...new Set([...there.reads.map(({ id }) => id)])].sort()).toEqual([...reads, 'PersonReports-make', 'WorkList-search'].sort());
  });

  test('each read writes its entry with one statement, and shows what it was asked for', async () => {
    for (const { id, call } of there.reads) {
      const [before, statementsBefore] = [(await audited()).length, await statements()];
      const answer = await call();
      const added = (await audited()).slice(before);
      expect({ id, status: answer.status, added: [...new Set(added)], statements: (await statements()) - statementsBefore }).toEqual({
        id, status: 200, added: [`${String(GIVES[id])} success`], statements: 1,
      });
    }
  });

  test('somebody who looks on reads in full: the entry of the read says so, and there is no second one', async () => {
    for (const { id, path } of there.lookedOn) {
      const before = (await gateway.audit()).length;
      const answer = await gateway.get(`/api/v1/${path}`, { as: 'auditor', headers: { 'personal-data': 'full' } });
      const added = (await gateway.audit()).slice(before).map(({ event, result, reason }) => [event, result, /unmasked$/.test(reason ?? '')]);
      expect({ id, status: answer.status, added: [...new Set(added.map(String))] }).toEqual({ id, status: 200, added: [`${String(GIVES[id])},success,true`] });
    }
    expect(there.lookedOn.length).toBeGreaterThan(9);
  });

  test('what has no entry of its own is read in full by somebody who looks on: one that says so', async () => {
    const before = (await gateway.audit()).length;
    await gateway.get('/api/v1/cases', { as: 'auditor', headers: { 'personal-data': 'full' } });
    expect((await gateway.audit()).slice(before)).toMatchObject([{ event: 'personal-data.unmasked', actor: 'the-auditor', reason: 'unmasked: GET /api/v1/cases' }]);
  });

  test('each read of a case says whom it told of, or tells of the whole case', async () => {
    for (const { id, call } of there.reads) {
      const event = GIVES[id] as AuditEvent;
      if (!isReadEvent(event)) continue;
      await call();
      const [last] = (await gateway.database.pool.query<{ case_id: string | null; obligors: string[] | null }>('SELECT case_id, obligors FROM audit_event ORDER BY id DESC LIMIT 1')).rows;
      const ofCase = id.startsWith('BulkInquiries') ? null : there.caseId;
      expect({ id, case: last!.case_id }).toEqual({ id, case: ofCase });
      for (const obligor of last!.obligors ?? []) expect(there.obligorIds).toContain(obligor);
    }
  });

  test('where the entry cannot be written, nothing leaves', async () => {
    await gateway.database.pool.query(`CREATE FUNCTION refuse_audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk full' USING ERRCODE = '53100'; END $$`);
    await gateway.database.pool.query('CREATE TRIGGER refuse BEFORE INSERT ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit()');
    try {
      for (const { id, call } of there.reads) {
        const { status, text } = await call();
        expect({ id, status, said: status >= 500 && /"code":"[a-z-]+"/.test(text), names: there.secrets.filter((secret) => text.includes(secret)) }).toEqual({ id, status: expect.any(Number), said: true, names: [] });
      }
    } finally {
      await gateway.database.pool.query('DROP TRIGGER refuse ON audit_event');
    }
  });

  test('what is said to give nothing away names nobody', async () => {
    for (const { id, path } of (await operations()).filter(({ id, method }) => method === 'get' && typeof GIVES[id] !== 'string')) {
      const { text } = await gateway.get(there.fill(path), { as: id.startsWith('Me') || id.startsWith('SignIn') ? 'officer' : 'auditor' });
      expect({ id, names: there.secrets.filter((secret) => text.includes(secret)) }).toEqual({ id, names: [] });
    }
  });
});
