import type pg from 'pg';

const OWN_WORD = `('found', 'nothing-found', 'refused')`;

/** What must hold of everything stored once all work is done. Each statement finds what breaks it; none may find anything. */
const RULES: Readonly<Record<string, string>> = {
  'an inquiry is not complete': 'SELECT id FROM inquiry WHERE completed_at IS NULL',
  'answered is not total': 'SELECT id, answered, total FROM inquiry WHERE answered <> total',
  'total is not the number of its requests': `
    SELECT id, total FROM inquiry i WHERE total <> (SELECT count(*) FROM inquiry_request r WHERE r.inquiry_id = i.id)`,
  'answered is not the number of requests with an outcome': `
    SELECT id, answered FROM inquiry i WHERE answered <> (SELECT count(DISTINCT request_id) FROM outcome o WHERE o.inquiry_id = i.id)`,
  'missing is counted wrong': `
    SELECT id, missing FROM inquiry i
    WHERE missing <> (SELECT count(*) FROM outcome o WHERE o.inquiry_id = i.id AND o.version = 1 AND o.kind NOT IN ${OWN_WORD})`,
  'a request has no first outcome': `
    SELECT id, institution_code FROM inquiry_request r WHERE NOT EXISTS (SELECT FROM outcome o WHERE o.request_id = r.id AND o.version = 1)`,
  'versions of an outcome have a gap': 'SELECT request_id FROM outcome GROUP BY request_id HAVING max(version) <> count(*)',
  'the own word of an institution was replaced': `
    SELECT a.request_id, a.kind, b.kind FROM outcome a JOIN outcome b ON b.request_id = a.request_id AND b.version = a.version + 1
    WHERE a.kind IN ${OWN_WORD}`,
  'an outcome belongs to no request': 'SELECT request_id FROM outcome o WHERE NOT EXISTS (SELECT FROM inquiry_request r WHERE r.id = o.request_id)',
  'an answered request still waits in a mailbox': 'SELECT m.request_id FROM mailbox m JOIN outcome o ON o.request_id = m.request_id',
  'something waits in a mailbox': 'SELECT request_id, institution_code FROM mailbox',
  'a conversation is left over': 'SELECT request_id FROM conversation',
  'an answer of an institution has no evidence': `
    SELECT request_id, via FROM outcome o
    WHERE via IN ('push', 'pull', 'callback', 'file', 'offline') AND NOT EXISTS (SELECT FROM exchange e WHERE e.id = o.exchange_id)`,
  'bytes do not have their digest': `
    SELECT id FROM exchange WHERE sealed_digest IS DISTINCT FROM sha256(sealed) OR (sealed IS NULL AND
      (sha256(sent_bytes) IS DISTINCT FROM sent_digest OR sha256(received_bytes) IS DISTINCT FROM received_digest))`,
  'an inquiry was not told once that it was accepted and once that it is complete': `
    SELECT i.id, e.type, count(o.id) FROM inquiry i CROSS JOIN (VALUES ('inquiry.accepted'), ('inquiry.completed')) AS e (type)
    LEFT JOIN outbox o ON o.type = e.type AND o.payload ->> 'inquiryId' = i.id::text GROUP BY i.id, e.type HAVING count(o.id) <> 1`,
  'an inquiry was not audited once for each': `
    SELECT i.id, e.type, count(a.id) FROM inquiry i CROSS JOIN (VALUES ('inquiry.accepted'), ('inquiry.completed')) AS e (type)
    LEFT JOIN audit_event a ON a.event = e.type AND a.inquiry_id = i.id GROUP BY i.id, e.type HAVING count(a.id) <> 1`,
  'an inquiry has not exactly one key': `
    SELECT i.id, count(k.key) FROM inquiry i LEFT JOIN idempotency_key k ON k.inquiry_id = i.id GROUP BY i.id HAVING count(k.key) <> 1`,
};

/** Everything in the database that breaks a rule, a few of each. */
export async function storedFaults(client: pg.Client): Promise<string[]> {
  const faults: string[] = [];
  for (const [rule, statement] of Object.entries(RULES)) {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    if (rows.length > 0) faults.push(`${rule}: ${rows.length}, such as ${JSON.stringify(rows.slice(0, 3))}`);
  }
  return faults;
}
