import Input from 'antd/es/input';
import { useMemo, useState } from 'react';
import type { Schema } from '../../api/index.js';
import { duration } from '../../format/index.js';
import { useMessages, wordOf, type Messages } from '../../language/index.js';
import { Empty, Mark, VirtualTable, type Column } from '../../pieces/index.js';
import { EvidenceLink } from '../evidence/index.js';
import type { Cell, CellState } from './board-model.js';
import { CELL_LOOK } from './cell-look.js';
import { whyOf } from './why-of.js';

type BoardCell = Cell<Schema<'InstitutionAnswerDto'>>;

interface Given {
  readonly cells: readonly BoardCell[];
  readonly states: ReadonlySet<CellState>;
  readonly names: ReadonlyMap<string, string>;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** The board in words: each request with its state, how long it took, and why; narrowed by state and name. */
export function BoardList({ cells, states, names, text, onText }: Given) {
  const messages = useMessages();
  const { board } = messages.caseFile;
  const [selected, setSelected] = useState<number>();
  const rows = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return cells.filter(({ state, answer: { institution } }) => (states.size === 0 || states.has(state)) && (wanted === '' || institution.name.toLowerCase().includes(wanted) || institution.code.toLowerCase().includes(wanted)));
  }, [cells, states, text]);
  const columns = useMemo(() => columnsIn(messages, names), [messages, names]);
  return (
    <>
      <div className="row" style={{ margin: '10px 0 6px' }}>
        <Input style={{ width: 260 }} aria-label={board.filterText} placeholder={board.filterText} value={text} allowClear onChange={(event) => onText(event.target.value)} />
        <span className="quiet" role="status">
          {board.requests(rows.length)}
        </span>
      </div>
      {rows.length === 0 ? <Empty>{board.noMatch}</Empty> : (
        <VirtualTable label={board.title} rows={rows} columns={columns} keyOf={({ answer }) => answer.requestId} minWidth={900} maxHeight="46vh" selected={selected} onOpen={({ answer }) => setSelected(answer.requestId)} />
      )}
    </>
  );
}

function columnsIn(messages: Messages, names: ReadonlyMap<string, string>): readonly Column<BoardCell>[] {
  const { caseFile: { board }, words } = messages;
  return [
    { key: 'institution', title: board.institution, width: 'minmax(200px, 1.4fr)', cell: ({ answer: { institution } }) => <span title={`${institution.name} ${institution.code}`}>{institution.name}</span> },
    { key: 'state', title: board.state, width: '100px', cell: ({ state }) => <Mark tone={CELL_LOOK[state].tone}>{wordOf(words.cell, state)}</Mark> },
    { key: 'obligor', title: board.obligor, width: 'minmax(120px, 1.1fr)', cell: ({ answer }) => <span title={names.get(answer.obligorId)}>{names.get(answer.obligorId)}</span> },
    { key: 'sources', title: board.sources, width: 'minmax(120px, 0.9fr)', cell: ({ answer }) => answer.sources.map((source) => wordOf(words.source, source)).join('、') },
    { key: 'took', title: board.took, width: '80px', end: true, cell: ({ tookMs }) => (tookMs === undefined ? '' : duration(tookMs, messages.shell)) },
    {
      key: 'why', title: board.why, width: 'minmax(200px, 1.4fr)',
      cell: ({ answer, version }) => {
        const why = whyOf(answer, messages);
        return (
          <span title={why}>
            {version > 1 && <Mark tone="info">{board.late}</Mark>} {answer.servedFrom !== undefined && <Mark tone="quiet">{board.stored}</Mark>} {answer.way === 'offline' && <Mark tone="quiet">{board.onPaper}</Mark>} {why}
          </span>
        );
      },
    },
    { key: 'evidence', title: messages.caseFile.assets.evidence, width: '90px', cell: ({ answer }) => answer.evidence !== undefined && <EvidenceLink address={answer.evidence} /> },
  ];
}
