import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InquiryResultDto, InstitutionAnswerDto, InstitutionDto, NewObligorDto } from '#contracts/http';
import {
  caseOf, demoClients, element, eventually, IndependentBank, knownOfficers, newDataFolder, obligorOf, removeDataFolder, SandboxClient, seeded, StandaloneProcess, stranger,
  type DemoLoginName, type GatewayClient, type IndependentContract, type SyntheticParty,
} from '../running/index.js';

/** A platform as it would be built from the field table of wire-contracts §5. */
const PLATFORM: IndependentContract = {
  path: '/zgyWebService/IfConvertData',
  list: 'ifgetXzcxList',
  documents: 'ifcxwsInfo',
  certificates: 'ifzjInfo',
  feedback: 'ifshfeedXzcxInfo',
  account: ({ XM = '', DSRZJHM = '' }) => ({
    ZCMC: XM, ZCZJLX: '身份证', ZCZJHM: DSRZJHM, ZCSJHM: '19900001234', CCLB: '个人账户', ZHZT: '正常', ZCSJ: '2013/06/13 20:15:30', BZ: '156', YE: '5230.4500',
    KYYE: '4230.4500', FKSJ: '2026/03/09 12:00:00',
  }),
  inside: ({ XM = '' }) =>
    `<fjxxList>${element('fjxx', { FJXH: '1', FJXX: '余额宝', FJXXNR: '20145.7812', ZT: '正常' })}</fjxxList>` +
    `<glxxList>${element('glxx', { GLXH: '1', MC: XM, KH: '6222021202000000019', KLB: '储蓄卡', KHH: '样例银行' })}</glxxList>`,
};

/** A centre as it would be built from the field table of wire-contracts §6. */
const CENTRE: IndependentContract = {
  path: '/ckwWebServiceCloud/GjjConvertData',
  list: 'getXzcxList',
  documents: 'cxwsInfo',
  certificates: 'zjInfo',
  feedback: 'gjjfeedXzcxInfo',
  account: () => ({ KHWD: '样例管理部', KHRQ: '2008/07/01 00:00:00', ZHZT: '正常', YE: '85230.45', BZ: '156', YJCE: '2400.00', DWMC: '样例单位', SFYWJQDK: '是', SFBFYDJ: '是' }),
  inside: () => `<djxxlist>${element('djxx', { DJXH: '1', DJDW: '甲法院', DJWH: '（2025）浙0203执12号', DJKSSJ: '2025/06/01', DJJSSJ: '2026/05/31' })}</djxxlist>`,
};

const INDEPENDENT = [
  { code: 'INDEPENDENT-PLATFORM', adapter: 'payment-platform', kind: 'payment', sources: ['payment'], username: 'IF900001', contract: PLATFORM },
  { code: 'INDEPENDENT-CENTRE', adapter: 'housing-fund', kind: 'housing-fund', sources: ['housing-fund'], username: 'JJ900001', contract: CENTRE },
] as const;
const PASSWORD = 'of-this-test-only';
const PLATFORMS = Array.from({ length: 12 }, (_, i) => `PAYMENT-${String(i + 1).padStart(6, '0')}`);
const CENTRES = ['330100', '330200', '330300', '330400', '330500', '330600', '330700', '330800', '330900', '331000', '331100'].map((region) => `HOUSING-FUND-${region}`);

const random = seeded(20160516);
let dataFolder: string;
let gateway: StandaloneProcess;
let as: Record<DemoLoginName, GatewayClient>;
let sandbox: SandboxClient;
let exchangeUrl: string;
let officers: string[];
let rich: SyntheticParty;
let serial = 4000;

