import { Problem } from '#contracts/errors';
import { auditedRead, type Actor, type AuditedAct } from '#libs/access';
import { decodeCursor, toPage, type PageRequest } from '#libs/cases';
import { parseIdentityDocument, type DocumentType } from '#libs/identifiers';
import { findObligorsByDocument, PersonReader, type AskedAbout, type Database, type FoundObligor, type LookRow } from '#libs/store';

export interface PersonQuestion {
  readonly documentType: DocumentType;
  readonly documentNumber: string;
  readonly from?: Date;
  readonly to?: Date;
  /** Why it is asked; stands in the audit record. */
  readonly reason: string;
}

/** Who looked at a person, when, on what ground; and who asked about them (查阅情况报告). */
export interface PersonReport {
  readonly madeAt: Date;
  readonly entries: readonly FoundObligor[];
  /** Newest first. */
  readonly asked: readonly AskedAbout[];
  readonly looks: readonly LookRow[];
  readonly nextCursor?: string;
}

const MOST_ASKED = 1000;
/** Lines of a file; whoever has more narrows the time. */
const MOST_LOOKS_IN_FILE = 5000;

/** Reports about one person, for the auditor. Asking for one is itself a read of that person in each of their cases. */
export class PersonReports {
  readonly #reader: PersonReader;

  constructor(
    private readonly database: Database,
    private readonly clock: () => number = Date.now,
  ) {
    this.#reader = new PersonReader(database);
  }

  /** @param court of the auditor, null for all courts. @throws Problem `request-invalid`, `cursor-invalid` */
  page(question: PersonQuestion, page: PageRequest, court: string | null, actor: Actor): Promise<PersonReport> {
    const after = decodeCursor(page.cursor, (key) => /^\d{1,15}$/.test(key));
    return this.#make('person-report.read', question, page.limit, after === undefined ? undefined : Number(after), court, actor);
  }

  /** The whole of it, for a file. @throws Problem `request-invalid`; also when it is too long */
  async whole(question: PersonQuestion, court: string | null, actor: Actor): Promise<PersonReport> {
    const report = await this.#make('person-report.exported', question, MOST_LOOKS_IN_FILE, undefined, court, actor);
    if (report.nextCursor !== undefined) throw new Problem('request-invalid', undefined, [{ field: '/from', allowed: `a time with at most ${MOST_LOOKS_IN_FILE} looks` }]);
    return report;
  }

  #make(event: 'person-report.read' | 'person-report.exported', question: PersonQuestion, limit: number, after: number | undefined, court: string | null, actor: Actor): Promise<PersonReport> {
    const number = checked(question);
    const act = { event, reason: question.reason } as const;
    return auditedRead(this.database, actor, act, async () => {
      const entries = await findObligorsByDocument(this.database, question.documentType, number, court);
      const { from, to } = question;
      const who = { obligorIds: entries.map(({ obligorId }) => obligorId), ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
      const [looks, asked] = entries.length === 0 ? [[], []] : await Promise.all([this.#reader.looks(who, limit, after), this.#reader.asked(who, MOST_ASKED)]);
      const { items, nextCursor } = toPage(looks, limit, ({ id }) => String(id), (look) => look);
      return { madeAt: new Date(this.clock()), entries, asked, looks: items, ...(nextCursor === undefined ? {} : { nextCursor }) };
    }, toldOf);
  }
}

/** In each of the cases of the person. */
function toldOf({ entries }: PersonReport): Partial<AuditedAct>[] {
  const byCase = Map.groupBy(entries, ({ caseId }) => caseId);
  return [...byCase].map(([caseId, those]) => ({ caseId, obligors: those.map(({ obligorId }) => obligorId) }));
}

/** The number as it stands in cases. @throws Problem `request-invalid` */
function checked({ documentType, documentNumber, from, to, reason }: PersonQuestion): string {
  const parsed = parseIdentityDocument(documentType, documentNumber);
  if (!parsed.ok) throw new Problem('request-invalid', undefined, [{ field: '/documentNumber', allowed: parsed.expected }]);
  if (from !== undefined && to !== undefined && from >= to) throw new Problem('request-invalid', undefined, [{ field: '/to', allowed: 'later than from' }]);
  const { number } = parsed.value;
  if (reason.includes(number) || reason.includes(documentNumber)) throw new Problem('request-invalid', undefined, [{ field: '/reason', allowed: 'why, without the number' }]);
  return number;
}
