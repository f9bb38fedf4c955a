import { useMutation, useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { answered, api, type Schema } from '../../api/index.js';
import { duration, moment } from '../../format/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { Loading, Mark, ProblemNote, useNow } from '../../pieces/index.js';
import { useSession } from '../../shell/session.js';
import { namesIn, type CaseFile, type InquirySummary } from '../use-case.js';
import { BoardList } from './board-list.js';
import { BoardMap } from './board-map.js';
import { CELL_STATES, type CellState } from './board-model.js';
import { CELL_LOOK } from './cell-look.js';
import { resultKey, useBoard, type InquiryResult } from './use-board.js';

interface Given {
  readonly file: CaseFile;
  readonly inquiry: InquirySummary;
  readonly inquiries: readonly InquirySummary[];
}

/** One inquiry as it fills in (查询进度): who was asked, who answered what, and who is missing and why. */
export function Board({ file, inquiry, inquiries }: Given) {
  const { caseFile: { board: texts } } = useMessages();
  const { result, board, stream, refused } = useBoard(inquiry.id);
  const [states, setStates] = useState<ReadonlySet<CellState>>(new Set());
  const [text, setText] = useState('');
  const names = useMemo(() => namesIn(file), [file]);
  const { data } = result;
  if (data === undefined) return result.isPending ? <Loading /> : <ProblemNote error={result.error} onRetry={() => void result.refetch()} />;
  const toggle = (state: CellState): void => setStates(new Set(states.has(state) ? [...states].filter((one) => one !== state) : [...states, state]));
  return (
    <section className="panel" aria-label={texts.title}>
      <BoardHead result={data} file={file} inquiry={inquiry} inquiries={inquiries} counts={board.counts()} stream={stream} />
      <div className="body">
        {(result.error ?? refused) && <ProblemNote error={result.error ?? refused} onRetry={() => void result.refetch()} />}
        <Warnings result={data} names={names} />
        <Legend counts={board.counts()} states={states} onToggle={toggle} />
        <BoardMap cells={board.cells} label={texts.mapLabel} onChoose={({ answer }) => setText(answer.institution.name)} />
        <BoardList cells={board.cells} states={states} names={names} text={text} onText={setText} />
      </div>
    </section>
  );
}

interface HeadGiven extends Given {
  readonly result: InquiryResult;
  readonly counts: Readonly<Record<CellState, number>>;
  readonly stream: 'live' | 'reconnecting' | 'ended';
}

function BoardHead({ result, file, inquiry, inquiries, counts, stream }: HeadGiven) {
  const { caseFile, shell } = useMessages();
  const { board: texts } = caseFile;
  const { roles } = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const total = result.totals.asked;
  const open = counts.waiting + counts.asked;
  const running = !result.complete && result.state === 'open' && open > 0;
  const now = useNow(running);
  const elapsed = result.completedAt === undefined ? Math.max(result.elapsedMs, now - Date.parse(result.acceptedAt)) : Date.parse(result.completedAt) - Date.parse(result.acceptedAt);
  const missing = open + counts.failed;
  const cancel = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/inquiries/{inquiryId}/cancel', { params: { path: { inquiryId: inquiry.id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: resultKey(inquiry.id) }),
  });
  return (
    <header>
      <h2>{texts.title}</h2>
      {inquiries.length > 1 && (
        <select aria-label={caseFile.inquiries} value={inquiry.id} onChange={(event) => void navigate(`/cases/${file.id}/board?inquiry=${event.target.value}`)}>
          {inquiries.map(({ id, purpose, acceptedAt }) => (
            <option key={id} value={id}>
              {moment(acceptedAt)} {purpose}
            </option>
          ))}
        </select>
      )}
      <span className="quiet">{caseFile.askedBy(inquiry.requestedBy, moment(inquiry.acceptedAt))}</span>
      <span className="spring" />
      {result.state === 'cancelled' && <Mark tone="warn">{texts.cancelledState}</Mark>}
      {missing === 0 ? <Mark tone="good">{texts.complete}</Mark> : <Mark tone={open === 0 ? 'warn' : 'info'}>{texts.incomplete(missing)}</Mark>}
      <span className="number">
        {texts.elapsed} <strong>{duration(elapsed, shell)}</strong>
      </span>
      <span className="number" role="status" aria-live="polite">
        {texts.progress(total - open, total)}
      </span>
      {running && (stream === 'reconnecting' ? <Mark tone="warn">{texts.reconnecting}</Mark> : <Mark tone="good">{texts.live}</Mark>)}
      {running && roles.includes('officer') && (
        <Button size="small" title={caseFile.cancelText} disabled={cancel.isPending} onClick={() => cancel.mutate()}>
          {caseFile.cancel}
        </Button>
      )}
      {cancel.error !== null && <ProblemNote error={cancel.error} />}
    </header>
  );
}

interface LegendGiven {
  readonly counts: Readonly<Record<CellState, number>>;
  readonly states: ReadonlySet<CellState>;
  readonly onToggle: (state: CellState) => void;
}

/** Counts by state as a bar, which are buttons too: they narrow the list. */
function Legend({ counts, states, onToggle }: LegendGiven) {
  const { words, caseFile } = useMessages();
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <div className="bar" aria-hidden="true">
        {[...CELL_STATES].reverse().map((state) => (
          <span key={state} style={{ width: `${(counts[state] / Math.max(1, total)) * 100}%`, background: CELL_LOOK[state].fill }} />
        ))}
      </div>
      <ul className="legend" aria-label={caseFile.board.show}>
        {CELL_STATES.map((state) => (
          <li key={state}>
            <span className="swatch" style={{ background: CELL_LOOK[state].fill }} aria-hidden="true" />
            <button type="button" className="plain" aria-pressed={states.has(state)} onClick={() => onToggle(state)}>
              {wordOf(words.cell, state)} {counts[state]}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What stands above everything: somebody died, or a register says something else about who they are. */
function Warnings({ result, names }: { readonly result: InquiryResult; readonly names: ReadonlyMap<string, string> }) {
  const { caseFile, words } = useMessages();
  const told = result.identity.filter((one): one is Schema<'IdentityKeysDto'> & { why: string } => one.why !== undefined && one.why !== 'confirmed' && one.why !== 'not-waited');
  return (
    <>
      {result.warnings.map(({ obligorId, kind, requestId }) => (
        <p key={`${obligorId} ${requestId}`} className="note note-warn" role="alert">
          {caseFile.warning(names.get(obligorId) ?? '', kind === 'deceased' ? caseFile.deceased : caseFile.cancelled)}
        </p>
      ))}
      {told.map(({ obligorId, why }) => (
        <p key={obligorId} className="note">
          {caseFile.identity} · {caseFile.warning(names.get(obligorId) ?? '', wordOf(words.keys, why))}
        </p>
      ))}
    </>
  );
}
