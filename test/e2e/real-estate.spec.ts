import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Asset } from '#contracts/adapter';
import type { ExchangeDto, InquiryResultDto, InstitutionAnswerDto, InstitutionDto } from '#contracts/http';
import {
  caseOf, demoClients, eventually, IndependentRegistry, knownOfficers, newDataFolder, obligorOf, removeDataFolder, SandboxClient, StandaloneProcess, type DemoLoginName, type GatewayClient,
  type SyntheticParty,
} from '../running/index.js';

const CODED = { code: 'OWN-REGISTRY', credentialsRef: 'own-registry', username: 'IP900001', password: 'of this-test 只有' };
const CLEAR = { code: 'CLEAR-REGISTRY', credentialsRef: 'clear-registry', username: 'IP900002', password: 'of-this-test-only' };
const SANDBOX = ['REAL-ESTATE-330000', 'REAL-ESTATE-330100', 'REAL-ESTATE-330200', 'REAL-ESTATE-330300', 'REAL-ESTATE-330400', 'REAL-ESTATE-330500'] as const;

let dataFolder: string;
let gateway: StandaloneProcess;
let as: Record<DemoLoginName, GatewayClient>;
let sandbox: SandboxClient;
let officers: string[];
let rich: SyntheticParty;
let coded: IndependentRegistry;
let clear: IndependentRegistry;
let serial = 9100;

beforeAll(async () => {
  dataFolder = await newDataFolder();
  const credentials = join(dataFolder, 'credentials.json');
  await writeFile(credentials, JSON.stringify(Object.fromEntries([CODED, CLEAR].map(({ credentialsRef, username, password }) => [credentialsRef, { username, password }]))));
  await chmod(credentials, 0o600);
  gateway = new StandaloneProcess({ dataFolder, settings: { CHAKONG_SANDBOX_POLL_SECONDS: '0.2' } });
  const { gatewayUrl, exchangeUrl, sandboxUrl } = await gateway.ready;
  as = await demoClients(dataFolder, gatewayUrl);
  sandbox = new SandboxClient(sandboxUrl);
  officers = await knownOfficers(as.officer);
  rich = (await sandbox.people('demo=true&kind=person'))[0]!;
  coded = new IndependentRegistry({ ...CODED, exchangeUrl, path: '/ckwIpWebService/IpConvertDataAll', coded: true });
  clear = new IndependentRegistry({ ...CLEAR, exchangeUrl, path: '/ckwipcloud/IpConvertData', coded: false });
  for (const { code, credentialsRef } of [CODED, CLEAR]) {
    const { status } = await as.operator.call<InstitutionDto>('POST', '/api/v1/institutions', {
      body: {
        code, name: '虚构不动产登记中心', kind: 'real-estate-registry', adapter: 'real-estate', contractVersion: '1.0', credentialsRef, region: '330100', sources: ['real-estate', 'land'],
        concurrency: 1, connectTimeoutMs: 3000, responseTimeoutMs: 10_000, answerDeadlineSeconds: 600,
      },
    });
    expect(status).toBe(201);
  }
}, 60_000);

afterEach(async () => (gateway.isRunning ? sandbox.replaceRules({}) : undefined));

afterAll(async () => {
  if (gateway?.isRunning) await gateway.stop();
  await removeDataFolder(dataFolder);
}, 60_000);

async function ask(institutions: readonly string[], waitSeconds: number): Promise<InquiryResultDto> {
  serial += 1;
  const { body: filed } = await as.officer.registerCase(caseOf(serial, officers, [obligorOf(rich)]));
  const { body } = await as.officer.ask({ caseId: filed.id, purpose: '立案查控', institutions: [...institutions] }, waitSeconds === 0 ? {} : { prefer: `wait=${waitSeconds}` });
  return body;
}

const answerOf = (result: InquiryResultDto, code: string): InstitutionAnswerDto => result.answers.find(({ institution }) => institution.code === code)!;
const later = async (id: string): Promise<InquiryResultDto> => (await as.officer.result(id)).body;

function assetsOf(answer: InstitutionAnswerDto): readonly Asset[] {
  if (answer.outcome?.kind !== 'found') throw new Error(`${answer.institution.code}: ${JSON.stringify(answer.outcome?.kind)}`);
  return answer.outcome.assets as readonly Asset[];
}

