import type { Database } from '#libs/store';

const GUARDED = ['audit_event', 'exchange', 'outcome', 'inquiry', 'inquiry_request', 'evidence_block', 'evidence_anchor', 'evidence_installation', 'control_answer', 'lead_link'];

/**
 * Runs statements as somebody who owns the database and has put its guards aside: what a test needs to clear a table of evidence,
 * and what the tests of evidence are about. Announcements of new records are put aside too.
 */
export async function tampering(database: Database, ...statements: readonly string[]): Promise<void> {
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN');
    for (const table of GUARDED) {
      await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
      await client.query(`GRANT ALL ON ${table} TO CURRENT_USER`);
    }
    for (const statement of statements) await client.query(statement);
    for (const table of GUARDED) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    for (const table of GUARDED) await client.query(`REVOKE DELETE, TRUNCATE ON ${table} FROM CURRENT_USER`);
    for (const table of ['audit_event', 'evidence_block', 'evidence_anchor', 'evidence_installation', 'control_answer']) await client.query(`REVOKE UPDATE ON ${table} FROM CURRENT_USER`);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
