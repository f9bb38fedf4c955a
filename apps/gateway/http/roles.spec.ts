import { ROLES } from '#libs/access';
import { RunningGateway } from '../testkit/running-gateway.js';

/** Who may do what, read as a person would check it; operators never see a case or an inquiry. */
const MAY = {
  'Cases-register': 'officer integration',
  'InstitutionHealth-list': 'officer approver supervisor auditor operator',
  'WorkList-list': 'officer approver supervisor auditor',
  'WorkList-search': 'officer approver supervisor auditor',
  'Needs-list': 'officer approver supervisor auditor',
  'Cases-list': 'officer approver supervisor auditor integration',
  'Cases-readByNumber': 'officer approver supervisor auditor integration',
  'Cases-read': 'officer approver supervisor auditor integration',
  'Cases-change': 'officer integration',
  'Cases-changeState': 'officer supervisor integration',
  'Obligors-acceptIdentity': 'officer',
  'Obligors-add': 'officer integration',
  'Obligors-change': 'officer integration',
  'Obligors-remove': 'officer integration',
  'Officers-register': 'supervisor integration',
  'Officers-list': 'officer approver supervisor auditor integration',
  'Officers-read': 'officer approver supervisor auditor integration',
  'Officers-change': 'supervisor integration',
  'Officers-suspend': 'supervisor integration',
  'Officers-reinstate': 'supervisor integration',
  'Registrations-put': 'supervisor integration',
  'Registrations-list': 'officer approver supervisor auditor integration',
  'Registrations-export': 'supervisor',
  'RegistrationTasks-list': 'supervisor auditor integration',
  'RegistrationTasks-report': 'supervisor integration',
  'RegistrationTasks-confirm': 'supervisor integration',
  'Approvals-list': 'officer approver supervisor auditor integration',
  'Approvals-read': 'officer approver supervisor auditor integration',
  'Approvals-decide': 'approver',
  'Approvals-withdraw': 'officer integration',
  'LegalBases-list': 'officer approver supervisor auditor operator integration',
  'Chains-chains': 'auditor',
  'Chains-ofCase': 'auditor',
  'ControlPolicies-read': 'officer approver supervisor auditor operator integration',
  'ControlPolicies-history': 'officer approver supervisor auditor operator integration',
  'ControlPolicies-put': 'supervisor operator',
  'LivingStandards-list': 'officer approver supervisor auditor integration',
  'LivingStandards-enter': 'supervisor',
  'LivingStandards-enterTable': 'supervisor',
  'Courts-list': 'officer approver supervisor auditor operator integration',
  'Courts-put': 'supervisor operator integration',
  'Institutions-list': 'officer approver supervisor auditor operator integration',
  'Institutions-add': 'operator',
  'Institutions-read': 'officer approver supervisor auditor operator integration',
  'Institutions-change': 'operator',
  'Institutions-takeOut': 'operator',
  'Institutions-putBack': 'operator',
  'Inquiries-create': 'officer integration',
  'Inquiries-read': 'officer approver supervisor auditor integration',
  'Inquiries-cancel': 'officer integration',
  'Inquiries-list': 'officer approver supervisor auditor integration',
  'Progress-events': 'officer approver supervisor auditor integration',
  'Evidence-facts': 'officer approver supervisor auditor',
  'Evidence-ofRequest': 'officer approver supervisor auditor',
  'Evidence-bytes': 'officer approver supervisor auditor',
  'Filings-file': 'integration',
  'Filings-list': 'officer approver supervisor auditor integration',
  'Filings-read': 'officer approver supervisor auditor integration',
  'Policies-list': 'officer approver supervisor auditor operator integration',
  'Policies-inForce': 'officer approver supervisor auditor operator integration',
  'Policies-put': 'supervisor operator',
  'RestoreTasks-list': 'officer approver supervisor auditor integration',
  'RestoreTasks-decide': 'officer supervisor integration',
  'Timing-timing': 'officer approver supervisor auditor integration',
  'Assets-ofInquiry': 'officer approver supervisor auditor integration',
  'Assets-ofCase': 'officer approver supervisor auditor integration',
  'ControlOrders-draft': 'officer integration',
  'ControlOrders-submit': 'officer integration',
  'ControlOrders-list': 'officer approver supervisor auditor integration',
  'ControlOrders-read': 'officer approver supervisor auditor integration',
  'ControlOrders-withdraw': 'officer integration',
  'ControlOrders-settle': 'approver supervisor',
  'ControlOrders-arrived': 'officer integration',
  'Measures-ofCase': 'officer approver supervisor auditor integration',
  'Measures-ledger': 'officer approver supervisor auditor integration',
  'Measures-proposal': 'officer approver supervisor auditor integration',
  'Measures-draftProposal': 'officer integration',
  'Measures-handOver': 'officer supervisor integration',
  'Measures-expiring': 'officer approver supervisor auditor integration',
  'Measures-tasks': 'officer approver supervisor auditor integration',
  'Measures-settleTask': 'officer supervisor integration',
  'MeasurePapers-linkedSeals': 'officer approver supervisor auditor integration',
  'MeasurePapers-preservationNotice': 'officer approver supervisor auditor integration',
  'MeasurePapers-record': 'officer approver supervisor auditor integration',
  'ControlBatches-create': 'officer integration',
  'ControlBatches-read': 'officer approver supervisor auditor integration',
  'ControlBatches-list': 'officer approver supervisor auditor integration',
  'ControlBatches-lines': 'officer approver supervisor auditor integration',
  'ControlBatches-cancel': 'officer supervisor integration',
  'Leads-register': 'officer integration',
  'Leads-ofCase': 'officer approver supervisor auditor integration',
  'Leads-list': 'officer approver supervisor auditor integration',
  'Leads-read': 'officer approver supervisor auditor integration',
  'Leads-letter': 'officer approver supervisor auditor integration',
  'Leads-assign': 'officer supervisor integration',
  'Leads-check': 'officer integration',
  'Leads-tell': 'officer integration',
  'Leads-link': 'officer integration',
  'CaseFacts-account': 'officer approver supervisor auditor integration',
  'CaseFacts-putAccount': 'supervisor integration',
  'CaseFacts-bankruptcy': 'officer integration',
  'CaseFacts-livingReserve': 'officer integration',
  'CaseFacts-list': 'officer approver supervisor auditor integration',
  'CaseFacts-object': 'officer integration',
  'CaseFacts-answer': 'officer supervisor integration',
  'ControlLetters-print': 'officer',
  'ControlLetters-read': 'officer approver supervisor auditor',
  'ControlLetters-papers': 'officer approver supervisor auditor',
  'ControlLetters-form': 'officer approver supervisor auditor',
  'LetterList-list': 'officer approver supervisor auditor',
  'ControlLetters-deliver': 'officer',
  'ControlLetters-returned': 'officer',
  'ControlLetters-addScan': 'officer',
  'ControlLetters-enter': 'officer',
  'ControlLetters-confirm': 'officer approver',
  'ControlLetters-reject': 'officer approver',
  'ControlDocuments-attach': 'officer integration',
  'ControlDocuments-bytes': 'officer approver supervisor auditor integration',
  'OfflineBatches-list': 'officer supervisor auditor',
  'OfflineBatches-read': 'officer supervisor auditor',
  'OfflineBatches-print': 'officer',
  'OfflineBatches-letter': 'officer supervisor auditor',
  'OfflineBatches-returnForm': 'officer supervisor auditor',
  'OfflineBatches-sent': 'officer',
  'OfflineBatches-assign': 'officer supervisor',
  'OfflineBatches-close': 'officer supervisor',
  'OfflineBatches-addScan': 'officer',
  'OfflineTasks-list': 'officer supervisor auditor',
  'OfflineTasks-read': 'officer supervisor auditor',
  'OfflineTasks-enter': 'officer',
  'OfflineTasks-confirm': 'officer approver',
  'OfflineTasks-reject': 'officer approver',
  'BulkInquiries-create': 'officer integration',
  'BulkInquiries-list': 'officer supervisor auditor integration',
  'BulkInquiries-template': 'officer supervisor auditor integration',
  'BulkInquiries-read': 'officer supervisor auditor integration',
  'BulkInquiries-rows': 'officer supervisor auditor integration',
  'BulkInquiries-report': 'officer supervisor auditor integration',
  'SignIn-session': 'officer approver supervisor auditor operator integration',
  'Sessions-list': 'officer approver supervisor auditor operator integration',
  'Sessions-revoke': 'officer approver supervisor auditor operator integration',
  'Identities-disable': 'operator',
  'Identities-enable': 'operator',
  'CaseMembers-list': 'officer approver supervisor auditor integration',
  'CaseMembers-add': 'officer supervisor',
  'CaseMembers-remove': 'officer supervisor',
  'AccessGrants-give': 'officer approver supervisor auditor',
  'AccessGrants-list': 'officer approver supervisor auditor',
  'AccessGrants-end': 'officer approver supervisor auditor',
  'Notices-list': 'supervisor auditor',
  'Notices-see': 'supervisor',
  'Notices-settle': 'supervisor',
  'AuditEvents-list': 'supervisor auditor',
  'PersonReports-make': 'auditor',
  'Me-me': 'officer approver supervisor auditor operator integration',
} as const;

