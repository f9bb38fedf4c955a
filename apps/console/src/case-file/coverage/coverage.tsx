import { Loading, Mark, ProblemNote } from '../../pieces/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { useResult } from '../board/index.js';

const COUNTS = ['asked', 'answered', 'found', 'nothing', 'refused', 'failed', 'waiting'] as const;
const TONES: Partial<Record<(typeof COUNTS)[number], string>> = { found: 'var(--strong-weak)', refused: 'var(--warn-weak)', failed: 'var(--bad-weak)', waiting: '#eef1f5' };

/** Coverage (覆盖情况): each kind of property, who was asked about it, and what came of it; the gaps are named. */
export function Coverage({ inquiryId }: { readonly inquiryId: string }) {
  const { caseFile: { coverage: texts, tabs }, words } = useMessages();
  const { data, error, isPending, refetch } = useResult(inquiryId);
  if (data === undefined) return isPending ? <Loading /> : <ProblemNote error={error} onRetry={() => void refetch()} />;
  return (
    <section className="panel" aria-label={tabs.coverage}>
      <header>
        <h2>{texts.caption}</h2>
        <span className="quiet">{texts.text}</span>
      </header>
      <div className="scroll-x" tabIndex={0} role="group" aria-label={texts.caption}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{texts.source}</th>
              <th scope="col">{texts.connected}</th>
              {COUNTS.map((count) => (
                <th key={count} scope="col" className="end">
                  {texts[count]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.coverage.map((row) => (
              <tr key={row.source}>
                <th scope="row">{wordOf(words.source, row.source)}</th>
                <td>{row.connected ? <Mark tone="good">{texts.connected}</Mark> : row.offline === true ? <Mark tone="warn">{texts.offlineOnly}</Mark> : <Mark tone="bad">{texts.gap}</Mark>}</td>
                {COUNTS.map((count) => (
                  <td key={count} className="end" style={row[count] > 0 && TONES[count] !== undefined ? { background: TONES[count], fontWeight: 600 } : undefined}>
                    {row[count]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
