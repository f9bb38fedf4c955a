import type { OfficerCertificates } from '#contracts/adapter';
import type { Database } from './database.js';
import { IDENTITY_COLUMN, keysOf, sealedKeys, type RawIdentityKey } from './identity-row.js';
import { openImages } from './sealed-officer.js';
import { PLACE } from './sealed-rows.js';
import type { InquirySnapshot } from './inquiry-reader.js';

/** What a query notice says. */
export interface NoticeData {
  readonly documentNumber: string;
  /** Case and officers as they were when asked; subjects as the institutions are asked about them. */
  readonly snapshot: InquirySnapshot;
  /** How many obligors were corrected by a register since: another number, another notice. */
  readonly corrected: number;
  readonly sources: readonly string[];
  /** Code of `libs/statute`; null on inquiries from before there were any. */
  readonly legalBasis: string | null;
  readonly acceptedAt: Date;
}

/** Reads what is served to institutions besides the requests themselves. */
export class DocumentReader {
  constructor(private readonly database: Database) {}

  /** The notice under a document number, if the institution was asked under it. */
  async noticeFor(institutionCode: string, documentNumber: string): Promise<NoticeData | undefined> {
    const { rows } = await this.database.pool.query<{ id: string; snapshot: InquirySnapshot | null; sealed: Buffer | null; sources: string[]; accepted_at: Date; legal_basis: string | null; identity: RawIdentityKey[] | null }>(
      `SELECT id, snapshot, sealed, sources, accepted_at, legal_basis, ${IDENTITY_COLUMN} FROM inquiry WHERE document_number = $1
         AND EXISTS (SELECT FROM inquiry_request r WHERE r.inquiry_id = inquiry.id AND r.institution_code = $2)`,
      [documentNumber, institutionCode],
    );
    const row = rows[0];
    if (row === undefined) return undefined;
    // The notice names people as the requests under it do, or an institution could not tell that they belong together.
    const opener = await this.database.fields.opener([row.sealed, ...sealedKeys(row.identity)]);
    const snapshot = opener.json(row.sealed, row.snapshot, PLACE.snapshot(row.id));
    const corrected = new Map(
      (row.identity ?? []).flatMap((raw) => {
        const keys = keysOf(opener, row.id, raw);
        return keys === null ? [] : [[raw.obligorId, keys] as const];
      }),
    );
    const subjects = snapshot.subjects.map((subject) => corrected.get(subject.obligorId) ?? subject);
    return { documentNumber, snapshot: { ...snapshot, subjects }, corrected: corrected.size, sources: row.sources, legalBasis: row.legal_basis, acceptedAt: row.accepted_at };
  }

  /** In the order of the ids given. */
  async certificates(officerIds: readonly string[]): Promise<OfficerCertificates[]> {
    const { rows } = await this.database.pool.query<{
      id: string; name: string; work_certificate: string; duty_certificate: string; work_image: Buffer | null; duty_image: Buffer | null; images_sealed: Buffer | null; image_type: string;
    }>(
      `SELECT id, name, work_certificate, duty_certificate, work_image, duty_image, images_sealed, image_type FROM officer
       WHERE id = ANY($1::uuid[]) ORDER BY array_position($1::uuid[], id)`,
      [officerIds],
    );
    const images = await openImages(this.database.fields, rows);
    return rows.map((row, index) => ({
      officerName: row.name,
      workCertificate: { number: row.work_certificate, imageType: row.image_type, image: images[index]!.work },
      dutyCertificate: { number: row.duty_certificate, imageType: row.image_type, image: images[index]!.duty },
    }));
  }
}
