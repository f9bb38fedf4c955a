import { AnchorFile, AnchorWriter, Sealer, VerifyingKey, verifyExport } from '#libs/evidence';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunningGateway } from '../testkit/running-gateway.js';
import { COURT, PUSH, withOpenCase } from '../testkit/sample-data.js';

describe('evidence chains over HTTP', () => {
  let gateway: RunningGateway;
  let folder: string;
  let caseId: string;
  let obligorId: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chakong-chains-'));
    gateway = await RunningGateway.start();
    const made = await withOpenCase(gateway);
    caseId = made.caseId;
    obligorId = made.obligorIds[0]!;
    const asked = (await ask()).body;
    await gateway.institutions.answer(asked, PUSH, { kind: 'nothing-found' }, { sent: Buffer.from('问'), received: Buffer.from([0, 255]), tookMs: 1 });
    await seal();
  });
  afterAll(async () => {
    await gateway.close();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = () => gateway.post('/api/v1/inquiries', { caseId, obligorIds: [obligorId], purpose: '立案查控' });
  const seal = async (): Promise<void> => {
    const { store, key } = gateway.parts.evidence;
    const installation = await store.installation();
    const anchors = new AnchorWriter({ store, installation, key, file: new AnchorFile(join(folder, 'anchors')), everyMs: 1000 });
    await new Sealer({ store, installation, algorithm: 'sm3', anchors }).stop();
  };

  test('the auditor sees every chain, its end, and when it was last signed; the look is on record', async () => {
    const answer = await gateway.get('/api/v1/evidence/chains', { as: 'auditor' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ sending: true, keyAlgorithm: 'ed25519', keyId: gateway.parts.evidence.key.public.id });
    const chain = answer.body.chains.find((one: { chain: string }) => one.chain === COURT.code);
    expect(chain).toEqual({ chain: COURT.code, algorithm: 'sm3', links: expect.any(Number), head: expect.stringMatching(/^[0-9a-f]{64}$/), anchoredSequence: chain.links - 1, anchoredAt: expect.any(String) });
    expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'evidence.read', actor: 'the-auditor', reason: 'chains' });
  });

  test('the evidence of a case is downloaded, verifies by itself, and that it was taken is on record', async () => {
    const answer = await fetch(`${gateway.gateway.address}/api/v1/cases/${caseId}/evidence`, { headers: { authorization: `Bearer ${gateway.tokenOf('auditor')}`, 'personal-data': 'full' } });
    const text = await answer.text();
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, `attachment; filename="evidence-${caseId}.ndjson"`]);
    async function* lines() {
      yield* text.split('\n').slice(0, -1);
    }
    const result = await verifyExport(lines(), { trusted: [VerifyingKey.of(gateway.parts.evidence.key.public.pem)] });
    expect(result.faults).toEqual([]);
    expect(result.records).toBeGreaterThan(4);
    expect(JSON.parse(text.split('\n')[0]!).madeFor).toMatch(/^by=the-auditor; at=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00; id=[0-9a-f-]{36}$/);
    expect(answer.headers.get('watermark')).toMatch(/^by=the-auditor; at=/);
    expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'evidence.exported', actor: 'the-auditor', case_id: caseId, result: 'success' });
  });

  test.each(['officer', 'approver', 'supervisor', 'operator', 'integration'] as const)('nobody but the auditor: %s', async (role) => {
    for (const path of ['/api/v1/evidence/chains', `/api/v1/cases/${caseId}/evidence`]) {
      const answer = await gateway.get(path, { as: role });
      expect([answer.status, answer.body.code]).toEqual([403, 'role-missing']);
    }
  });

  test.each(['00000000-0000-7000-8000-000000000000', 'x'])('a case that does not exist: %s', async (id) => {
    const answer = await gateway.get(`/api/v1/cases/${id}/evidence`, { as: 'auditor', headers: { 'personal-data': 'full' } });
    expect([answer.status, answer.body.code]).toEqual([404, 'case-unknown']);
    expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'access.refused', result: 'failure', reason: 'case-unknown: GET /api/v1/cases/:caseId/evidence' });
  });

  test('nothing is sealed any more: new inquiries are refused, what was accepted can be read, and health and metrics say so', async () => {
    const key = { 'idempotency-key': 'before-it-stopped' };
    const body = { caseId, obligorIds: [obligorId], purpose: '立案查控', force: true };
    const accepted = await gateway.post('/api/v1/inquiries', body, { headers: key });
    gateway.parts.evidence.gate.shut('lag');
    const refused = await ask();
    expect([refused.status, refused.body.code, refused.body.retryable]).toEqual([503, 'evidence-stalled', true]);
    const repeated = await gateway.post('/api/v1/inquiries', body, { headers: key });
    expect([repeated.status, repeated.body.id]).toEqual([202, accepted.body.id]);
    expect((await gateway.get(`/api/v1/inquiries/${accepted.body.id}`)).status).toBe(200);
    const ready = await gateway.get('/health/ready', { as: null });
    expect([ready.status, ready.body.state]).toEqual([200, 'degraded']);
    expect(ready.body.dependencies).toContainEqual(expect.objectContaining({ name: 'evidence', state: 'down', cause: 'evidence-lag' }));
    expect((await gateway.get('/api/v1/evidence/chains', { as: 'auditor' })).body.sending).toBe(false);
  });
});
