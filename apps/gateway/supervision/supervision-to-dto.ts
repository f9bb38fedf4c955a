import { isReadEvent } from '#contracts/audit';
import type { AuditEventDto, PersonReportDto, SupervisionNoticeDto } from '#contracts/http';
import type { AuditRecordRow, LookRow, NoticeRow } from '#libs/store';
import type { PersonReport } from '#libs/supervision';

type Nullable<T> = { [Key in keyof T]: T[Key] | null | undefined };

/** Without what is null. */
function present<T extends object>(row: Nullable<T>): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined)) as T;
}

export const toNoticeDto = ({ windowStart, windowEnd, raisedAt, seenAt, settledAt, ...row }: NoticeRow): SupervisionNoticeDto =>
  present<SupervisionNoticeDto>({
    ...row, windowStart: windowStart.toISOString(), windowEnd: windowEnd.toISOString(), raisedAt: raisedAt.toISOString(), seenAt: seenAt?.toISOString(), settledAt: settledAt?.toISOString(),
  });

export const toAuditEventDto = ({ at, actor, obligors, ...row }: AuditRecordRow): AuditEventDto =>
  present<AuditEventDto>({ ...row, at: at.toISOString(), login: actor, obligorIds: obligors === null ? null : [...obligors] });

export const toPersonReportDto = ({ madeAt, entries, asked, looks, nextCursor }: PersonReport): PersonReportDto => ({
  madeAt: madeAt.toISOString(),
  entries: entries.map(({ since, removedAt, ...entry }) => ({ ...entry, since: since.toISOString(), ...(removedAt === null ? {} : { removedAt: removedAt.toISOString() }) })),
  asked: asked.map(({ askedAt, automatic, ...one }) => ({ ...one, askedAt: askedAt.toISOString(), ...(automatic === null ? {} : { automatic }) })),
  looks: looks.map(({ at, grantId: _, inquiryId, basis, ...look }) => ({
    ...look, at: at.toISOString(), deed: deedOf(look), ...(inquiryId === null ? {} : { inquiryId }), ...(basis === null ? {} : { basis }),
  })),
  ...(nextCursor === undefined ? {} : { nextCursor }),
});

/** That somebody gave a reason to look, or left the masked view, belongs to looking, not to work in the case. */
const ABOUT_LOOKING: readonly string[] = ['access.granted', 'access.grant-ended', 'personal-data.unmasked'];

const deedOf = ({ event }: Pick<LookRow, 'event'>): 'looked' | 'asked' | 'changed' => {
  if (event === 'inquiry.accepted') return 'asked';
  return ABOUT_LOOKING.includes(event) || (isReadEvent(event) && /\.(read|exported)$/.test(event)) ? 'looked' : 'changed';
};
