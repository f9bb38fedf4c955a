import { useMessages, wordOf } from '../../language/index.js';
import { Mark, VirtualTable } from '../../pieces/index.js';
import type { Proposal } from './use-control.js';

/** What was not proposed, each with the rule that says so. */
export function LeftOut({ things }: { readonly things: Proposal['leftOut'] }) {
  const { control, words, shell } = useMessages();
  if (things.length === 0) return null;
  return (
    <details className="body" style={{ padding: '6px 12px' }}>
      <summary>
        {control.leftOut} {things.length}
      </summary>
      <VirtualTable
        label={control.leftOut} rows={things} keyOf={({ requestId, reference, source }) => `${requestId} ${source} ${reference}`} minWidth={900} maxHeight="36vh"
        columns={[
          { key: 'thing', title: control.thing, width: 'minmax(220px, 1.2fr)', cell: ({ source, reference }) => <>{wordOf(words.source, source)} <span className="mono">{reference}</span></> },
          { key: 'institution', title: control.institution, width: 'minmax(150px, 0.8fr)', cell: ({ institution }) => institution.name },
          { key: 'why', title: control.because, width: '150px', cell: ({ why }) => <Mark tone="quiet">{wordOf(words.leftOut, why)}</Mark> },
          { key: 'rule', title: control.rule, width: 'minmax(220px, 1.6fr)', cell: ({ rule }) => rule !== undefined && <span title={`${rule.says} ${shell.law}：${rule.law} ${shell.remedy}：${rule.remedy}`}>{rule.says}（{rule.law}）</span> },
        ]}
      />
    </details>
  );
}
