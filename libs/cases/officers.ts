import { Problem } from '#contracts/errors';
import { auditedChange, type Actor } from '#libs/access';
import { parseCourtCode, parseName } from '#libs/identifiers';
import { courtInReach, isUniqueViolation, type Database, type Reach } from '#libs/store';
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

const COLUMNS = ['id', 'court_code', 'name', 'phone', 'work_certificate', 'duty_certificate', 'login'] as const;
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
      const row = await takenLogin(() => transaction
        .insertInto('officer')
        .values({
          id: v7(),
          court_code: known.code,
          name: given.name,
          phone: given.phone,
          work_certificate: given.workCertificate,
          duty_certificate: given.dutyCertificate,
          login: given.login ?? null,
          ...imageColumns(given.images),
        })
        .returning(COLUMNS)
        .executeTakeFirstOrThrow());
      return toOfficer(row);
    });
  }

  /**
   * Cases keep the officer; inquiries already accepted keep what was true then. Recorded in the same transaction.
   * @throws Problem `officer-unknown`, `request-invalid`.
   */
  async change(id: string, change: OfficerChange, actor: Actor): Promise<OfficerRecord> {
    const act = { event: 'officer.changed', reason: `changed ${isUuid(id) ? id.toLowerCase() : ''}` } as const;
    return auditedChange(this.database, actor, act, { event: 'officer.changed' }, async (transaction) => {
      const found = isUuid(id) ? await transaction.selectFrom('officer').select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst() : undefined;
      if (found === undefined) throw new Problem('officer-unknown');
      const current = toOfficer(found);
      const faults = new FieldFaults();
      check(change, faults);
      faults.end();
      const row = await takenLogin(() => transaction
        .updateTable('officer')
        .set({
          name: change.name ?? current.name,
          phone: change.phone ?? current.phone,
          work_certificate: change.workCertificate ?? current.workCertificate,
          duty_certificate: change.dutyCertificate ?? current.dutyCertificate,
          ...(change.login === undefined ? {} : { login: change.login }),
          ...(change.images === undefined ? {} : imageColumns(change.images)),
        })
        .where('id', '=', id)
        .returning(COLUMNS)
        .executeTakeFirstOrThrow());
      return toOfficer(row);
    });
  }

  async find(id: string): Promise<OfficerRecord | undefined> {
    if (!isUuid(id)) return undefined;
    const row = await this.database.query.selectFrom('officer').select(COLUMNS).where('id', '=', id).executeTakeFirst();
    return row === undefined ? undefined : toOfficer(row);
  }

  /** Newest first, of the courts in reach. @throws Problem `cursor-invalid` */
  async list(filter: PageRequest & { readonly courtCode?: string; readonly reach: Reach }): Promise<Page<OfficerRecord>> {
    const after = decodeCursor(filter.cursor, isUuid);
    let query = this.database.query.selectFrom('officer').select(COLUMNS).where(courtInReach(filter.reach, 'court_code')).orderBy('id', 'desc').limit(filter.limit + 1);
    if (after !== undefined) query = query.where('id', '<', after);
    if (filter.courtCode !== undefined) query = query.where('court_code', '=', filter.courtCode);
    return toPage(await query.execute(), filter.limit, (row) => row.id, toOfficer);
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
  if (images === undefined) return;
  for (const which of ['workCertificate', 'dutyCertificate'] as const) {
    const bytes = images[which];
    const isOfType = MAGIC[images.type].every((byte, index) => bytes[index] === byte);
    if (!isOfType || bytes.length > MOST_IMAGE_BYTES) faults.add(`/images/${which}`, `a ${images.type} picture of at most ${MOST_IMAGE_BYTES} bytes, base64`);
  }
}

function imageColumns(images: CertificateImages) {
  return { image_type: images.type, work_image: Buffer.from(images.workCertificate), duty_image: Buffer.from(images.dutyCertificate) };
}

function toOfficer(row: { id: string; court_code: string; name: string; phone: string; work_certificate: string; duty_certificate: string; login: string | null }): OfficerRecord {
  return {
    id: row.id,
    courtCode: row.court_code,
    name: row.name,
    phone: row.phone,
    workCertificate: row.work_certificate,
    dutyCertificate: row.duty_certificate,
    ...(row.login === null ? {} : { login: row.login }),
  };
}
