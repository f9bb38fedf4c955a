import { Problem } from '#contracts/errors';
import { auditedChange, type Actor } from '#libs/access';
import { parseCourtCode, parseName } from '#libs/identifiers';
import { raiseRegistrationTasks, type RegistrationTaskCause } from '#libs/officer-registry';
import { isDay } from '#libs/statute';
import { openPhones, sealOfficer, type Database, type Tables, courtInReach, isUniqueViolation, type Reach } from '#libs/store';
import type { Selectable } from 'kysely';
import { v7, validate as isUuid } from 'uuid';
import type { OfficerRecord } from './case-record.js';
import { FieldFaults } from './field-faults.js';
import { decodeCursor, toPage, type Page, type PageRequest } from './page.js';

export type ImageType = 'jpg' | 'png';

export interface NewOfficer {
  readonly courtCode: string;
  readonly name: string;
  readonly phone: string;
  readonly workCertificate: string;
  readonly dutyCertificate: string;
  readonly images: CertificateImages;
  /** First and last days of the certificates, `yyyy-MM-dd` in Beijing; absent or null = not limited. */
  readonly workValidFrom?: string | null;
  readonly workValidUntil?: string | null;
  readonly dutyValidFrom?: string | null;
  readonly dutyValidUntil?: string | null;
  /** Makes them take part in the cases they are officer of. */
  readonly login?: string;
}

/** Pictures of both certificates, of the same type. */
export interface CertificateImages {
  readonly type: ImageType;
  readonly workCertificate: Uint8Array;
  readonly dutyCertificate: Uint8Array;
}

export type OfficerChange = Partial<Omit<NewOfficer, 'courtCode'>>;

export const MOST_IMAGE_BYTES = 360_000;

const COLUMNS = [
  'id', 'court_code', 'name', 'phone', 'phone_sealed', 'work_certificate', 'duty_certificate', 'login', 'work_valid_from', 'work_valid_until', 'duty_valid_from', 'duty_valid_until', 'suspended_at',
  'suspended_by', 'suspended_reason',
] as const;
const DAYS = ['workValidFrom', 'workValidUntil', 'dutyValidFrom', 'dutyValidUntil'] as const;
const CERTIFICATE = /^[0-9A-Za-z\u4E00-\u9FFF()（）〔〕第字号-]{1,40}$/;
const PHONE = /^\+?[0-9][0-9 -]{4,19}$/;
const MAGIC: Readonly<Record<ImageType, readonly number[]>> = { jpg: [0xff, 0xd8, 0xff], png: [0x89, 0x50, 0x4e, 0x47] };

/** The register of officers (承办人) with the certificates that go with every request (A2, A3). */
export class Officers {
  constructor(private readonly database: Database) {}

  /** Recorded in the same transaction. @throws Problem `request-invalid`, `court-unknown`. */
  async register(given: NewOfficer, actor: Actor): Promise<OfficerRecord> {
    const faults = new FieldFaults();
    const court = faults.take('/courtCode', parseCourtCode(given.courtCode));
    check(given, faults);
    faults.end();
    const act = ({ id }: OfficerRecord) => ({ event: 'officer.changed', reason: `registered ${id}` }) as const;
    return auditedChange(this.database, actor, act, { event: 'officer.changed' }, async (transaction) => {
      const known = await transaction.selectFrom('court').select('code').where('code', '=', court?.code ?? '').executeTakeFirst();
      if (known === undefined) throw new Problem('court-unknown', undefined, [{ field: '/courtCode', allowed: 'the code of a registered court' }]);
      const id = v7();
      const sealed = await sealOfficer(this.database.fields, id, { phone: given.phone, images: imagesOf(given.images) });
      const row = await takenLogin(() => transaction
        .insertInto('officer')
        .values({
          id,
          court_code: known.code,
          name: given.name,
          work_certificate: given.workCertificate,
          duty_certificate: given.dutyCertificate,
          login: given.login ?? null,
          image_type: given.images.type,
          ...sealed,
          ...dayColumns(given),
        })
        .returning(COLUMNS)
        .executeTakeFirstOrThrow());
      return this.#opened(row);
    });
  }

