import { Sensitive } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { acceptCorrelationId, createLogger, currentCorrelationId, HealthRegistry, Metrics, runWithCorrelation, type LaneReading } from './index.js';

describe('the log', () => {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- lines as they were written
  const lines: any[] = [];
  const text = () => JSON.stringify(lines);
  const logger = createLogger({ level: 'trace', component: 'test', destination: { write: (line) => void lines.push(JSON.parse(line)) } });
  beforeEach(() => void lines.splice(0));

  it('fields that are known to be safe are written, with level, time and component', () => {
    logger.info({ inquiryId: 'i-1', institutionCode: 'C001', ms: 12.5, sources: ['deposit'], at: new Date(0) }, 'answer committed');
    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        component: 'test',
        inquiryId: 'i-1',
        institutionCode: 'C001',
        ms: 12.5,
        sources: ['deposit'],
        at: '1970-01-01T00:00:00.000Z',
        message: 'answer committed',
      },
    ]);
  });

  it('fields that nobody has declared safe are masked, wherever they stand', () => {
    logger.info({ name: '张三', body: '<cxqq/>', caseId: { number: '330106' }, cause: ['x', { phone: '139' }] }, 'x');
    expect(lines[0]).toMatchObject({ name: '‹masked›', body: '‹masked›', caseId: { number: '‹masked›' }, cause: ['x', { phone: '‹masked›' }] });
    expect(text()).not.toMatch(/张三|cxqq|330106|139/);
  });

  it('a value that is sensitive is masked even under a safe name', () => {
    logger.info({ reason: new Sensitive('张三'), count: new Sensitive(5) }, 'x');
    expect(lines[0]).toMatchObject({ reason: '‹masked›', count: '‹masked›' });
  });

  it('an error of the database: its codes and place, never its text', () => {
    const err = Object.assign(new Error('duplicate key (330106198001011235)'), { code: '23505', table: 'obligor', constraint: 'obligor_pkey', detail: 'Key (number)=(330106198001011235)' });
    logger.error({ err }, 'not written');
    logger.error(err);
    logger.error({ err });
    logger.error(err, 'not written: %s', '330106198001011235');
    expect(lines[0]).toMatchObject({ message: 'not written', err: { type: 'Error', code: '23505', table: 'obligor', constraint: 'obligor_pkey', stack: expect.stringContaining('at ') } });
    expect(lines).toHaveLength(4);
    expect(text()).not.toContain('330106198001011235');
  });

  it('errors whose text is ours, or the engine\'s, are written with it', () => {
    logger.warn({ err: new Problem('case-unknown') }, 'x');
    logger.warn({ err: new TypeError('x is not a function') }, 'x');
    logger.warn({ err: Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { errno: -111, syscall: 'connect', code: 'ECONNREFUSED' }) }, 'x');
    expect(lines.map(({ err }) => err.message)).toEqual(['There is no such case', 'x is not a function', 'connect ECONNREFUSED 127.0.0.1:1']);
  });

  it('values interpolated into the text are not written', () => {
    logger.info({ count: 1 }, 'found %s', '张三');
    logger.info('found %s', '张三');
    expect(text()).not.toContain('张三');
    expect(lines.map(({ message }) => message)).toEqual(['found %s', 'found %s']);
  });

  it('a child and its fields are masked in the same way', () => {
    logger.child({ institutionCode: 'C001', name: '张三' }).info({ subject: '李四' }, 'x');
    expect(lines[0]).toMatchObject({ institutionCode: 'C001', name: '‹masked›', subject: '‹masked›' });
  });

  it('what is strange is masked or shortened, and never breaks the log', () => {
    const circle: Record<string, unknown> = {};
    circle['cause'] = circle;
    logger.info({ cause: circle, reason: 'x'.repeat(5000), code: Symbol('x'), at: new Date(NaN), url: 'https://user:pass@bank.example/a?token=1', count: 5n, err: 'text' }, 'x');
    expect(lines[0]).toMatchObject({ code: '‹masked›', at: null, url: 'https://bank.example/a', count: '5' });
    expect(lines[0].reason).toHaveLength(300);
    expect(text()).not.toMatch(/pass|token/);
  });

  it('lines within a call carry its correlation id', async () => {
    await runWithCorrelation('call-1', async () => {
      await Promise.resolve();
      logger.info('inside');
      expect(currentCorrelationId()).toBe('call-1');
    });
    logger.info('outside');
    expect(lines.map(({ correlationId }) => correlationId)).toEqual(['call-1', undefined]);
  });

  it('a correlation id that is none is replaced', () => {
    expect(acceptCorrelationId('Filing_2016-04.29')).toBe('Filing_2016-04.29');
    for (const bad of [undefined, '', 'a b', 'a\nb', '张三', 'x'.repeat(65), ['a', 'b'], '-a']) {
      expect(acceptCorrelationId(bad)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    }
  });
});