beforeAll(async () => {
  dataFolder = await newDataFolder();
  const credentials = join(dataFolder, 'credentials.json');
  await writeFile(credentials, JSON.stringify(Object.fromEntries(INDEPENDENT.map(({ code, username }) => [code.toLowerCase(), { username, password: PASSWORD }]))));
  await chmod(credentials, 0o600);
  gateway = new StandaloneProcess({ dataFolder, settings: { CHAKONG_SANDBOX_POLL_SECONDS: '0.2' } });
  const addresses = await gateway.ready;
  ({ exchangeUrl } = addresses);
  as = await demoClients(dataFolder, addresses.gatewayUrl);
  sandbox = new SandboxClient(addresses.sandboxUrl);
  officers = await knownOfficers(as.officer);
  rich = (await sandbox.people('demo=true&kind=person'))[0]!;
  for (const { code, adapter, kind, sources } of INDEPENDENT) {
    const { status } = await as.operator.call<InstitutionDto>('POST', '/api/v1/institutions', {
      body: {
        code, name: '独立样本机构', kind, adapter, contractVersion: 'V1', credentialsRef: code.toLowerCase(), region: '330100', sources, concurrency: 10,
        connectTimeoutMs: 3000, responseTimeoutMs: 10_000, answerDeadlineSeconds: 86_400,
      },
    });
    expect(status).toBe(201);
  }
}, 60_000);

afterEach(() => sandbox.replaceRules({}));

afterAll(async () => {
  if (gateway?.isRunning) await gateway.stop();
  await removeDataFolder(dataFolder);
}, 60_000);

async function ask(institutions: readonly string[], obligors: readonly NewObligorDto[], prefer?: string): Promise<InquiryResultDto> {
  serial += 1;
  const { body: registered } = await as.officer.registerCase(caseOf(serial, officers, obligors));
  const { body } = await as.officer.ask({ caseId: registered.id, purpose: '立案查控', institutions: [...institutions] }, prefer === undefined ? {} : { prefer });
  return body;
}

async function completed(inquiryId: string): Promise<InquiryResultDto> {
  let result!: InquiryResultDto;
  await eventually('every answer', async () => (result = (await as.officer.result(inquiryId)).body).complete);
  return result;
}

const outcomeOf = (result: InquiryResultDto, code: string): InstitutionAnswerDto['outcome'] => result.answers.find(({ institution }) => institution.code === code)?.outcome;

test.each(INDEPENDENT)('$code, a program that shares nothing with ours, is asked and answers through the real exchange', async ({ code, username, contract, sources }) => {
  const unit = new IndependentBank({ exchangeUrl, username, password: PASSWORD, random, pollMs: 100, thinkMs: 100, contract });
  const obligors = ['虚构甲', '虚构乙', '虚构丙', '虚构丁'].map((name) => stranger(random, name));
  const { id } = await ask([code], obligors);
  unit.start();
  const result = await completed(id);
  await unit.stop();
  expect(unit.complaints).toEqual([]);
  expect(result.answers).toHaveLength(4);
  for (const { requestNumber, outcome } of result.answers) {
    const file = unit.files.get(requestNumber);
    expect(file).toMatchObject({ acknowledged: 'success', sent: 1 });
    expect(obligors.map(({ name }) => name)).toContain(file?.asked?.['XM']);
    expect(file?.asked?.['LB']).toBe(username.slice(0, 2));
    if (file?.account === undefined) {
      expect(outcome).toEqual({ kind: 'nothing-found' });
    } else if (sources[0] === 'payment') {
      expect(outcome).toMatchObject({
        kind: 'found',
        assets: [
          { source: 'payment', reference: file.account, value: { fen: 523_045 }, available: { fen: 423_045 }, holders: [{ name: file.asked?.['XM'] }], attributes: { boundCard1: '6222021202000000019' } },
          { source: 'payment', reference: `${file.account}/余额宝`, parentReference: file.account, quantity: { amount: '20145.7812', unit: '份' } },
        ],
      });
    } else {
      expect(outcome).toMatchObject({
        kind: 'found',
        assets: [{ source: 'housing-fund', reference: file.account, value: { fen: 8_523_045 }, priorMeasures: [{ authority: '甲法院', endsOn: '2026-05-31' }], attributes: { loanOutstanding: 'yes', monthlyDeposit: '2400.00' } }],
      });
    }
  }
  expect(result.answers.map(({ outcome }) => outcome?.kind)).toContain('found');
}, 40_000);

