import { ChangeListener } from '#libs/institutions';
import { beijingDay, type Day } from '#libs/statute';
import { OfficerStandingStore, type Database, type StoredStanding } from '#libs/store';
import type { Logger } from '#libs/telemetry';
import { invalidityOf, signingRefusal, type Invalidity, type OfficerStanding, type RegistrationRule, type SigningRefusal, type Validity } from './standing.js';

/** Channel of LISTEN/NOTIFY; triggers tell which officer changed. */
const OFFICER_CHANNEL = 'officer_changed';

/** Without notifications what is in memory is believed for this long, ms. */
const BELIEVED_MS = 2000;

/** Somebody whom a request names. */
export interface Signer {
  readonly id: string;
}

/** What the code that sends asks before it sends. */
export interface SigningCheck {
  /** Why a request to this institution may not go out now; undefined when it may. Answers at once for officers it knows. */
  refusal(signers: readonly Signer[], institution: AskedInstitution, now?: Date): SigningRefusal | undefined | Promise<SigningRefusal | undefined>;
  /** What is wrong with an officer whoever is asked. */
  invalidity(signer: Signer, now?: Date): Invalidity | undefined | Promise<Invalidity | undefined>;
}

interface AskedInstitution {
  readonly code: string;
  readonly officerRegistration?: RegistrationRule | undefined;
}

export interface OfficerRegisterOptions {
  readonly database: Database;
  readonly logger: Logger;
  readonly clock?: () => Date;
  /** See {@link ChangeListener}. */
  readonly heartbeatMs?: number;
}

interface Known {
  /** Undefined: there is no such officer. */
  readonly standing: OfficerStanding | undefined;
  readonly readAtMs: number;
}

/**
 * Who may sign what, today, in memory: asked for every request before it leaves, so it must cost no round trip. PostgreSQL tells which
 * officer changed. Whom nobody told of is read when first asked about; while notifications do not arrive nothing is believed for long,
 * so that a suspension does not wait for a broken connection.
 */
export class OfficerRegister implements SigningCheck {
  readonly #known = new Map<string, Known>();
  /** Days of one moment, made once. */
  #day: { readonly fromMs: number; readonly day: Day } = { fromMs: NaN, day: '' };
  readonly #store: OfficerStandingStore;
  readonly #listener: ChangeListener;
  #writing: Promise<void> = Promise.resolve();

  constructor(private readonly options: OfficerRegisterOptions) {
    this.#store = new OfficerStandingStore(options.database);
    this.#listener = new ChangeListener({
      database: options.database, channel: OFFICER_CHANNEL, logger: options.logger, heartbeatMs: options.heartbeatMs,
      // Without a name: connected anew, and whatever was told in between was missed.
      onChange: (officerId) => {
        // Until it is read again it is not known: who asks meanwhile waits for the truth.
        if (officerId === undefined) this.#known.clear();
        else this.#known.delete(officerId);
        this.refresh(officerId === undefined ? undefined : [officerId]).catch((err: unknown) => options.logger.warn({ err }, 'officers not read again'));
      },
    });
  }

  /** Reads everybody and begins to listen. @throws when the database cannot be read */
  async start(): Promise<void> {
    this.#listener.start();
    await this.refresh();
  }

  async close(): Promise<void> {
    await this.#listener.close();
    await this.#writing.catch(() => undefined);
  }

  get listening(): boolean {
    return this.#listener.listening;
  }

  /** Reads these officers again, or everybody; whatever was committed before the call is known when it resolves. */
  refresh(officerIds?: readonly string[]): Promise<void> {
    // One after the other, so that an older reading never overwrites a newer one.
    const turn = this.#writing.catch(() => undefined).then(() => this.#read(officerIds));
    this.#writing = turn;
    return turn;
  }

  refusal(signers: readonly Signer[], institution: AskedInstitution, now = this.#now()): SigningRefusal | undefined | Promise<SigningRefusal | undefined> {
    const decide = (): SigningRefusal | undefined => signingRefusal(signers.map(({ id }) => this.#known.get(id)?.standing), institution, this.#today(now));
    const unsure = this.#unsure(signers);
    return unsure.length === 0 ? decide() : this.refresh(unsure).then(decide);
  }

  invalidity(signer: Signer, now = this.#now()): Invalidity | undefined | Promise<Invalidity | undefined> {
    const decide = (): Invalidity | undefined => invalidityOf(this.#known.get(signer.id)?.standing, this.#today(now));
    const unsure = this.#unsure([signer]);
    return unsure.length === 0 ? decide() : this.refresh(unsure).then(decide);
  }

  #unsure(signers: readonly Signer[]): string[] {
    const believed = this.listening ? -Infinity : Date.now() - BELIEVED_MS;
    return signers.flatMap(({ id }) => ((this.#known.get(id)?.readAtMs ?? -Infinity) > believed ? [] : [id]));
  }

  async #read(officerIds: readonly string[] | undefined): Promise<void> {
    const readAtMs = Date.now();
    const rows = officerIds === undefined ? await this.#store.all() : await this.#store.some(officerIds);
    if (officerIds === undefined) this.#known.clear();
    for (const id of officerIds ?? []) this.#known.set(id, { standing: undefined, readAtMs });
    for (const row of rows) this.#known.set(row.officerId, { standing: toStanding(row), readAtMs });
  }

  #now(): Date {
    return this.options.clock?.() ?? new Date();
  }

  #today(now: Date): Day {
    const hour = Math.floor(now.getTime() / 3600_000);
    if (hour !== this.#day.fromMs) this.#day = { fromMs: hour, day: beijingDay(now) };
    return this.#day.day;
  }
}

const validity = (from: string | null, until: string | null): Validity => ({ ...(from === null ? {} : { from }), ...(until === null ? {} : { until }) });

function toStanding(row: StoredStanding): OfficerStanding {
  return {
    workCertificate: validity(row.workFrom, row.workUntil),
    dutyCertificate: validity(row.dutyFrom, row.dutyUntil),
    suspended: row.suspended,
    registrations: new Map(row.registrations.map(({ institution, since, until }) => [institution, validity(since, until)])),
  };
}
