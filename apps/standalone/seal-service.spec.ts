import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '#apps/sandbox';
import { ElectronicSeal } from '#libs/electronic-seal';
import { renderLegalText, SEAL_KEYWORD } from '#libs/legal-documents';
import { sealServiceOf } from '#apps/gateway';

describe('where documents are sealed', () => {
  let folder: string;
  let sandbox: Sandbox;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chakong-seal-'));
    sandbox = await startSandbox({ host: '127.0.0.1', port: 0, seed: 1, exchangeUrl: 'http://127.0.0.1:1', institutions: [], pollSeconds: 60, population: { people: 1, companies: 1 } });
  });
  afterAll(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true });
  });
  const none = (): Parameters<typeof sealServiceOf>[0] => ({ sealServiceUrl: undefined, sealName: '', sealPassword: undefined, sealPasswordFile: join(folder, 'seal-password') });

  it('nothing is set: at the sandbox, which seals with its seal, counts, and has rules of its own', async () => {
    const seal = new ElectronicSeal((await sealServiceOf(none(), sandbox.sealService))!);
    const pdf = await renderLegalText({ courtName: '样例法院', title: '执行裁定书', number: '1', blocks: [{ kind: 'paragraph', text: '样' }], signedBy: [], issuedOn: '2026-03-01' });
    const facts = { fileName: '1.pdf', keyword: SEAL_KEYWORD, caseId: 'D1', caseDate: '2026-03-01' };
    expect((await seal.sealDocument(pdf, facts)).kind).toBe('sealed');
    await fetch(`${sandbox.url}/sandbox/rules/electronic-seal`, { method: 'PUT', body: JSON.stringify({ errorRate: 1 }) });
    expect(await seal.sealDocument(pdf, facts)).toMatchObject({ kind: 'failed', cause: 'service-failed' });
    expect(await (await fetch(`${sandbox.url}/sandbox/calls/electronic-seal?requestNumber=D1`)).json()).toMatchObject({ asked: 2, answered: 2 });
    await seal.close();
  });

  it('a service is named: its password comes from the environment or the file, and must be there', async () => {
    const own = { ...none(), sealServiceUrl: 'https://seal.example/FjqzConvertData', sealName: '某院电子印章' };
    await expect(sealServiceOf(own, sandbox.sealService)).rejects.toThrow('no password of the seal');
    await writeFile(own.sealPasswordFile, 'from-the-file\n');
    const settings = (await sealServiceOf(own, sandbox.sealService))!;
    expect(settings.seal.password.reveal()).toBe('from-the-file');
    expect((await sealServiceOf({ ...own, sealPassword: 'given' }, sandbox.sealService))!.seal.password.reveal()).toBe('given');
    expect(JSON.stringify(settings)).not.toContain('from-the-file');
    await expect(sealServiceOf({ ...own, sealPasswordFile: folder }, sandbox.sealService)).rejects.toThrow('cannot be read');
  });
});
