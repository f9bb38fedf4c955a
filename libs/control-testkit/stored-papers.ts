import { sql, type Kysely } from 'kysely';
import type { Tables } from '#libs/store';

/** Ruling and notice of an order in PostgreSQL, as they stand there once they were made for it. */
export async function storePapers(executor: Kysely<Tables>, caseId: string, orderId: number): Promise<void> {
  for (const kind of ['ruling', 'notice']) {
    await sql`INSERT INTO control_document (id, case_id, order_id, kind, version, number, file_name, digest, size, e_sealed, origin, bytes, created_by)
      VALUES (gen_random_uuid(), ${caseId}, ${orderId}, ${kind}, 1, '裁1', 'r.pdf', sha256('x'), 1, true, 'generated', 'x', 'gateway')`.execute(executor);
  }
}
