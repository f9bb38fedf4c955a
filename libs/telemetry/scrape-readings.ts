import { Counter, Gauge, Registry } from 'prom-client';

/** One lane as it stands now; read when somebody scrapes, never kept. */
export interface LaneReading {
  readonly institutionCode: string;
  readonly institutionKind: string;
  readonly waiting: number;
  readonly inFlight: number;
  readonly breaker: 'closed' | 'half-open' | 'open';
}

/** Requests waiting for institutions of one kind that poll us. */
export interface MailboxReading {
  readonly institutionKind: string;
  readonly waiting: number;
  /** Age of the oldest, seconds; 0 when none waits. */
  readonly oldestSeconds: number;
}

/** What of control measures is counted. */
export interface ControlReading {
  readonly orders: Iterable<{ readonly operation: string; readonly source: string; readonly state: string; readonly orders: number }>;
  readonly tasks: Iterable<{ readonly kind: string; readonly tasks: number }>;
}

/** Leads about property: what waits for somebody, by whether its day is over, and what was checked lately. */
export interface LeadReading {
  readonly toCheck: { readonly inTime: number; readonly overdue: number };
  readonly toTell: { readonly inTime: number; readonly overdue: number };
  readonly checked: { readonly inTime: number; readonly late: number };
}

/** Tasks on paper in one state and of one age: `day`, `week`, `month`, `older`. */
export interface OfflineReading {
  readonly state: string;
  readonly age: string;
  readonly tasks: number;
}

/** Most breakers shown one by one; a network outage must not make a page of 4,000 lines. */
const MOST_BREAKERS = 200;

/** A reading of how things stand, taken when somebody scrapes. */
type Reading = () => void | Promise<void>;

/** What is not counted as it happens but read for each scrape: how much waits, how far something is behind. */
export class ScrapeReadings {
  protected readonly registry = new Registry();
  readonly #failed = new Counter({ name: 'chakong_readings_failed_total', help: 'Gauges that could not be read for a scrape', registers: [this.registry] });
  readonly #readings: Reading[] = [];

