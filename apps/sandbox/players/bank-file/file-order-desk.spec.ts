import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { DEMO_OBLIGORS, startSandbox, type Party, type Sandbox, type SandboxInstitution } from '../../index.js';
import { eventually } from '../../testkit/eventually.js';
import { BankFolder, zipped } from './bank-folder.js';

const [obligor] = DEMO_OBLIGORS;
const CODE = 'G931H101330106001';
const BANK: SandboxInstitution = { code: CODE, name: '样例村镇银行', adapter: 'bank-file', credentials: {}, measures: 'all' };
const FILLERS = Array.from({ length: 10 }, (_, i): SandboxInstitution => ({ ...BANK, code: `G9${String(i).padStart(2, '0')}H101330106001`, pollSeconds: 3600 }));
const BATCH = `${CODE}${'20260301000000000007'.padStart(30, '0')}`;
const NUMBER = 'A20260301CK200000001';
const PDF = Buffer.from('%PDF-1.4');

describe('a bank in file mode carries out orders', () => {
  let root: string;
  let sandbox: Sandbox;
  let account: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'chakong-orders-'));
    sandbox = await startSandbox({
      host: '127.0.0.1', port: 0, seed: 20160429, exchangeUrl: 'http://127.0.0.1:9', pollSeconds: 0.05, population: { people: 300, companies: 50 }, institutions: [BANK, ...FILLERS],
      files: { root, banks: 'banks', hostKey: '' },
    });
    const holdings = sandbox.population.holdings(sandbox.population.find(obligor.documentNumber, obligor.name) as Party, CODE);
    account = holdings?.accounts[0]?.number ?? '';
    while ((await control({ account, endFreeze: true })).status === 200);
  });

  afterEach(async () => {
    await sandbox.close();
    await rm(root, { recursive: true, force: true });
  });

  const control = (body: unknown): Promise<Response> => fetch(`${sandbox.url}/sandbox/accounts/${CODE}`, { method: 'POST', body: JSON.stringify(body) });
  const shown = async (): Promise<{ balanceFen: number; freezes: readonly { requestNumber: string }[] }> =>
    (await (await fetch(`${sandbox.url}/sandbox/accounts/${CODE}?account=${account}`)).json()) as { balanceFen: number; freezes: { requestNumber: string }[] };
  const folder = (part: string): string => join(root, 'banks', CODE, part);

  async function order({ certificates = true, yuan = '100.00' } = {}): Promise<void> {
    await new BankFolder(join(root, 'banks', CODE)).make();
    const files = {
      QA: `<kzqqList><kzqq BDHM="${NUMBER}" XM="${obligor.name}" DSRZJHM="${obligor.documentNumber}" FYMC="杭州市西湖区人民法院"><kzzhlist><kzzh CCXH="1" KZLX="1" KZCS="01" KHZH="${account}" KZNR="1" JE="${yuan}" KSRQ="2026-11-26" JSRQ="2027-11-25" CKWH="（2026）浙0106执1234号之一"/></kzzhlist></kzqq></kzqqList>`,
      QI: `<wsinfoList><wsinfo BDHM="${NUMBER}" XH="1" WSNR="${PDF.toString('base64')}" MD5="${createHash('md5').update(PDF).digest('hex')}"/></wsinfoList>`,
      QC: certificates ? `<zjinfoList><zjinfo BDHM="${NUMBER}" XH="1" GZZ="anBn"/></zjinfoList>` : '<zjinfoList></zjinfoList>',
    };
    const bytes = await zipped(Object.entries(files).map(([type, xml]) => ({ name: `${type}${BATCH}.xml`, content: Buffer.from(xml) })));
    await writeFile(join(folder('download'), `KZQQ${BATCH}.zip`), bytes);
  }

  async function answer(): Promise<Readonly<Record<string, string>>> {
    const name = `KZFK${BATCH}${NUMBER.padStart(30, '0')}.zip`;
    let found: readonly string[] = [];
    const look = setInterval(() => void readdir(folder('upload')).then((names) => (found = names), () => undefined), 20);
    try {
      await eventually(() => found.includes(name), name);
    } finally {
      clearInterval(look);
    }
    const archive = await fromBufferPromise(await readFile(join(folder('upload'), name)), { lazyEntries: true });
    const texts: Record<string, string> = {};
    for await (const entry of archive.eachEntry()) texts[entry.fileName.replace(/G931.*$/, '')] = (await buffer(await archive.openReadStreamPromise(entry))).toString('utf8');
    await rm(join(folder('upload'), name));
    return texts;
  }

  it('one package per order, the row and its receipt apart; the same order again is not carried out again', async () => {
    await order();
    const first = await answer();
    expect(Object.keys(first)).toEqual(['QR', 'QRI']);
    expect(first['QR']).toContain(`KHZH="${account}"`);
    expect(first['QR']).toContain('SKJE="100.00"');
    expect(first['QRI']).toMatch(/<hzxx BDHM="A20260301CK200000001" .*WSNR="JVBERi0/);
    expect(sandbox.calls.of(CODE, NUMBER)).toMatchObject({ asked: 1, answered: 1 });
    await order();
    await eventually(() => sandbox.calls.of(CODE, NUMBER).listed === 2, 'the same order again');
    expect(sandbox.calls.of(CODE, NUMBER)).toMatchObject({ asked: 1, answered: 1 });
  });

  it('without certificates: refused, and nothing is frozen', async () => {
    await order({ certificates: false });
    const said = await answer();
    expect(Object.keys(said)).toEqual(['QR']);
    expect(said['QR']).toContain('WNKZYY="无证件信息"');
    expect((await shown()).freezes).toEqual([]);
  });

  it('money that comes later is fed back in a further package of the same name', async () => {
    const { balanceFen } = await shown();
    await order({ yuan: ((balanceFen + 5_000) / 100).toFixed(2) });
    expect((await answer())['QR']).toContain('CESKJE="50.00"');
    await control({ account, depositFen: 2_000 });
    expect((await answer())['QR']).toContain('CESKJE="30.00"');
  });

  it('a lost answer: the account is frozen and nobody was told', async () => {
    sandbox.rules.set(CODE, { omitRate: 1 });
    await order();
    await eventually(() => sandbox.calls.of(CODE, NUMBER).asked === 1, 'the order');
    expect((await shown()).freezes.map(({ requestNumber }) => requestNumber)).toEqual([NUMBER]);
    expect(await readdir(folder('upload'))).toEqual([]);
  });
});
