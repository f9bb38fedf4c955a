import type { OfficerCertificates } from '#contracts/adapter';
import type { Database } from './database.js';
import type { InquirySnapshot } from './inquiry-reader.js';

/** What a query notice says. */
export interface NoticeData {
  readonly documentNumber: string;
  readonly snapshot: InquirySnapshot;
  readonly sources: readonly string[];
  readonly acceptedAt: Date;
}

/** Reads what is served to institutions besides the requests themselves. */
export class DocumentReader {
  constructor(private readonly database: Database) {}

  /** The notice under a document number, if the institution was asked under it. */
  async noticeFor(institutionCode: string, documentNumber: string): Promise<NoticeData | undefined> {
    const { rows } = await this.database.pool.query<{ snapshot: InquirySnapshot; sources: string[]; accepted_at: Date }>(
      `SELECT i.snapshot, i.sources, i.accepted_at FROM inquiry i WHERE i.document_number = $1
         AND EXISTS (SELECT FROM inquiry_request r WHERE r.inquiry_id = i.id AND r.institution_code = $2)`,
      [documentNumber, institutionCode],
    );
    return rows[0] && { documentNumber, snapshot: rows[0].snapshot, sources: rows[0].sources, acceptedAt: rows[0].accepted_at };
  }

  /** In the order of the ids given. */
  async certificates(officerIds: readonly string[]): Promise<OfficerCertificates[]> {
    const { rows } = await this.database.pool.query<{
      name: string; work_certificate: string; duty_certificate: string; work_image: Buffer; duty_image: Buffer; image_type: string;
    }>(
      `SELECT name, work_certificate, duty_certificate, work_image, duty_image, image_type FROM officer
       WHERE id = ANY($1::uuid[]) ORDER BY array_position($1::uuid[], id)`,
      [officerIds],
    );
    return rows.map((row) => ({
      officerName: row.name,
      workCertificate: { number: row.work_certificate, imageType: row.image_type, image: row.work_image },
      dutyCertificate: { number: row.duty_certificate, imageType: row.image_type, image: row.duty_image },
    }));
  }
}
