import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { RunningGateway } from '../testkit/running-gateway.js';

describe("the officers' page", () => {
  let folder: string;
  let gateway: RunningGateway;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chakong-console-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__" />');
    await writeFile(join(folder, 'icon.svg'), '<svg/>');
    await writeFile(join(folder, 'assets', 'main-abc123.js'), 'export {};');
    await writeFile(join(folder, 'assets', 'main-abc123.js.gz'), gzipSync('export {};'));
    gateway = await RunningGateway.start({ consoleFolder: folder });
  });
  afterAll(async () => {
    await gateway.close();
    await rm(folder, { recursive: true, force: true });
  });

  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${gateway.gateway.address}${path}`, { redirect: 'manual', headers });

  test.each(['/', '/console'])('%s leads to it', async (path) => {
    const { status, headers } = await get(path);
    expect([status, headers.get('location')]).toEqual([302, '/console/']);
  });

  test.each(['/console/', '/console/cases/0190c0de-0000-7000-8000-00000000000a/assets?x=1', '/console/there/is/no.such'])('%s is the page, whoever asks, and is never kept', async (path) => {
    const { status, headers } = await get(path);
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([200, 'text/html; charset=utf-8', 'no-store']);
  });

  test('scripts come from here only, styles with a word that is new each time, and no other site shows it in a frame', async () => {
    const [first, second] = [await get('/console/'), await get('/console/')];
    const policy = first.headers.get('content-security-policy')!;
    const nonce = /'nonce-([^']+)'/.exec(policy)![1]!;
    expect(await first.text()).toContain(`content="${nonce}"`);
    expect(second.headers.get('content-security-policy')).not.toContain(nonce);
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
    expect([first.headers.get('x-content-type-options'), first.headers.get('referrer-policy')]).toEqual(['nosniff', 'no-referrer']);
  });

  test('a file that is named by its content is kept for ever, and comes packed to whoever can unpack it', async () => {
    const plain = await get('/console/assets/main-abc123.js', { 'accept-encoding': 'identity' });
    expect([plain.status, plain.headers.get('cache-control'), await plain.text()]).toEqual([200, 'public, max-age=31536000, immutable', 'export {};']);
    const packed = await get('/console/assets/main-abc123.js', { 'accept-encoding': 'gzip' });
    expect([packed.headers.get('content-encoding'), packed.headers.get('content-type'), await packed.text()]).toEqual(['gzip', expect.stringMatching(/^(text|application)\/javascript/), 'export {};']);
  });

  test('a file of another build, or outside, is not there', async () => {
    expect((await get('/console/assets/old-000000.js')).status).toBe(404);
    for (const path of ['/console/assets/%2e%2e/index.html', '/console/assets/..%2f..%2fpackage.json', '/console/assets/']) {
      const answer = await get(path);
      expect([path, answer.status >= 400 || (await answer.text()).includes('csp-nonce')]).toEqual([path, true]);
    }
  });

  test('no address of the API is in its way', async () => {
    expect((await gateway.get('/api/v1/me')).status).toBe(200);
    expect((await gateway.get('/api/v1/no-such')).body.code).toBe('route-unknown');
    expect((await gateway.get('/elsewhere')).body.code).toBe('route-unknown');
    expect((await gateway.get('/health/live', { as: null })).status).toBe(200);
  });

  test('it was not built: there is no page, and the API is served', async () => {
    const bare = await RunningGateway.start({ consoleFolder: join(folder, 'nowhere') });
    try {
      expect((await bare.get('/console/')).body.code).toBe('route-unknown');
      expect((await bare.get('/api/v1/me')).status).toBe(200);
    } finally {
      await bare.close();
    }
  });
});