const UNIT = '330106001001GB00012F00010008';
const PARCEL = '330106001001GB00012W00000000';

/** A flat with its land, a mortgage and two seizures of which one waits, and a unit known by its seizure only. */
const found = (requestNumber: string): string => `<BDCCXJG><CXQQDH>${requestNumber}</CXQQDH><RESULT>0000</RESULT><MESSAGE>成功</MESSAGE><DJBWJ>JVBERi0xLjQK</DJBWJ>
<FDCQLIST><FDCQ><BDCDYH name="不动产单元号">${UNIT}</BDCDYH><FDZL>虚构路1号301室</FDZL><JZMJ>89.50</JZMJ><GHYT>11</GHYT><BDCQZH>浙（2019）杭州市不动产权第0012345号</BDCQZH><DJJG>虚构不动产登记中心</DJJG>
<QLRXXLIST><QLRXX><QLRMC>${rich.name}</QLRMC><ZJZL>1</ZJZL><ZJH>${rich.documentNumber.slice(0, 6)}${rich.documentNumber.slice(8, 17)}</ZJH><QLBL>50%</QLBL><GYFS>2</GYFS></QLRXX><QLRXX><QLRMC>虚构共有人</QLRMC><QLBL>50%</QLBL><GYFS>2</GYFS></QLRXX></QLRXXLIST></FDCQ></FDCQLIST>
<JSYDSYQLIST><JSYDSYQ><BDCDYH>${PARCEL}</BDCDYH><ZL>虚构路1号</ZL><YT>071</YT><SYQMJ>12.4</SYQMJ><QLXZ>102</QLXZ></JSYDSYQ></JSYDSYQLIST>
<DYAQLIST><DYAQ><BDCDYH>${UNIT}</BDCDYH><DYFS>1</DYFS><DYQR>虚构银行</DYQR><BDBZZQSE>120万元</BDBZZQSE></DYAQ></DYAQLIST>
<CFDJLIST><CFDJ><BDCDYH>${UNIT}</BDCDYH><CFJG>乙法院</CFJG><CFLX>2</CFLX><CFWH>乙1</CFWH><CFQSSJ>2024/01/01</CFQSSJ></CFDJ><CFDJ><BDCDYH>${UNIT}</BDCDYH><CFJG>甲法院</CFJG><CFLX>1</CFLX><CFWH>甲1</CFWH><CFQSSJ>2025/01/01</CFQSSJ><CFJSSJ>2027/12/31</CFJSSJ></CFDJ><CFDJ><BDCDYH>330106001009GB00044F00020001</BDCDYH><CFJG>丙法院</CFJG><CFLX>1</CFLX></CFDJ></CFDJLIST>
</BDCCXJG>`;