  /**
   * Cases keep the officer; inquiries already accepted keep what was true then. Institutions that have the officer registered are to be told (A2).
   * Recorded in the same transaction.
   * @throws Problem `officer-unknown`, `request-invalid`.
   */
  async change(id: string, change: OfficerChange, actor: Actor): Promise<OfficerRecord> {
    const act = { event: 'officer.changed', reason: `changed ${isUuid(id) ? id.toLowerCase() : ''}` } as const;
    return auditedChange(this.database, actor, act, { event: 'officer.changed' }, async (transaction) => {
      const found = isUuid(id) ? await transaction.selectFrom('officer').select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst() : undefined;
      if (found === undefined) throw new Problem('officer-unknown');
      const current = await this.#opened(found);
      const faults = new FieldFaults();
      check(change, faults);
      checkDays({ ...current, ...definedOf(change) }, faults);
      faults.end();
      const sealed = await sealOfficer(this.database.fields, current.id, {
        phone: change.phone ?? current.phone,
        ...(change.images === undefined ? {} : { images: imagesOf(change.images) }),
      });
      const row = await takenLogin(() => transaction
        .updateTable('officer')
        .set({
          name: change.name ?? current.name,
          work_certificate: change.workCertificate ?? current.workCertificate,
          duty_certificate: change.dutyCertificate ?? current.dutyCertificate,
          ...(change.login === undefined ? {} : { login: change.login }),
          ...dayColumns(change),
          ...(change.images === undefined ? {} : { image_type: change.images.type }),
          ...sealed,
        })
        .where('id', '=', id)
        .returning(COLUMNS)
        .executeTakeFirstOrThrow());
      const changed = await this.#opened(row);
      await raiseRegistrationTasks(transaction, id, causesOf(current, changed, change.images !== undefined), actor.login);
      return changed;
    });
  }

  /** From now on the officer signs nothing, whoever is asked. @throws Problem `officer-unknown`, `state-change-invalid` */
  suspend(id: string, reason: string, actor: Actor): Promise<OfficerRecord> {
    return this.#setSuspended(id, { reason }, actor);
  }

  /** @throws Problem `officer-unknown`, `state-change-invalid` */
  reinstate(id: string, actor: Actor): Promise<OfficerRecord> {
    return this.#setSuspended(id, undefined, actor);
  }

  #setSuspended(id: string, suspended: { readonly reason: string } | undefined, actor: Actor): Promise<OfficerRecord> {
    const event = suspended === undefined ? 'officer.reinstated' : 'officer.suspended';
    const known = isUuid(id) ? id.toLowerCase() : '';
    return auditedChange(this.database, actor, { event, reason: suspended === undefined ? known : `${known}: ${suspended.reason}` }, { event }, async (transaction) => {
      if (known === '') throw new Problem('officer-unknown');
      const now = suspended !== undefined;
      const row = await transaction
        .updateTable('officer')
        .set(
          now
            ? (from) => ({ suspended_at: from.fn<Date>('clock_timestamp'), suspended_by: actor.login, suspended_reason: suspended.reason })
            : { suspended_at: null, suspended_by: null, suspended_reason: null },
        )
        .where('id', '=', known)
        .where('suspended_at', now ? 'is' : 'is not', null)
        .returning(COLUMNS)
        .executeTakeFirst();
      if (row === undefined) {
        const there = await transaction.selectFrom('officer').select('id').where('id', '=', known).executeTakeFirst();
        if (there === undefined) throw new Problem('officer-unknown');
        throw new Problem('state-change-invalid', now ? 'The officer is suspended already.' : 'The officer is not suspended.');
      }
      await raiseRegistrationTasks(transaction, known, [now ? 'suspended' : 'reinstated'], actor.login);
      return this.#opened(row);
    });
  }

  async find(id: string): Promise<OfficerRecord | undefined> {
    if (!isUuid(id)) return undefined;
    const row = await this.database.query.selectFrom('officer').select(COLUMNS).where('id', '=', id).executeTakeFirst();
    return row && this.#opened(row);
  }

  /** Newest first, of the courts in reach. @throws Problem `cursor-invalid` */
  async list(filter: PageRequest & { readonly courtCode?: string; readonly reach: Reach }): Promise<Page<OfficerRecord>> {
    const after = decodeCursor(filter.cursor, isUuid);
    let query = this.database.query.selectFrom('officer').select(COLUMNS).where(courtInReach(filter.reach, 'court_code')).orderBy('id', 'desc').limit(filter.limit + 1);
    if (after !== undefined) query = query.where('id', '<', after);
    if (filter.courtCode !== undefined) query = query.where('court_code', '=', filter.courtCode);
    const rows = await query.execute();
    const phones = new Map((await openPhones(this.database.fields, rows)).map((phone, index) => [rows[index]!.id, phone]));
    return toPage(rows, filter.limit, (row) => row.id, (row) => toOfficer({ ...row, phone: phones.get(row.id)! }));
  }

  async #opened(row: Parameters<typeof openPhones>[1][number] & Omit<Parameters<typeof toOfficer>[0], 'phone'>): Promise<OfficerRecord> {
    const [phone] = await openPhones(this.database.fields, [row]);
    return toOfficer({ ...row, phone: phone! });
  }
}