type Operations = Record<string, Record<string, { operationId: string; security?: unknown }>>;

describe('who may do what', () => {
  let gateway: RunningGateway;
  let operations: { id: string; method: string; path: string }[];

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    const { paths } = (await gateway.get('/api/openapi.json', { as: null })).body as { paths: Operations };
    operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { security }]) => security !== undefined)
        .map(([method, { operationId }]) => ({ id: operationId, method: method.toUpperCase(), path: path.replaceAll(/\{\w+\}/g, 'x') })),
    );
  });
  afterAll(() => gateway.close());

  test('every route that asks for a token is in the table, and nothing else', () => {
    expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(MAY).sort());
  });

  test.each(ROLES)('%s: let in where the table says so, refused with role-missing elsewhere, nothing in between', async (role) => {
    const allowed: string[] = [];
    for (const { id, method, path } of operations) {
      const answer = await gateway.call(method, path, { as: role, ...(method === 'GET' || method === 'DELETE' ? {} : { body: {} }) });
      if (answer.body.code !== 'role-missing') allowed.push(id);
      else expect(answer.status).toBe(403);
      expect(answer.status).toBeLessThan(500);
    }
    expect(allowed.sort()).toEqual(Object.entries(MAY).filter(([, roles]) => roles.split(' ').includes(role)).map(([id]) => id).sort());
  });
});
