import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describeSettings } from '#libs/settings';
import { ROOT, sourceFiles } from './source-tree.js';

const read = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8');
const isThere = (path: string): Promise<boolean> => stat(join(ROOT, path)).then(() => true, () => false);

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string; readonly target: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const dockerfile = await read('docker/Dockerfile');
const compose = parse(await read('docker/compose.yaml'), { merge: true }) as Compose;
const dashboards = await Promise.all((await readdir(join(ROOT, 'docker/grafana/dashboards'))).map(async (name) => [name, JSON.parse(await read(`docker/grafana/dashboards/${name}`)) as Dashboard] as const));
const prometheus = parse(await read('docker/prometheus/prometheus.yaml')) as { scrape_configs: { job_name: string; dns_sd_configs: { names: string[]; port: number }[] }[]; rule_files: string[] };
const alarms = parse(await read('docker/prometheus/alarms.yaml')) as { groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[] };
const settings = describeSettings();

interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly { readonly id: number; readonly title: string; readonly gridPos: object; readonly targets: readonly { readonly expr: string; readonly datasource: { readonly uid: string } }[] }[];
}

/** What the program measures, without prefix. */
const measured = new Set((await sourceFiles()).flatMap(({ path, text }) => (path.startsWith('libs/telemetry/') ? [...text.matchAll(/\b(?:counter|gauge|histogram)\('([a-z_]+)'/g)].map((match) => match[1]!) : [])));
/** Those every process of Node.js has (prom-client). */
const OF_NODE = /^(process_resident_memory_bytes|nodejs_eventloop_lag_p99_seconds)$/;

const metricsIn = (expr: string): string[] => [...expr.matchAll(/chakong_([a-z0-9_]+)/g)].map((match) => match[1]!);
const isMeasured = (name: string): boolean => OF_NODE.test(name) || measured.has(name) || measured.has(name.replace(/_(bucket|sum|count)$/, ''));

describe('the files for Docker, checked without an engine', () => {
  it('every metric of a dashboard or an alarm is measured', () => {
    const expressions = [...dashboards.flatMap(([name, { panels }]) => panels.flatMap(({ targets }) => targets.map(({ expr }) => [name, expr] as const))), ...alarms.groups.flatMap(({ rules }) => rules.map(({ alert, expr }) => [alert, expr] as const))];
    expect(expressions.length).toBeGreaterThan(25);
    expect(expressions.filter(([, expr]) => metricsIn(expr).length === 0)).toEqual([]);
    expect(expressions.flatMap(([where, expr]) => metricsIn(expr).filter((name) => !isMeasured(name)).map((name) => `${where}: ${name}`))).toEqual([]);
  });

  it('what operators need to see is on a dashboard', () => {
    const shown = dashboards.flatMap(([, { panels }]) => panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsIn(expr))));
    for (const needed of ['breaker_state', 'outbox_lag_seconds', 'inquiry_duration_seconds_bucket', 'lane_wait_seconds_bucket', 'call_failures_total', 'dispatch_partitions']) expect(shown).toContain(needed);
  });

  it('dashboards are whole: own ids, balanced expressions, the datasource that is provisioned', async () => {
    const { datasources } = parse(await read('docker/grafana/provisioning/datasources/prometheus.yaml')) as { datasources: { uid: string; url: string }[] };
    expect(new Set(dashboards.map(([, { uid }]) => uid)).size).toBe(dashboards.length);
    for (const [, { panels }] of dashboards) {
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      for (const { targets } of panels) {
        for (const { expr, datasource } of targets) {
          expect(datasource.uid).toBe(datasources[0]!.uid);
          expect([...expr].filter((sign) => sign === '(')).toHaveLength([...expr].filter((sign) => sign === ')').length);
        }
      }
    }
    expect(Object.keys(compose.services)).toContain(new URL(datasources[0]!.url).hostname);
  });

  it('every variable of the processes is a setting', () => {
    const names = new Set(settings.map(({ name }) => name));
    const given = ['gateway', 'dispatcher', 'exchange'].flatMap((app) => Object.keys(compose.services[app]!.environment ?? {}));
    expect(given.length).toBeGreaterThan(10);
    expect(given.filter((name) => !names.has(name))).toEqual([]);
    const inImage = [...dockerfile.matchAll(/\b(CHAKONG_[A-Z_]+)=/g)].map((match) => match[1]!);
    expect(inImage.filter((name) => !names.has(name))).toEqual([]);
  });

  it('what a process must have is there', () => {
    for (const app of ['gateway', 'dispatcher', 'exchange']) {
      const given = Object.keys(compose.services[app]!.environment ?? {});
      for (const name of ['DATABASE_URL', 'CHAKONG_DATABASE_DESK_URL', 'KAFKA_BROKERS', 'CHAKONG_EXCHANGE_PUBLIC_URL']) expect(given).toContain(name);
    }
  });

  it('images are built from targets that exist, out of files that exist, and run an app that exists', async () => {
    const stages = new Set([...dockerfile.matchAll(/^FROM \S+ AS (\S+)$/gm)].map((match) => match[1]!));
    for (const { build } of Object.values(compose.services)) if (build !== undefined) expect(stages).toContain(build.target);
    for (const app of ['gateway', 'dispatcher', 'exchange']) {
      expect(stages).toContain(app);
      expect(dockerfile).toContain(`CMD ["node", "dist/apps/${app}/main.js"]`);
      expect(await isThere(`apps/${app}/main.ts`)).toBe(true);
    }
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) => match[1]!.split(' '));
    const ignored = (await read('.dockerignore')).split('\n').filter((line) => line !== '');
    for (const path of copied) {
      expect([path, await isThere(path)]).toEqual([path, true]);
      expect(ignored).not.toContain(path);
    }
    for (const [, stage] of dockerfile.matchAll(/^COPY --from=(\S+)/gm)) expect(stages).toContain(stage);
  });

  it('what is mounted is there, and volumes are named', async () => {
    for (const { volumes = [] } of Object.values(compose.services)) {
      for (const [source] of volumes.map((mount) => mount.split(':'))) {
        if (source!.startsWith('./')) expect([source, await isThere(join('docker', source!))]).toEqual([source, true]);
        else expect(Object.keys(compose.volumes)).toContain(source);
      }
    }
  });

  it('the broker keeps its messages in a volume', () => {
    const { environment = {}, volumes = [] } = compose.services['kafka']!;
    expect(volumes.map((mount) => mount.split(':')[1])).toContain(environment['KAFKA_LOG_DIRS']);
  });

  it('Prometheus looks where the processes are watched', () => {
    const portOf = (name: string): number => Number(settings.find((setting) => setting.name === name)!.default);
    const expected: Record<string, number> = { gateway: portOf('CHAKONG_GATEWAY_PORT'), dispatcher: portOf('CHAKONG_WATCH_PORT'), exchange: portOf('CHAKONG_WATCH_PORT') };
    expect(Object.fromEntries(prometheus.scrape_configs.flatMap(({ dns_sd_configs: found }) => found.flatMap(({ names, port }) => names.map((name) => [name, port]))))).toEqual(expected);
  });

  it('nothing runs with a password of ours', async () => {
    const text = await read('docker/compose.yaml');
    for (const [, value] of text.matchAll(/PASSWORD: (.+)$/gm)) expect(value).toMatch(/^\$\{[A-Z_]+:\?/);
  });
});
