import { ModulesContainer } from '@nestjs/core';
import { strFromU8, unzipSync } from 'fflate';
import type { Asset, QueryOutcome } from '#contracts/adapter';
import { kindsOf, shapeOf, type DtoClass, type InquiryResultDto } from '#contracts/http';
import { readPdfText } from '#libs/legal-documents';
import { RunningGateway } from '../testkit/running-gateway.js';
import { PUSH, residentId, withOpenCase } from '../testkit/sample-data.js';
import { answerClassOf, documentsFiles } from './answer-class.js';
import { FILE_KEY } from './file-answers.js';

const PUBLIC_KEY = 'chakong:public';
const ACCOUNT = '6222021200000000013';
const asset: Asset = { source: 'deposit', reference: ACCOUNT, value: { fen: 500, currency: 'CNY' }, holders: [{ name: '李小红' }], remarks: '李小红代持' };
const outcome: QueryOutcome = {
  kind: 'found', assets: [asset],
  identities: [{ source: 'marriage', match: 'exact', name: '王小明', attributes: { maritalStatus: 'married', spouseName: '周样例', spouseDocumentNumber: '330106198511306885' } }],
};

describe('what is shown to whom', () => {
  let gateway: RunningGateway;
  let caseId: string;
  let asked: InquiryResultDto;
  let exchangeId: number;

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    const made = await withOpenCase(gateway);
    caseId = made.caseId;
    asked = (await gateway.post('/api/v1/inquiries', { caseId, obligorIds: [made.obligorIds[0]], purpose: '立案查控' })).body;
    exchangeId = (await gateway.institutions.answer(asked, PUSH, outcome, { sent: Buffer.from('?'), received: Buffer.from('王小明') }))!;
  });
  afterAll(() => gateway.close());

  const PEOPLE = ['王小明', '李小红', '周样例', '330106198511306885', ACCOUNT, residentId(1234)];
  const found = (text: string): string[] => PEOPLE.filter((personal) => text.includes(personal));
  const pages = () => [`/api/v1/cases/${caseId}`, `/api/v1/inquiries/${asked.id}`, `/api/v1/inquiries/${asked.id}/assets`, `/api/v1/cases/${caseId}/assets`];
  const raw = () => [`/api/v1/exchanges/${exchangeId}/received`, `/api/v1/exchanges/${exchangeId}/sent`];

  test('the handling officer: everything, the spouse included', async () => {
    const answers = await Promise.all(pages().map((path) => gateway.get(path)));
    expect(answers.map(({ headers }) => headers.get('personal-data'))).toEqual(['full', 'full', 'full', 'full']);
    expect(found(answers.map(({ text }) => text).join())).toEqual(PEOPLE);
  });

  test.each(['approver', 'integration'] as const)('%s: everything but the spouse, who is named as withheld', async (as) => {
    const answer = await gateway.get(`/api/v1/inquiries/${asked.id}`, { as });
    expect(found(answer.text)).toEqual(['王小明', '李小红', ACCOUNT]);
    expect(answer.body.answers.find(({ institution }: { institution: { code: string } }) => institution.code === PUSH).outcome.identities[0]).toMatchObject({ attributes: { maritalStatus: 'married' }, withheld: ['spouseName', 'spouseDocumentNumber'] });
  });

  test.each(['supervisor', 'auditor'] as const)('%s: masked by type; amounts, states and counts as they are', async (as) => {
    for (const path of pages()) {
      const answer = await gateway.get(path, { as });
      expect([answer.status, answer.headers.get('personal-data'), found(answer.text)]).toEqual([200, 'masked', []]);
    }
    const list = (await gateway.get(`/api/v1/inquiries/${asked.id}/assets`, { as })).body;
    expect(list.items[0]).toMatchObject({ reference: '6222***********0013', value: { fen: 500 }, holders: [{ name: '李*红' }], remarks: '***' });
    expect(list.obligors[0].name).toBe('王*明');
  });

  test('a supervisor who asks for it in full: shown, but never the spouse, and the entry of the read says so', async () => {
    const answer = await gateway.get(`/api/v1/inquiries/${asked.id}`, { as: 'supervisor', headers: { 'personal-data': 'full', 'x-correlation-id': 'why-full-1' } });
    expect([answer.status, answer.headers.get('personal-data'), found(answer.text)]).toEqual([200, 'full', ['王小明', '李小红', ACCOUNT]]);
    expect((await gateway.audit()).filter(({ correlation_id }) => correlation_id === 'why-full-1')).toMatchObject([
      { event: 'inquiry.read', actor: 'the-supervisor', result: 'success', reason: 'unmasked' },
    ]);
  });

  test('raw bytes cannot be masked: refused, on record, with a way; given out when asked for in full', async () => {
    for (const path of raw()) {
      const refused = await gateway.get(path, { as: 'supervisor' });
      expect([refused.status, refused.body.code, found(refused.text)]).toEqual([403, 'personal-data-masked', []]);
      expect(refused.body.detail).toContain('Personal-Data: full');
      expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'access.refused', actor: 'the-supervisor', result: 'failure' });
      const given = await gateway.get(path, { as: 'supervisor', headers: { 'personal-data': 'full' } });
      expect([given.status, given.headers.get('watermark')]).toEqual([200, expect.stringMatching(/^by=the-supervisor; at=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00; id=[0-9a-f-]{36}$/)]);
    }
  });

  test.each([
    ['Excel', 'xlsx', (bytes: Buffer) => Object.values(unzipSync(bytes)).map((part) => strFromU8(part)).join()],
    ['PDF', 'pdf', (bytes: Buffer) => readPdfText(bytes).join('')],
  ] as const)('%s for somebody who looks on: masked like the screen, and it says so; in full when asked for; both on record', async (_, format, read) => {
    const file = async (as: 'officer' | 'auditor', headers: Record<string, string> = {}) => {
      const response = await fetch(`${gateway.gateway.address}/api/v1/inquiries/${asked.id}/assets?format=${format}`, { headers: { authorization: `Bearer ${gateway.tokenOf(as)}`, ...headers } });
      return { response, text: read(Buffer.from(await response.arrayBuffer())) };
    };
    const last = async (): Promise<unknown> => (await gateway.audit()).at(-1);
    const masked = await file('auditor');
    expect([masked.response.status, masked.response.headers.get('personal-data'), found(masked.text)]).toEqual([200, 'masked', []]);
    for (const shown of ['王*明', '李*红', '6222***********0013', '已遮蔽']) expect(masked.text).toContain(shown);
    expect(masked.response.headers.get('content-disposition')).toBe(`attachment; filename="asset-list-${asked.id}-masked.${format}"`);
    expect(masked.response.headers.get('watermark')).toContain('by=the-auditor; ');
    expect(await last()).toMatchObject({ event: 'assets.exported', actor: 'the-auditor', result: 'success', reason: `${format}, masked` });
    const full = await file('auditor', { 'personal-data': 'full' });
    expect([full.response.status, found(full.text).slice(0, 2), full.text.includes('已遮蔽')]).toEqual([200, ['王小明', '李小红'], false]);
    expect(await last()).toMatchObject({ event: 'assets.exported', reason: `${format}; unmasked` });
    const own = await file('officer', { 'personal-data': 'masked' });
    expect([own.response.status, found(own.text), own.text.includes('已遮蔽')]).toEqual([200, [], true]);
  });

  test('an officer who shows somebody the screen may ask for the masked view; a word that is neither is refused', async () => {
    const masked = await gateway.get(`/api/v1/inquiries/${asked.id}`, { headers: { 'personal-data': 'masked' } });
    expect([masked.headers.get('personal-data'), found(masked.text)]).toEqual(['masked', []]);
    const wrong = await gateway.get(`/api/v1/inquiries/${asked.id}`, { headers: { 'personal-data': 'all' } });
    expect([wrong.status, wrong.body.code, wrong.body.fields]).toEqual([400, 'parameter-invalid', [{ field: 'Personal-Data', allowed: 'full or masked' }]]);
  });

  test('progress as it happens names nobody', async () => {
    const stream = await gateway.events(asked.id);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(stream.events.length).toBeGreaterThan(0);
    expect(found(JSON.stringify(stream.events))).toEqual([]);
    stream.hangUp();
  });

  describe('nothing is forgotten', () => {
    const handlers = () => [...gateway.gateway.app.get(ModulesContainer).values()].flatMap(({ controllers }) => [...controllers.values()]).flatMap(({ metatype }) => {
      const controller = metatype as new () => object;
      const prototype = controller.prototype as Record<string, unknown>;
      return Object.entries(Object.getOwnPropertyDescriptors(prototype))
        .filter(([, { value }]) => typeof value === 'function' && Reflect.hasMetadata('method', value as object))
        .map(([name, { value }]) => ({ name: `${controller.name}.${name}`, handler: value as object, controller }));
    });
    const isPublic = ({ handler, controller }: { handler: object; controller: object }) => [handler, controller].some((place) => Reflect.getMetadata(PUBLIC_KEY, place) === true);

    test('every guarded route says with which class it answers, or that it gives out a file', () => {
      const guarded = handlers().filter((route) => !isPublic(route));
      expect(guarded.length).toBeGreaterThan(50);
      const silent = guarded.filter(({ handler, controller }) => {
        const says = answerClassOf(handler, controller) !== undefined || Reflect.hasMetadata(FILE_KEY, handler) || Object.keys(Reflect.getMetadata('swagger/apiResponse', handler) as object).includes('204');
        return !says || (documentsFiles(handler) && !Reflect.hasMetadata(FILE_KEY, handler));
      });
      expect(silent.map(({ name }) => name)).toEqual([]);
    });

    test('every text in every answer is personal of some type, or said not to be', () => {
      const seen = new Set<DtoClass>();
      const open: string[] = [];
      const walk = (dto: DtoClass): void => {
        if (seen.has(dto)) return;
        seen.add(dto);
        const kinds = kindsOf(dto);
        for (const [name, shape] of shapeOf(dto)) {
          if (shape.kind === 'object' || shape.kind === 'objects') walk(shape.of());
          else if (shape.kind === 'one-of') Object.values(shape.of).forEach(walk);
          else if (shape.kind !== 'plain' && kinds[name] === undefined) open.push(`${dto.name}.${name}`);
        }
      };
      for (const route of handlers()) {
        const dto = answerClassOf(route.handler, route.controller);
        if (dto !== undefined) walk(dto);
      }
      expect(seen.size).toBeGreaterThan(60);
      expect(open).toEqual([]);
    });
  });
});