describe('a registry with a program of its own', () => {
  test.each([
    ['codes every value', () => coded, CODED.code],
    ['leaves its values in clear', () => clear, CLEAR.code],
  ])('%s: it finds the question with notice and certificates, and what it feeds back is the answer', async (_, registryOf, code) => {
    const registry = registryOf();
    const { id, caseId, answers } = await ask([code], 0);
    const { requestNumber } = answers[0]!;
    const list = await registry.queries();
    expect(list.error).toBe('');
    const query = list.records('BDCCXQQ').find(({ CXQQDH }) => CXQQDH === requestNumber)!;
    expect(query).toMatchObject({ XM: rich.name, ZJZL: '1', ZJH: rich.documentNumber, XZ: '1', AH: expect.stringContaining('浙0106执') });
    const notice = await registry.call('cxwsInfo', { wsbhinfo: registry.message(`<WSBHINFO><CONDITION><WSBH>${query['WSBH']!}</WSBH></CONDITION></WSBHINFO>`) });
    expect(Buffer.from(notice.records('WSINFO')[0]!['WSNR']!, 'base64').subarray(0, 4).toString()).toBe('%PDF');
    const key = { wsbhinfo: registry.message(`<CXQQDHINFO><CONDITION><CXQQDH>${requestNumber}</CXQQDH></CONDITION></CXQQDHINFO>`) };
    expect((await registry.call('zjInfo', key)).records('ZJINFO').map(({ XH }) => XH)).toEqual(['1', '2']);
    expect((await registry.call('kzwsInfo', key)).records('WSINFO')).toHaveLength(1);

    expect(await registry.feedBack(found(requestNumber))).toEqual([{ CXQQDH: requestNumber, RESULT: 'success' }]);
    const answer = answerOf(await later(id), code);
    const [house, land, other] = assetsOf(answer);
    // The register extract and everything else is kept as it came.
    const { body: exchanges } = await as.officer.get<ExchangeDto[]>(`/api/v1/requests/${answer.requestId}/exchanges`);
    const fed = exchanges.find(({ operation }) => operation === 'feedBdcQL')!;
    await as.auditor.giveReason(caseId);
    const { bytes } = await as.auditor.call('GET', `/api/v1/exchanges/${fed.id}/received`, { headers: { 'personal-data': 'full' } });
    expect(Buffer.from(/<feedbackinfo>([^<]*)</.exec(bytes.toString('utf8'))![1]!, 'base64').toString('utf8')).toMatch(/<DJBWJ>(?:JVBERi0xLjQK|SlZCRVJpMHhMalFL)<\/DJBWJ>/);
    expect(house).toMatchObject({
      source: 'real-estate', reference: UNIT, parentReference: PARCEL, key: { scheme: 'real-estate-unit', value: UNIT }, quantity: { amount: '89.5', unit: '平方米' },
      holders: [{ name: rich.name, role: '按份共有', share: '50%' }, { name: '虚构共有人', share: '50%' }],
      rights: [{ kind: '抵押权（一般抵押）', holder: '虚构银行', amount: { fen: 120_000_000, currency: 'CNY' } }],
      priorMeasures: [{ sequence: 1, authority: '甲法院', endsOn: '2027-12-31' }, { sequence: 2, authority: '乙法院', remarks: '轮候查封' }],
    });
    expect(house?.attributes?.['registerExtractBytes']).toBe('9');
    expect(land).toMatchObject({ source: 'land', reference: PARCEL, attributes: { use: '城镇住宅用地', rightNature: '出让' } });
    expect(other).toMatchObject({ category: '其他登记', priorMeasures: [{ authority: '丙法院' }] });

    // Said again, and said otherwise: the first word stands. A request nobody sent is unknown, and another registry's as well.
    expect(await registry.feedBack(found(requestNumber))).toEqual([{ CXQQDH: requestNumber, RESULT: 'fail', MSG: '该请求单号已反馈，不能重复反馈' }]);
    expect(await registry.feedBack(`<BDCCXJG><CXQQDH>A000000</CXQQDH><RESULT>0000</RESULT></BDCCXJG>`)).toEqual([{ CXQQDH: 'A000000', RESULT: 'fail', MSG: '主记录不存在' }]);
    expect((await registry.queries()).records('BDCCXQQ').map(({ CXQQDH }) => CXQQDH)).not.toContain(requestNumber);
    expect((await later(id)).version).toBe(1);
  }, 40_000);

  test('several answers in one message: each is judged by itself, and what cannot be taken is told back', async () => {
    const results = [await ask([CODED.code], 0), await ask([CODED.code], 0), await ask([CODED.code], 0), await ask([CODED.code], 0)];
    const [nothing, refused, wrong, failed] = results.map(({ answers }) => answers[0]!.requestNumber);
    await coded.queries();
    const words = await coded.feedBack(
      `<BDCCXJG><CXQQDH>${nothing}</CXQQDH><RESULT>0000</RESULT></BDCCXJG>`,
      `<BDCCXJG><CXQQDH>${refused}</CXQQDH><RESULT>2040</RESULT><MESSAGE>业务审核未通过</MESSAGE></BDCCXJG>`,
      found(wrong!).replaceAll(rich.name, '另一人'),
      `<BDCCXJG><CXQQDH>${failed}</CXQQDH><RESULT>2040</RESULT><MESSAGE>查询异常</MESSAGE></BDCCXJG>`,
    );
    expect(words.map(({ RESULT, MSG }) => [RESULT, MSG])).toEqual([['success', undefined], ['success', undefined], ['fail', '数据结构异常：有权利记录的权利人中没有被查询人'], ['success', undefined]]);
    const answers = await Promise.all(results.map(async ({ id }) => (await later(id)).answers[0]!));
    expect(answers.map(({ outcome }) => outcome?.kind)).toEqual(['nothing-found', 'refused', 'defective', 'unavailable']);
  }, 40_000);

  test('controls: the list is empty, and feedback on one is answered in the contract\'s words', async () => {
    const list = await coded.call('kzBdcQL');
    expect([list.error, list.records('BDCKZQQ'), list.xml.includes('<BDCKZQQLIST/>')]).toEqual(['', [], true]);
    const control = coded.message('<BDCFKLIST><BDCKZJG><CXQQDH>A1</CXQQDH><RESULT>0000</RESULT><KZXXLIST><KZXX><BDCDYH>X</BDCDYH><KZZT>1</KZZT></KZXX></KZXXLIST></BDCKZJG></BDCFKLIST>');
    expect((await coded.call('feedkzBdcQL', { feedbackinfo: control })).records('JG')).toEqual([{ CXQQDH: 'A1', RESULT: 'fail', MSG: '主记录不存在' }]);
    const receipt = coded.message('<HZXXLIST><HZXX><CXQQDH>A1</CXQQDH><WJMC>回执.pdf</WJMC><WSNR>JVBERg==</WSNR></HZXX></HZXXLIST>');
    expect((await coded.call('feedkzhzBdcQL', { feedbackinfo: receipt })).records('JG')).toEqual([{ CXQQDH: 'A1', RESULT: 'fail', MSG: '主记录不存在' }]);
  }, 30_000);

  test('a wrong password and what is no message are refused in the root of the operation', async () => {
    expect((await coded.call('cxBdcQL', {}, 'wrong')).error).toBe('用户名或密码错误');
    expect((await coded.call('feedBdcQL', { feedbackinfo: 'not base64!' })).error).toMatch(/^XML解析错误/);
    expect((await coded.call('cxwsInfo', { wsbhinfo: coded.message('<WSBHINFO><CONDITION><WSBH>D0</WSBH></CONDITION></WSBHINFO>') })).error).toBe('无文书');
  }, 30_000);
});

