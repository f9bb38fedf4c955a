import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { CertificateMaker, type MadeCertificate } from '#libs/certificate-maker';
import { agreedCertificatesOf, CredentialFault, CredentialStore, institutionTlsOf } from './index.js';

describe('credentials', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chakong-credentials-'));
    file = join(folder, 'credentials.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const put = async (content: unknown, mode = 0o600) => {
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
    await chmod(file, mode);
  };

  it('a file: its entries are found, and nothing of them can be printed', async () => {
    await put({ icbc: { username: 'YH000001', password: 'gEhEiM' }, direct: { token: 't0k3n' } });
    const store = await CredentialStore.open({ file });
    expect(store.resolve('icbc')['password']?.reveal()).toBe('gEhEiM');
    expect([...store.usernames()]).toEqual([['YH000001', 'icbc']]);
    expect(store.has('direct')).toBe(true);
    for (const shown of [JSON.stringify(store.resolve('icbc')), inspect(store, { depth: 9 }), String(store.resolve('icbc')['password'])]) {
      expect(shown).not.toContain('gEhEiM');
    }
  });

  it('no such entry: no secrets', async () => {
    const store = await CredentialStore.open({});
    expect([store.has('x'), store.resolve('x'), store.resolve('constructor')]).toEqual([false, {}, {}]);
  });

  it('the file is not there yet: empty, and there once something was added, for its owner only', async () => {
    const store = await CredentialStore.open({ file });
    expect(await store.addMissing({ a: { token: 'one' } })).toEqual(['a']);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await CredentialStore.open({ file })).resolve('a')['token']?.reveal()).toBe('one');
  });

  it('its folder is not there yet either: made', async () => {
    const deeper = join(folder, 'secrets', 'of', 'institutions.json');
    await (await CredentialStore.open({ file: deeper })).addMissing({ a: { token: 'one' } });
    expect((await stat(deeper)).mode & 0o777).toBe(0o600);
  });

  it('the file cannot be read or written: refused in a sentence that names it and the setting', async () => {
    await mkdir(file, { mode: 0o700 });
    await expect(CredentialStore.open({ file })).rejects.toThrow(`${file} holds secrets and cannot be read (EISDIR)`);
    const store = await CredentialStore.open({ file: join(folder, 'other.json') });
    await mkdir(join(folder, 'other.json'), { mode: 0o700 });
    await expect(store.addMissing({ a: { token: 'one' } })).rejects.toThrow(/CHAKONG_CREDENTIALS_FILE/);
  });

  it('something is added beside what is there: the old stays as it is', async () => {
    await put({ a: { token: 'one' } });
    const store = await CredentialStore.open({ file, json: '{"c": {"token": "three"}}' });
    expect(await store.addMissing({ a: { token: 'other' }, b: { token: 'two' }, c: { token: 'other' } })).toEqual(['b']);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ a: { token: 'one' }, b: { token: 'two' } });
    expect(store.resolve('c')['token']?.reveal()).toBe('three');
  });

  it('the environment says otherwise: it wins, entry by entry', async () => {
    await put({ a: { token: 'file' }, b: { token: 'file' } });
    const store = await CredentialStore.open({ file, json: '{"b": {"token": "environment"}}' });
    expect([store.resolve('a')['token']?.reveal(), store.resolve('b')['token']?.reveal()]).toEqual(['file', 'environment']);
  });

  it('the file changes: seen after a reload, and what was known stays when the new file is broken', async () => {
    await put({ a: { token: 'one' } });
    const store = await CredentialStore.open({ file });
    await put({ a: { token: 'two' } });
    await store.reload();
    expect(store.resolve('a')['token']?.reveal()).toBe('two');
    await put('{"a":');
    await expect(store.reload()).rejects.toBeInstanceOf(CredentialFault);
    expect(store.resolve('a')['token']?.reveal()).toBe('two');
  });

  it.each([0o644, 0o640, 0o604])('the file may be read by others (%o): refused', async (mode) => {
    await put({ a: { token: 'one' } }, mode);
    await expect(CredentialStore.open({ file })).rejects.toThrow(/mode 0600/);
  });

  it.each([
    ['no JSON', '{"a": {"token": "gEhEiM"'],
    ['a list', ['gEhEiM']],
    ['an entry that is a text', { a: 'gEhEiM' }],
    ['a secret that is a number', { a: { pin: 4711, other: 'gEhEiM' } }],
    ['a secret that is empty', { a: { token: '', other: 'gEhEiM' } }],
    ['a name with a slash', { '../a': { token: 'gEhEiM' } }],
    ['the same login twice', { a: { username: 'YH1', password: 'gEhEiM' }, b: { username: 'YH1' } }],
  ])('%s: refused, and the secret is not repeated', async (_, content) => {
    await put(content);
    const fault = await CredentialStore.open({ file }).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(CredentialFault);
    expect((fault as Error).message).not.toMatch(/gEhEiM|4711/);
  });

  describe('certificates', () => {
    let authority: CertificateMaker;
    let ours: MadeCertificate;
    beforeAll(async () => {
      authority = await CertificateMaker.create('CN=bank');
      ours = await authority.make({ subject: 'CN=gateway' });
    });

    it('as PEM, or as the path of a file beside the credentials: read, and again when that file changes', async () => {
      await writeFile(join(folder, 'key.pem'), ours.key, { mode: 0o600 });
      await writeFile(join(folder, 'gateway.pem'), ours.certificate);
      await put({ bank: { tlsCa: authority.certificate, tlsCertificate: 'gateway.pem', tlsKey: join(folder, 'key.pem') }, other: { token: 'x' } });
      const store = await CredentialStore.open({ file });
      expect(institutionTlsOf(store.resolve('bank'))).toEqual({ ca: authority.certificate, certificate: ours.certificate, key: ours.key });
      expect(institutionTlsOf(store.resolve('other'))).toBeUndefined();
      const next = await authority.make({ subject: 'CN=gateway next' });
      const changed = new Promise((resolve) => (stop = store.follow(resolve, 20)));
      await Promise.all([writeFile(join(folder, 'key.pem'), next.key), writeFile(join(folder, 'gateway.pem'), next.certificate)]);
      for (let tries = 0; tries < 200 && institutionTlsOf(store.resolve('bank'))?.certificate !== next.certificate; tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
      await changed;
      stop();
      expect(institutionTlsOf(store.resolve('bank'))?.key).toBe(next.key);
    });
    let stop: () => void;

    it('agreed with an institution that calls us: in effect as soon as the file says so', async () => {
      await put({ bank: { username: 'YH1', password: 'x' } });
      const store = await CredentialStore.open({ file });
      expect(agreedCertificatesOf(store.resolve('bank'))).toBeUndefined();
      await put({ bank: { username: 'YH1', password: 'x', clientCertificates: `${'AB:'.repeat(31)}AB; CN=client < CN=bank` } });
      await store.reload();
      const certificate = { fingerprint: 'ab'.repeat(32), subject: 'CN=x', issuer: 'CN=y', expiresAtMs: 1000 };
      const agreed = agreedCertificatesOf(store.resolve('bank'));
      expect([agreed?.accepts(certificate, 999), agreed?.accepts(certificate, 1000), agreed?.accepts(undefined, 0)]).toEqual([true, false, false]);
      const named = { fingerprint: 'cd'.repeat(32), subject: 'CN=client', issuer: 'CN=bank', expiresAtMs: 1000 };
      expect([agreed?.accepts(named, 0), agreed?.accepts({ ...named, issuer: 'CN=y' }, 0), agreed?.accepts({ ...named, subject: 'CN=y' }, 0)]).toEqual([true, false, false]);
    });

    it.each<[string, () => Record<string, string>, RegExp]>([
      ['a file that is not there', () => ({ tlsCa: 'nowhere.pem' }), /Entry a .*file of tlsCa cannot be read \(ENOENT\)/],
      ['a certificate without its key', () => ({ tlsCertificate: ours.certificate }), /belong together/],
      ['a key that is another’s', () => ({ tlsCertificate: authority.certificate, tlsKey: ours.key }), /tlsKey is not the key/],
      ['a key that is a certificate', () => ({ tlsCertificate: ours.certificate, tlsKey: ours.certificate }), /tlsKey must be a private key/],
      ['a fingerprint that is none', () => ({ clientCertificates: 'abc' }), /each line of clientCertificates/],
      ['nobody agreed upon', () => ({ clientCertificates: ' ; ' }), /each line of clientCertificates/],
    ])('%s: refused, naming the entry', async (_, entry, sentence) => {
      await put({ a: entry() });
      await expect(CredentialStore.open({ file })).rejects.toThrow(sentence);
    });

    it('a key in a file that others may read: refused', async () => {
      await writeFile(join(folder, 'key.pem'), ours.key, { mode: 0o644 });
      await put({ a: { tlsCertificate: ours.certificate, tlsKey: 'key.pem' } });
      await expect(CredentialStore.open({ file })).rejects.toThrow(/mode 0600/);
    });
  });
});
