/**
 * How long what is kept (保存期限), and why. The only list: docs/retention.md is compared with it by a test, and `npm run keys:retention`
 * follows it. Periods are data: where a court's rules for its archive say more, they are changed here.
 */
export interface RetentionRule {
  /** What, in words of the domain. */
  readonly what: string;
  readonly months: number;
  /** From when the months run. */
  readonly since: string;
  /** `erase` the key is destroyed · `delete` rows are deleted · `keep` nothing is removed · `outside` whoever runs the machine sees to it */
  readonly then: 'erase' | 'delete' | 'keep' | 'outside';
  readonly basis: string;
}

const YEAR = 12;

export const RETENTION = {
  'case-data': {
    what: 'Personal data of a case: obligors, inquiries, answers, messages of its requests',
    months: 30 * YEAR,
    since: 'the case was closed (结案)',
    then: 'erase',
    basis: 'Evidence is kept with the file, for decades (domain-rules G4; rules of the court for its archive); longer is more than needed (个人信息保护法 art 34)',
  },
  'ended-without-assets': {
    what: 'Personal data of a case that ended without assets (终本)',
    months: 5 * YEAR,
    since: 'the ruling (终本裁定日); at least, and never while the case is not closed',
    then: 'keep',
    basis: 'It is asked about for five years (终本规定 art 9(2), D2)',
  },
  'shared-messages': {
    what: 'Messages that carry requests of several cases, filings before there is a case, bulk files',
    months: 30 * YEAR,
    since: 'the day they were written; and every case that was asked about that day is erased',
    then: 'erase',
    basis: 'As the cases they are about (G4)',
  },
  'audit-record': {
    what: 'Audit record and hash chains: our identifiers only, no personal data of parties',
    months: 5 * YEAR,
    since: 'the event; at least',
    then: 'keep',
    basis: 'Network logs six months at least (网络安全法 art 21, G4), five years to cover the 终本 window; processing records three years (个人信息保护法 art 56, G3). Nothing may be taken out of a chain',
  },
  'log-files': {
    what: 'Log files of the processes: no personal data',
    months: 6,
    since: 'the line; at least',
    then: 'outside',
    basis: 'Network logs six months at least (网络安全法 art 21, G4)',
  },
  'sessions': {
    what: 'Sessions of people who signed in',
    months: 6,
    since: 'the session ended',
    then: 'delete',
    basis: 'Network logs six months at least (网络安全法 art 21, G4); the sign-in itself is in the audit record',
  },
  'idempotency-keys': {
    what: 'Keys under which a request may be repeated, with the digest of its content',
    months: 6,
    since: 'the request',
    then: 'delete',
    basis: 'No longer than needed (个人信息保护法 art 34, G2): nobody repeats a request after that long',
  },
  'mailboxes': {
    what: 'Requests in mailboxes that were answered otherwise',
    months: 1,
    since: 'the answer was due',
    then: 'delete',
    basis: 'No longer than needed (个人信息保护法 art 34, G2); the requests themselves stay',
  },
} as const satisfies Record<string, RetentionRule>;

export type RetentionKind = keyof typeof RETENTION;

/** Before this moment a period that ends at `now` began. */
export function begunBefore(kind: RetentionKind, now: Date): Date {
  const begun = new Date(now);
  const day = begun.getUTCDate();
  begun.setUTCMonth(begun.getUTCMonth() - RETENTION[kind].months);
  // A month with fewer days: its last one, not the next month's first.
  if (begun.getUTCDate() !== day) begun.setUTCDate(0);
  return begun;
}