describe('the registries of the sandbox', () => {
  test('answer what they hold, over the same contract', async () => {
    const result = await ask(SANDBOX, 20);
    expect(result).toMatchObject({ complete: true, missing: [] });
    const kinds = Object.fromEntries(result.answers.map(({ institution, outcome }) => [institution.code, outcome?.kind]));
    expect(kinds).toEqual(Object.fromEntries(SANDBOX.map((code) => [code, rich.foundAt.includes(code) ? 'found' : 'nothing-found'])));
    const holding = rich.foundAt.filter((code) => code.startsWith('REAL-ESTATE'));
    expect(holding).toHaveLength(2);
    const assets = (await ask(holding, 20)).answers.flatMap(assetsOf);
    const houses = assets.filter(({ source }) => source === 'real-estate');
    expect(houses.length).toBeGreaterThan(0);
    for (const house of houses) expect(assets.map(({ reference }) => reference)).toContain(house.parentReference);
    expect(result.coverage.filter(({ source }) => ['land', 'real-estate'].includes(source)).map(({ asked }) => asked)).toEqual([6, 6]);
  }, 60_000);

  test('in trouble, each gets its own outcome; what was spoilt is repaired and counted once', async () => {
    await sandbox.replaceRules({
      [SANDBOX[0]]: { duplicateRate: 1 }, [SANDBOX[1]]: { contradictoryRate: 1 }, [SANDBOX[2]]: { wrongPersonRate: 1 }, [SANDBOX[3]]: { refusalRate: 1 }, [SANDBOX[4]]: { errorRate: 1 },
      [SANDBOX[5]]: { malformedRate: 1, malformedKinds: ['truncated'] },
    });
    const result = await ask(SANDBOX, 20);
    const plain = (code: string): string => (rich.foundAt.includes(code) ? 'found' : 'nothing-found');
    expect(result.answers.map(({ institution, outcome }) => [institution.code, outcome?.kind === 'defective' ? outcome.defect : outcome?.kind]).sort()).toEqual([
      [SANDBOX[0], plain(SANDBOX[0])], [SANDBOX[1], 'contradictory'], [SANDBOX[2], 'wrong-person'], [SANDBOX[3], 'refused'], [SANDBOX[4], 'unavailable'], [SANDBOX[5], plain(SANDBOX[5])],
    ]);
    const twice = answerOf(result, SANDBOX[0]);
    await eventually('the second feedback was sent', async () => (await sandbox.calls(SANDBOX[0], twice.requestNumber)).answered === 2);
    expect(answerOf(await later(result.id), SANDBOX[0]).version).toBe(1);
  }, 60_000);
});