test('an operation is called under the name of the bank contract and under that of the industry', async () => {
  for (const { username, contract } of INDEPENDENT) {
    const unit = new IndependentBank({ exchangeUrl, username, password: PASSWORD, random, pollMs: 100, thinkMs: 0, contract });
    const prefix = username.startsWith('IF') ? 'if' : 'gjj';
    for (const name of ['getXzcxList', `${prefix}getXzcxList`]) expect(await unit.call(name)).toMatchObject({ error: '' });
    await expect(unit.call('cxBdcQL')).rejects.toThrow();
    const nobody = new IndependentBank({ exchangeUrl, username, password: 'wrong', random, pollMs: 100, thinkMs: 0, contract });
    expect(await nobody.call(contract.list)).toMatchObject({ error: '用户名或密码错误' });
  }
}, 20_000);

test('a platform that answers about somebody else, and one whose message is no message', async () => {
  const [{ code, username, contract }] = INDEPENDENT;
  const unit = new IndependentBank({ exchangeUrl, username, password: PASSWORD, random, pollMs: 100, thinkMs: 0, contract });
  const { id, answers } = await ask([code], [stranger(random, '虚构戊')]);
  const { requestNumber } = answers[0]!;
  expect((await unit.call(contract.feedback, 'not a message')).error).toMatch(/^XML解析错误/);
  expect((await as.officer.result(id)).body.complete).toBe(false);
  expect(await unit.feedBack([{ requestNumber, account: '2088000000000017', asked: { XM: '孙样例', DSRZJHM: '330106198001011235' } }])).toMatchObject([{ bdhm: requestNumber }]);
  expect(outcomeOf((await as.officer.result(id)).body, code)).toMatchObject({ kind: 'defective', defect: 'wrong-person' });
}, 20_000);

describe('those the sandbox plays', () => {
  test('say what they hold: a person is found where the population says so', async () => {
    const { id } = await ask([...PLATFORMS, ...CENTRES], [obligorOf(rich)]);
    const result = await completed(id);
    const found = result.answers.filter(({ outcome }) => outcome?.kind === 'found').map(({ institution }) => institution.code);
    expect(found.sort()).toEqual(rich.foundAt.filter((code) => /^(PAYMENT|HOUSING-FUND)-/.test(code)).sort());
    expect(found.filter((code) => code.startsWith('PAYMENT'))).toHaveLength(2);
    expect(found.filter((code) => code.startsWith('HOUSING'))).toHaveLength(2);
    expect(result.answers.filter(({ outcome }) => outcome?.kind === 'nothing-found')).toHaveLength(19);
    expect(result.coverage).toEqual(expect.arrayContaining([expect.objectContaining({ source: 'payment', asked: 12, failed: 0 }), expect.objectContaining({ source: 'housing-fund', asked: 11, failed: 0 })]));
  }, 40_000);

  test('in trouble: the right kind of outcome from each', async () => {
    const faults: readonly (readonly [object, string, string])[] = [
      [{ errorRate: 1 }, 'unavailable', 'server-error'],
      [{ refusalRate: 1 }, 'refused', ''],
      [{ refusalRate: 1, refusalBy: 'return' }, 'refused', ''],
      [{ contradictoryRate: 1 }, 'defective', 'contradictory'],
      [{ wrongPersonRate: 1 }, 'defective', 'wrong-person'],
      [{ malformedRate: 1, malformedKinds: ['truncated'] }, 'nothing-found|found', ''],
      [{ duplicateRate: 1 }, 'nothing-found|found', ''],
    ];
    const cast = faults.flatMap((fault, i) => [PLATFORMS[i]!, CENTRES[i]!].map((code) => [code, fault] as const));
    await sandbox.replaceRules(Object.fromEntries(cast.map(([code, [rules]]) => [code, rules])));
    const { id } = await ask(cast.map(([code]) => code), [obligorOf(rich)]);
    const result = await completed(id);
    for (const [code, [, kind, why]] of cast) {
      const outcome = outcomeOf(result, code);
      const said = outcome?.kind === 'unavailable' ? outcome.cause : outcome?.kind === 'defective' ? outcome.defect : '';
      expect([code, outcome?.kind, said]).toEqual([code, expect.stringMatching(new RegExp(`^(${kind})$`)), why]);
    }
  }, 40_000);
});
