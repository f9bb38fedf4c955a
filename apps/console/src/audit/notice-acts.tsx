import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answered, api, type Schema } from '../api/index.js';
import { moment } from '../format/index.js';
import { useMessages } from '../language/index.js';
import { ProblemNote } from '../pieces/index.js';

type Notice = Schema<'SupervisionNoticeDto'>;

interface Given {
  readonly notice: Notice;
  readonly supervisor: boolean;
  readonly onSettle: () => void;
}

/** Takes note of a notice (已阅), or settles it; afterwards who did what, and why. */
export function NoticeActs({ notice, supervisor, onSettle }: Given) {
  const { acts } = useMessages();
  const queries = useQueryClient();
  const see = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/supervision-notices/{noticeId}/seen', { params: { path: { noticeId: notice.id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  });
  if (notice.state === 'settled') {
    const told = `${notice.settlement === undefined ? '' : acts.settlementWord[notice.settlement]} · ${notice.settledBy ?? ''} ${notice.settledAt === undefined ? '' : moment(notice.settledAt)} · ${notice.note ?? ''}`;
    return <span title={told}>{told}</span>;
  }
  return (
    <span className="row" style={{ flexWrap: 'nowrap' }}>
      {supervisor && notice.state === 'open' && (
        <button type="button" className="link" disabled={see.isPending} onClick={() => see.mutate()}>
          {acts.noticeSee}
        </button>
      )}
      {supervisor && (
        <button type="button" className="link" onClick={onSettle}>
          {acts.noticeSettle}
        </button>
      )}
      {notice.seenBy !== undefined && <span className="quiet">{acts.seenBy(notice.seenBy)}</span>}
      {see.error !== null && <ProblemNote error={see.error} />}
    </span>
  );
}