describe('metrics', () => {
  it('what the engine reports is on the page, by kind of institution', async () => {
    const metrics = new Metrics({ processMetrics: false });
    metrics.request('bank', 'pull');
    metrics.outcome('bank', 'nothing-found');
    metrics.outcome('bank', 'nothing-found');
    metrics.outcomeReused('bank');
    metrics.outcomeLate('bank');
    metrics.callDuration('police', 0.2);
    metrics.callFailure('police', 'timeout');
    metrics.callRetry('police');
    metrics.laneWait('police', 1);
    metrics.exchangeCall('bank', 'getXzcxList', 'ok', 0.01);
    metrics.inquiryAccepted();
    metrics.inquiryCompleted(12, false);
    metrics.commitGroup(40, 0.004);
    const page = await metrics.page();
    for (const line of [
      'chakong_requests_total{institution_kind="bank",channel="pull"} 1',
      'chakong_outcomes_total{institution_kind="bank",kind="nothing-found"} 2',
      'chakong_outcomes_reused_total{institution_kind="bank"} 1',
      'chakong_outcomes_late_total{institution_kind="bank"} 1',
      'chakong_call_duration_seconds_count{institution_kind="police"} 1',
      'chakong_call_failures_total{institution_kind="police",cause="timeout"} 1',
      'chakong_call_retries_total{institution_kind="police"} 1',
      'chakong_lane_wait_seconds_count{institution_kind="police"} 1',
      'chakong_exchange_duration_seconds_count{adapter="bank",operation="getXzcxList",result="ok"} 1',
      'chakong_inquiries_accepted_total 1',
      'chakong_inquiry_duration_seconds_count{complete="false"} 1',
      'chakong_commit_group_size_sum 40',
      'chakong_commit_duration_seconds_count 1',
    ]) {
      expect(page.split('\n')).toContain(line);
    }
  });

  it('lanes are read at each scrape: sums by kind, and only breakers that are not closed one by one', async () => {
    const metrics = new Metrics({ processMetrics: false });
    let lanes: LaneReading[] = [
      { institutionCode: 'A', institutionKind: 'bank', waiting: 3, inFlight: 1, breaker: 'open' },
      { institutionCode: 'B', institutionKind: 'bank', waiting: 4, inFlight: 2, breaker: 'closed' },
      { institutionCode: 'C', institutionKind: 'police', waiting: 0, inFlight: 0, breaker: 'half-open' },
    ];
    metrics.observeLanes(() => lanes);
    const first = await metrics.page();
    expect(first).toContain('chakong_lane_waiting{institution_kind="bank"} 7');
    expect(first).toContain('chakong_lane_in_flight{institution_kind="bank"} 3');
    expect(first).toContain('chakong_breaker_state{institution_code="A"} 2');
    expect(first).toContain('chakong_breaker_state{institution_code="C"} 1');
    expect(first).not.toContain('institution_code="B"');
    lanes = lanes.map((lane) => ({ ...lane, breaker: 'closed' }));
    const second = await metrics.page();
    expect(second).not.toContain('chakong_breaker_state{');
    expect(second).toContain('chakong_lane_waiting{institution_kind="bank"} 7');
  });

  it('an outage of everything: the page stays readable', async () => {
    const metrics = new Metrics({ processMetrics: false });
    metrics.observeLanes(() => Array.from({ length: 4000 }, (_, index) => ({ institutionCode: `I${index}`, institutionKind: 'bank', waiting: 1, inFlight: 0, breaker: 'open' as const })));
    const page = await metrics.page();
    expect(page.match(/^chakong_breaker_state\{/gm)).toHaveLength(200);
    expect(page).toContain('chakong_breakers_not_closed{institution_kind="bank"} 4000');
  });

  it('mailboxes cannot be read: the rest of the page comes, and the failure is counted', async () => {
    const metrics = new Metrics({ processMetrics: false });
    let works = true;
    metrics.observeMailboxes(async () => {
      if (!works) throw new Error('away');
      return [{ institutionKind: 'bank', waiting: 9, oldestSeconds: 61 }];
    });
    expect(await metrics.page()).toContain('chakong_mailbox_oldest_seconds{institution_kind="bank"} 61');
    works = false;
    await metrics.page();
    expect(await metrics.page()).toMatch(/chakong_readings_failed_total [12]/);
  });

  it('leads: what waits by its step and clock, and how much was checked in time', async () => {
    const metrics = new Metrics({ processMetrics: false });
    metrics.observeLeads(async () => ({ toCheck: { inTime: 4, overdue: 1 }, toTell: { inTime: 0, overdue: 2 }, checked: { inTime: 9, late: 3 } }));
    const page = await metrics.page();
    expect(page.split('\n').filter((line) => line.startsWith('chakong_leads_'))).toEqual([
      'chakong_leads_open{step="check",clock="in-time"} 4', 'chakong_leads_open{step="check",clock="overdue"} 1', 'chakong_leads_open{step="tell",clock="in-time"} 0', 'chakong_leads_open{step="tell",clock="overdue"} 2',
      'chakong_leads_checked_30d{clock="in-time"} 9', 'chakong_leads_checked_30d{clock="late"} 3',
    ]);
  });

  it('two in one process do not disturb each other', async () => {
    const [one, two] = [new Metrics(), new Metrics()];
    one.inquiryAccepted();
    expect(await two.page()).toContain('chakong_inquiries_accepted_total 0');
  });
});

describe('health', () => {
  it('checks run at the same time, each with its own limit; one that throws at once is down too', async () => {
    const health = new HealthRegistry();
    const aborted: string[] = [];
    health.register({ name: 'never', timeoutMs: 10, check: (signal) => new Promise(() => signal.addEventListener('abort', () => aborted.push('never'))) });
    health.register({
      name: 'throws',
      critical: false,
      check: () => {
        throw new Error('at once');
      },
    });
    health.register({ name: 'fine', check: async () => 1 });
    const report = await health.readiness();
    expect(report.state).toBe('down');
    expect(report.dependencies.map(({ name, state, cause }) => [name, state, cause])).toEqual([
      ['never', 'down', 'timeout'],
      ['throws', 'down', 'fault'],
      ['fine', 'up', undefined],
    ]);
    expect(aborted).toEqual(['never']);
  });

  it('asked by many at once: each dependency is checked once, and again after a while', async () => {
    let now = 0;
    let checks = 0;
    const health = new HealthRegistry({ clock: () => now });
    health.register({ name: 'database', check: async () => void (checks += 1) });
    await Promise.all(Array.from({ length: 20 }, () => health.readiness()));
    expect(checks).toBe(1);
    now = 1000;
    await health.readiness();
    expect(checks).toBe(2);
  });

  it('the same name twice: refused; a check taken away is gone', async () => {
    const health = new HealthRegistry({ keptMs: 0 });
    const away = health.register({ name: 'a', check: () => Promise.reject(new Error('down')) });
    expect(() => health.register({ name: 'a', check: async () => undefined })).toThrow('already');
    expect((await health.readiness()).state).toBe('down');
    away();
    expect(await health.readiness()).toEqual({ state: 'up', dependencies: [] });
  });

  it('shutting down: said at once, also within the time a report is kept', async () => {
    const health = new HealthRegistry();
    expect((await health.readiness()).state).toBe('up');
    health.beginShutdown();
    expect((await health.readiness()).state).toBe('shutting-down');
    expect(health.liveness().state).toBe('up');
  });
});