  /** Shares of institutions that a dispatcher has, and is to have and does not yet. */
  observeShare(share: () => { readonly owned: number; readonly awaited: number }): void {
    const partitions = this.gauge('dispatch_partitions', 'Shares of institutions of this dispatcher: owned, or awaited from others', ['state']);
    this.#readings.push(() => {
      const { owned, awaited } = share();
      partitions.labels('owned').set(owned);
      partitions.labels('awaited').set(awaited);
    });
  }

  /** Whether the brokers of Kafka answer. */
  observeBrokers(up: () => boolean): void {
    const state = this.gauge('kafka_up', '1 while the brokers of Kafka answer, else 0', []);
    this.#readings.push(() => state.set(up() ? 1 : 0));
  }

  /** What waits for people, read from `waiting` at each scrape. Call once. */
  observeFilings(waiting: () => Promise<{ readonly filingsWithoutOfficer: number; readonly restoreTasks: number }>): void {
    const filings = this.gauge('filings_waiting_for_officer', 'Filed cases about which nobody is asked until their officers are registered', []);
    const tasks = this.gauge('restore_tasks_open', 'Cases ended without assets in which some were found, not decided yet', []);
    this.#readings.push(async () => {
      const now = await waiting();
      filings.set(now.filingsWithoutOfficer);
      tasks.set(now.restoreTasks);
    });
  }

  /** How leads stand, read from `now` at each scrape. Call once. */
  observeLeads(now: () => Promise<LeadReading>): void {
    const open = this.gauge('leads_open', 'Leads of parties that are not checked, or whose party was not told', ['step', 'clock']);
    const checked = this.gauge('leads_checked_30d', 'Leads checked in the last 30 days, in time or after their last day', ['clock']);
    this.#readings.push(async () => {
      const { toCheck, toTell, checked: lately } = await now();
      for (const [step, { inTime, overdue }] of [['check', toCheck], ['tell', toTell]] as const) {
        open.labels(step, 'in-time').set(inTime);
        open.labels(step, 'overdue').set(overdue);
      }
      checked.labels('in-time').set(lately.inTime);
      checked.labels('late').set(lately.late);
    });
  }

  /** Notices nobody settled, read from `unsettled` at each scrape. Call once. */
  observeSupervision(unsettled: () => Promise<Iterable<{ readonly kind: string; readonly level: string; readonly notices: number }>>): void {
    const waiting = this.gauge('supervision_notices_unsettled', 'Notices to supervisors that are not settled', ['kind', 'level']);
    this.#readings.push(async () => {
      const rows = await unsettled();
      waiting.reset();
      for (const { kind, level, notices } of rows) waiting.labels(kind, level).set(notices);
    });
  }

  /** How far publishing is behind, read at each scrape. Call once. */
  observeOutbox(lag: () => Promise<{ readonly events: number; readonly seconds: number }>): void {
    const events = this.gauge('outbox_lag_events', 'Events that wait to be published; counted up to 200,000', []);
    const seconds = this.gauge('outbox_lag_seconds', 'How long the oldest of them waits', []);
    this.#readings.push(async () => {
      const now = await lag();
      events.set(now.events);
      seconds.set(now.seconds);
    });
  }

  /** Depth, load and breakers of the lanes, read from `lanes` at each scrape. Call once. */
  observeLanes(lanes: () => Iterable<LaneReading>): void {
    const waiting = this.gauge('lane_waiting', 'Questions waiting in lanes', ['institution_kind']);
    const inFlight = this.gauge('lane_in_flight', 'Calls under way', ['institution_kind']);
    const breakers = this.gauge('breaker_state', 'Breakers that are not closed: 1 half open, 2 open', ['institution_code']);
    const notClosed = this.gauge('breakers_not_closed', 'How many breakers are not closed', ['institution_kind']);
    this.#readings.push(() => {
      for (const gauge of [waiting, inFlight, breakers, notClosed]) gauge.reset();
      let shown = 0;
      for (const lane of lanes()) {
        waiting.labels(lane.institutionKind).inc(lane.waiting);
        inFlight.labels(lane.institutionKind).inc(lane.inFlight);
        if (lane.breaker === 'closed') continue;
        notClosed.labels(lane.institutionKind).inc();
        if (shown++ < MOST_BREAKERS) breakers.labels(lane.institutionCode).set(lane.breaker === 'open' ? 2 : 1);
      }
    });
  }

  /** What waits for institutions that poll us, read from `mailboxes` at each scrape. Call once. */
  observeMailboxes(mailboxes: () => Iterable<MailboxReading> | Promise<Iterable<MailboxReading>>): void {
    const waiting = this.gauge('mailbox_waiting', 'Requests waiting for institutions that poll us', ['institution_kind']);
    const oldest = this.gauge('mailbox_oldest_seconds', 'Age of the oldest waiting request', ['institution_kind']);
    this.#readings.push(async () => {
      const rows = await mailboxes();
      waiting.reset();
      oldest.reset();
      for (const row of rows) {
        waiting.labels(row.institutionKind).set(row.waiting);
        oldest.labels(row.institutionKind).set(row.oldestSeconds);
      }
    });
  }

  /** Tasks on paper by state and age, read from `tasks` at each scrape. Call once. */
  observeOfflineTasks(tasks: () => Promise<Iterable<OfflineReading>>): void {
    const waiting = this.gauge('offline_tasks', 'Tasks on paper without a confirmed answer, by state and age since acceptance', ['state', 'age']);
    this.#readings.push(async () => {
      const rows = await tasks();
      waiting.reset();
      for (const { state, age, tasks: count } of rows) waiting.labels(state, age).set(count);
    });
  }

  /** Orders of control that are under way, and what waits for a person, read at each scrape. Call once. */
  observeControls(controls: () => Promise<ControlReading>): void {
    const underWay = this.gauge('control_orders_under_way', 'Orders of control that were approved and have not ended', ['operation', 'source', 'state']);
    const tasks = this.gauge('control_tasks_open', 'What a person has to look at about measures', ['kind']);
    this.#readings.push(async () => {
      const read = await controls();
      underWay.reset();
      tasks.reset();
      for (const { operation, source, state, orders } of read.orders) underWay.labels(operation, source, state).set(orders);
      for (const { kind, tasks: count } of read.tasks) tasks.labels(kind).set(count);
    });
  }

  /** How far sealing is behind, and whether anything may be sent. Call once. */
  observeEvidence(evidence: () => { readonly open: boolean; readonly lagSeconds: number }): void {
    const lag = this.gauge('evidence_lag_seconds', 'Age of the oldest record that is not sealed', []);
    const open = this.gauge('evidence_sending', '1 while records are sealed in time and requests are sent, else 0', []);
    this.#readings.push(() => {
      const state = evidence();
      lag.set(state.lagSeconds);
      open.set(state.open ? 1 : 0);
    });
  }

  /** How long the certificates we listen with are still valid, by door. Call once. */
  observeCertificates(certificates: () => Iterable<readonly [door: string, expiresInSeconds: number]>): void {
    const expires = this.gauge('tls_certificate_expires_seconds', 'Time until a certificate we listen with expires', ['door']);
    this.#readings.push(() => {
      for (const [door, seconds] of certificates()) expires.labels(door).set(seconds);
    });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** The page Prometheus reads. A reading that fails leaves its gauges as they were; the page always comes. */
  async page(): Promise<string> {
    for (const read of this.#readings) {
      try {
        await read();
      } catch {
        this.#failed.inc();
      }
    }
    return this.registry.metrics();
  }

  protected gauge<T extends string>(name: string, help: string, labelNames: T[]): Gauge<T> {
    return new Gauge({ name: `chakong_${name}`, help, labelNames, registers: [this.registry] });
  }
}
