import { validate as isUuid } from 'uuid';
import { Problem } from '#contracts/errors';
import { auditedChange, auditedRead, type Actor } from '#libs/access';
import { decodeCursor, toPage, type Page, type PageRequest } from '#libs/cases';
import { NoticeStore, type Database, type NoticeFilter, type NoticeRow, type Settlement } from '#libs/store';

/** 督察提醒: what supervisors of a court and of those above it are told, and what they make of it. */
export class Notices {
  readonly store: NoticeStore;

  constructor(
    private readonly database: Database,
    private readonly clock: () => number = Date.now,
  ) {
    this.store = new NoticeStore(database);
  }

  /** Newest first. @param court of the reader, null for all courts. @throws Problem `cursor-invalid` */
  list(court: string | null, filter: PageRequest & Pick<NoticeFilter, 'state' | 'kind' | 'login'>, actor: Actor): Promise<Page<NoticeRow>> {
    const after = decodeCursor(filter.cursor, isUuid);
    const { cursor: _, ...rest } = filter;
    const found = async (): Promise<Page<NoticeRow>> =>
      toPage(await this.store.list({ ...rest, court, ...(after === undefined ? {} : { after }) }), filter.limit, ({ id }) => id, (row) => row);
    return auditedRead(this.database, actor, { event: 'supervision.read' }, found, ({ items }) => ({ reason: `list of ${items.length}` }));
  }

  /** A supervisor took note (已阅); who did so first stays on record. @throws Problem `notice-unknown` */
  async see(id: string, court: string | null, actor: Actor): Promise<NoticeRow> {
    const notice = await this.#find(id, court);
    if (notice.seenAt !== null) return notice;
    await auditedChange(this.database, actor, this.#act('supervision.seen', notice), { event: 'supervision.seen' }, (transaction) =>
      transaction
        .updateTable('supervision_notice')
        .set({ seen_by: actor.login, seen_at: new Date(this.clock()) })
        .where('id', '=', notice.id)
        .where('seen_at', 'is', null)
        .execute(),
    );
    return this.#find(id, court);
  }

  /**
   * Settles a notice (处理): justified (正当), unjustified (不当) or passed on (移交), with a note.
   * @throws Problem `notice-unknown`, `notice-settled`, `own-notice`
   */
  async settle(id: string, court: string | null, settlement: Settlement, note: string, actor: Actor): Promise<NoticeRow> {
    const notice = await this.#find(id, court);
    const act = this.#act('supervision.settled', notice);
    await auditedChange(this.database, actor, { ...act, reason: `${act.reason}: ${settlement}` }, act, async (transaction) => {
      if (notice.login === actor.login) throw new Problem('own-notice');
      const at = new Date(this.clock());
      const { numUpdatedRows } = await transaction
        .updateTable('supervision_notice')
        .set((from) => ({
          settled_by: actor.login, settled_at: at, settlement, note, seen_by: from.fn.coalesce('seen_by', from.val(actor.login)), seen_at: from.fn.coalesce('seen_at', from.val(at)),
        }))
        .where('id', '=', notice.id)
        .where('settled_at', 'is', null)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw new Problem('notice-settled');
    });
    return this.#find(id, court);
  }

  async #find(id: string, court: string | null): Promise<NoticeRow> {
    const [notice] = isUuid(id) ? await this.store.list({ court, id, limit: 1 }) : [];
    if (notice === undefined) throw new Problem('notice-unknown');
    return notice;
  }

  #act(event: 'supervision.seen' | 'supervision.settled', { id, caseId }: NoticeRow) {
    return { event, reason: id, obligors: [], ...(caseId === null ? {} : { caseId }) };
  }
}
