import { Writable } from 'node:stream';
import nock from 'nock';
import type { AssetListDto, InquiryResultDto } from '#contracts/http';
import { assetList } from '#libs/asset-list';
import { answered, given } from '#libs/asset-list-testkit';
import type { Standalone } from '../standalone.js';
import { runDemo } from './run-demo.js';

const GATEWAY = 'http://gateway.test';
const standalone = {
  gatewayUrl: GATEWAY,
  logins: [{ login: 'officer', displayName: '承办人', roles: ['officer'], token: 'ckg_demo' }],
  demoCases: [{ id: 'case-1', caseNumber: '（2026）浙0106执1234号' }],
  closedNow: () => new Map(),
} as unknown as Standalone;

const timing = { acceptedAt: '2026-11-01T00:00:00.000Z', committedAt: '2026-11-01T00:00:00.120Z', waitedMs: 1, totalMs: 120 };
const institution = (code: string, name: string) => ({ code, name, kind: 'bank' });
const found = {
  requestNumber: 'A1', requestId: 1, obligorId: 'o1', institution: institution('B1', '样例银行'), sources: ['deposit'], state: 'answered', version: 1, timing, answerBy: '',
  outcome: {
    kind: 'found',
    assets: [{ source: 'deposit', reference: '6222021200000000013', category: '借记卡', value: { fen: 123456, currency: 'CNY' }, priorMeasures: [{ sequence: 1, authority: '某法院' }] }],
  },
};
const dead = {
  ...found, requestId: 2, institution: institution('B2', '失联银行'), state: 'not-answered', outcome: { kind: 'unavailable', cause: 'breaker-open' },
};
const result = {
  id: 'i1', caseId: 'case-1', caseNumber: '（2026）浙0106执1234号', state: 'complete', complete: true, version: 2, elapsedMs: 130,
  totals: { asked: 2, answered: 2, waiting: 0, byOutcome: {} },
  missing: [{ institution: dead.institution, obligorId: 'o1', state: 'unavailable', why: 'breaker-open' }],
  coverage: [
    { source: 'deposit', connected: true, asked: 2, answered: 1, found: 1, nothing: 0, refused: 0, failed: 1, waiting: 0 },
    { source: 'tax', connected: false, asked: 0, answered: 0, found: 0, nothing: 0, refused: 0, failed: 0, waiting: 0 },
  ],
  answers: [found, dead],
} as unknown as InquiryResultDto;

const list = assetList(
  given([
    answered({
      institution: 'C001H101110102001', name: '样例银行',
      assets: [{ source: 'deposit', reference: '6222021200000000013', category: '借记卡', value: { fen: 123456, currency: 'CNY' }, priorMeasures: [{ sequence: 1, authority: '某法院' }] }],
    }),
    answered({ institution: 'C001P101330100001', name: '样例分行', assets: [{ source: 'deposit', reference: '6222021200000000013' }] }),
  ]),
  {},
  new Date('2026-11-25T16:00:00Z'),
) as AssetListDto;
const withAssets = (): nock.Scope => nock(GATEWAY).get('/api/v1/inquiries/i1/assets?limit=1000').reply(200, list);

const event = (id: string, kind: string) => `id: ${id}\nevent: outcome\ndata: {"version":1,"kind":"${kind}","institutionCode":"B"}\n\n`;

let printed: string;
const screen = (): Writable => new Writable({ write: (chunk: Buffer, _encoding, done) => ((printed += chunk.toString()), done()) });

beforeEach(() => {
  printed = '';
  nock.disableNetConnect();
});
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});
// nock patches Node's own http, which the next test file of this process shares.
afterAll(() => nock.restore());

describe('the demo', () => {
  it('asks once, follows the events over a break with the last id it saw, and prints what was found and who is missing', async () => {
    const asked = nock(GATEWAY).post('/api/v1/inquiries', (body: { force?: boolean }) => body.force === true).matchHeader('authorization', 'Bearer ckg_demo').reply(202, { ...result, complete: false });
    const before = nock(GATEWAY).get('/api/v1/inquiries/i1/events').reply(200, `retry: 2000\n\n${event('7-1-1', 'found')}`);
    const after = nock(GATEWAY, { reqheaders: { 'last-event-id': '7-1-1' } })
      .get('/api/v1/inquiries/i1/events')
      .reply(200, `${event('7-2-1', 'unavailable')}event: complete\ndata: {"total":2}\n\n`);
    nock(GATEWAY).get('/api/v1/inquiries/i1').reply(200, result);
    withAssets();

    await expect(runDemo(standalone, screen())).resolves.toBe(0);

    for (const call of [asked, before, after]) call.done();
    expect(printed).toContain('2/2  found 1 · nothing 0 · refused 0 · failed 1');
    expect(printed).toMatch(/样例银行 \+ 样例分行 +deposit +借记卡 +6222\*+0013 +1234\.56 +2/);
    expect(printed).toContain('Sum CNY: exact 1234.56');
    expect(printed).toContain('PDF         GET /api/v1/inquiries/i1/assets?format=pdf');
    expect(printed).toMatch(/tax +not connected/);
    expect(printed).toContain('missing: 失联银行: breaker-open');
    expect(printed).not.toContain('6222021200000000013');
  });

  it('an inquiry that is not complete ends the demo with a failure', async () => {
    nock(GATEWAY).post('/api/v1/inquiries').reply(202, result);
    nock(GATEWAY).get('/api/v1/inquiries/i1/events').reply(200, 'event: complete\ndata: {"total":2}\n\n');
    nock(GATEWAY).get('/api/v1/inquiries/i1').reply(200, { ...result, complete: false });
    withAssets();
    await expect(runDemo(standalone, screen())).resolves.toBe(1);
  });

  it('everybody who is open has answered: the demo does not wait for those that are closed, and says when they open', async () => {
    const waiting = { ...dead, institution: institution('CSDC-SH', '登记结算'), state: 'waiting', outcome: undefined };
    const held = { institution: waiting.institution, obligorId: 'o1', state: 'waiting', why: 'not yet sent or fetched' };
    nock(GATEWAY).post('/api/v1/inquiries').reply(202, { ...result, totals: { ...result.totals, asked: 3 }, answers: [found, dead, waiting] });
    nock(GATEWAY).get('/api/v1/inquiries/i1/events').reply(200, event('7-1-1', 'found') + event('7-2-1', 'unavailable') + event('7-3-1', 'found'));
    nock(GATEWAY).get('/api/v1/inquiries/i1').reply(200, { ...result, complete: false, missing: [...result.missing, held] });
    withAssets();
    const night = { ...standalone, closedNow: () => new Map([['CSDC-SH', Date.parse('2026-03-02T01:00:00Z')]]) } as unknown as Standalone;

    await expect(runDemo(night, screen())).resolves.toBe(0);

    expect(printed).toContain('2/3');
    expect(printed).toContain('closed now: 登记结算 is asked when it opens, 2026-03-02 09:00 Beijing time');
  });

  it('a stream that is refused is not asked for again', async () => {
    nock(GATEWAY).post('/api/v1/inquiries').reply(202, result);
    nock(GATEWAY).get('/api/v1/inquiries/i1/events').reply(403, '{}');
    await expect(runDemo(standalone, screen())).rejects.toThrow('the progress stream answered 403');
  });
});
