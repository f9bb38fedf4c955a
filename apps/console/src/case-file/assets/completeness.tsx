import { useState } from 'react';
import type { Schema } from '../../api/index.js';
import { day } from '../../format/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { Mark, VirtualTable } from '../../pieces/index.js';

interface Given {
  readonly list: Pick<Schema<'AssetListDto'>, 'complete' | 'missing'>;
  readonly names: ReadonlyMap<string, string>;
}

/** Whether the list is whole; if not, who is missing and why. */
export function Completeness({ list: { missing }, names }: Given) {
  const { caseFile, reasons, words } = useMessages();
  const { assets, board } = caseFile;
  const [shown, setShown] = useState(false);
  if (missing.length === 0) return <p className="note note-good">{board.complete}</p>;
  return (
    <div className="note note-warn">
      {assets.incomplete(missing.length)}{' '}
      <button type="button" className="link" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {assets.showMissing}
      </button>
      {shown && (
        <VirtualTable
          label={board.missing} rows={missing} keyOf={({ institution, obligorId, sources }) => `${institution.code} ${obligorId} ${sources.join()}`} minWidth={760} maxHeight="30vh"
          columns={[
            { key: 'institution', title: board.institution, width: 'minmax(200px, 1.3fr)', cell: ({ institution }) => <span title={institution.name}>{institution.name}</span> },
            { key: 'obligor', title: board.obligor, width: 'minmax(100px, 0.7fr)', cell: ({ obligorId }) => names.get(obligorId) },
            { key: 'sources', title: board.sources, width: 'minmax(120px, 1fr)', cell: ({ sources }) => sources.map((source) => wordOf(words.source, source)).join('、') },
            { key: 'state', title: board.state, width: '110px', cell: ({ state }) => <Mark tone={state === 'waiting' ? 'info' : 'bad'}>{wordOf(words.outcome, state)}</Mark> },
            { key: 'why', title: board.why, width: 'minmax(160px, 1.4fr)', cell: ({ cause, said, shownFrom }) => {
              const why = [wordOf(reasons.missing, cause), said].filter(Boolean).join('：');
              return <span title={why}>{shownFrom === undefined ? why : `${why} · ${assets.older(day(shownFrom))}`}</span>;
            } },
          ]}
        />
      )}
    </div>
  );
}