/** @throws Problem `request-invalid` when another officer works under this login */
async function takenLogin<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw isUniqueViolation(error, 'officer_login_key') ? new Problem('request-invalid', undefined, [{ field: '/login', allowed: 'a login that no other officer has' }]) : error;
  }
}

function check(given: Partial<NewOfficer>, faults: FieldFaults): void {
  const { name, phone, workCertificate, dutyCertificate, images } = given;
  if (name !== undefined) faults.take('/name', parseName(name));
  if (phone !== undefined && !PHONE.test(phone)) faults.add('/phone', '5 to 20 digits, spaces and dashes, with or without a leading +');
  const certificate = '1 to 40 letters, digits, Chinese characters, brackets and dashes';
  if (workCertificate !== undefined && !CERTIFICATE.test(workCertificate)) faults.add('/workCertificate', certificate);
  if (dutyCertificate !== undefined && !CERTIFICATE.test(dutyCertificate)) faults.add('/dutyCertificate', certificate);
  checkDays(given, faults);
  if (images === undefined) return;
  for (const which of ['workCertificate', 'dutyCertificate'] as const) {
    const bytes = images[which];
    const isOfType = MAGIC[images.type].every((byte, index) => bytes[index] === byte);
    if (!isOfType || bytes.length > MOST_IMAGE_BYTES) faults.add(`/images/${which}`, `a ${images.type} picture of at most ${MOST_IMAGE_BYTES} bytes, base64`);
  }
}

function imagesOf(images: CertificateImages) {
  return { work: Buffer.from(images.workCertificate), duty: Buffer.from(images.dutyCertificate) };
}

type DaysGiven = Partial<Pick<NewOfficer, (typeof DAYS)[number]>>;

function checkDays(given: DaysGiven, faults: FieldFaults): void {
  for (const field of DAYS) if (given[field] != null && !isDay(given[field])) faults.add(`/${field}`, 'a day of the calendar as yyyy-MM-dd, or null for not limited');
  for (const which of ['work', 'duty'] as const) {
    const [from, until] = [given[`${which}ValidFrom`], given[`${which}ValidUntil`]];
    if (from != null && until != null && from > until) faults.add(`/${which}ValidUntil`, `a day not before ${which}ValidFrom`);
  }
}

const definedOf = <T extends object>(given: T): Partial<T> => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;

/** What an institution has to be told of; a telephone number is not part of a registration. */
function causesOf(before: OfficerRecord, after: OfficerRecord, newImages: boolean): RegistrationTaskCause[] {
  const causes: RegistrationTaskCause[] = [];
  if (before.name !== after.name) causes.push('name-changed');
  if (before.workCertificate !== after.workCertificate || before.dutyCertificate !== after.dutyCertificate) causes.push('certificate-changed');
  if (DAYS.some((field) => before[field] !== after[field])) causes.push('validity-changed');
  if (newImages) causes.push('image-changed');
  return causes;
}

function dayColumns({ workValidFrom, workValidUntil, dutyValidFrom, dutyValidUntil }: DaysGiven) {
  return {
    ...(workValidFrom === undefined ? {} : { work_valid_from: workValidFrom }),
    ...(workValidUntil === undefined ? {} : { work_valid_until: workValidUntil }),
    ...(dutyValidFrom === undefined ? {} : { duty_valid_from: dutyValidFrom }),
    ...(dutyValidUntil === undefined ? {} : { duty_valid_until: dutyValidUntil }),
  };
}

function toOfficer(row: Omit<Pick<Selectable<Tables['officer']>, (typeof COLUMNS)[number]>, 'phone' | 'phone_sealed'> & { readonly phone: string }): OfficerRecord {
  return {
    id: row.id,
    courtCode: row.court_code,
    name: row.name,
    phone: row.phone,
    workCertificate: row.work_certificate,
    dutyCertificate: row.duty_certificate,
    ...(row.work_valid_from === null ? {} : { workValidFrom: row.work_valid_from }),
    ...(row.work_valid_until === null ? {} : { workValidUntil: row.work_valid_until }),
    ...(row.duty_valid_from === null ? {} : { dutyValidFrom: row.duty_valid_from }),
    ...(row.duty_valid_until === null ? {} : { dutyValidUntil: row.duty_valid_until }),
    ...(row.suspended_at === null ? {} : { suspended: { at: row.suspended_at, by: row.suspended_by!, reason: row.suspended_reason! } }),
    ...(row.login === null ? {} : { login: row.login }),
  };
}
