import { useState } from 'react';
import { useMessages, wordOf } from '../../language/index.js';
import { Empty, InstitutionName, Mark } from '../../pieces/index.js';
import { FollowDialog, type FollowUp } from './follow-dialog.js';
import { measureText } from './outcome-text.js';
import type { Measure } from './use-control.js';

interface Given {
  readonly caseId: string;
  readonly measures: readonly Measure[];
  readonly officer: boolean;
  readonly names: ReadonlyMap<string, string>;
}

const IN_FORCE: readonly Measure['state'][] = ['effective', 'unfunded', 'waiting'];
/** Money is taken from these. */
const TAKEN_FROM: readonly Measure['source'][] = ['deposit', 'payment', 'wealth'];

/** Measures of the case (控制措施), those in force first; each can be renewed or released from here. */
export function Measures({ caseId, measures, officer, names }: Given) {
  const messages = useMessages();
  const { control, words } = messages;
  const [chosen, setChosen] = useState<{ readonly measure: Measure; readonly what: FollowUp }>();
  const ordered = [...measures].sort((left, right) => Number(IN_FORCE.includes(right.state)) - Number(IN_FORCE.includes(left.state)));
  return (
    <section className="panel" aria-label={control.measures}>
      <header>
        <h2>{control.measures}</h2>
      </header>
      {measures.length === 0 ? <Empty>{control.measuresNone}</Empty> : (
        <div className="scroll-x">
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{control.thing}</th>
                <th scope="col">{control.institution}</th>
                <th scope="col">{control.state}</th>
                <th scope="col">{control.result}</th>
                <th scope="col">{control.until}</th>
                {officer && <th scope="col" aria-label={control.operation} />}
              </tr>
            </thead>
            <tbody>
              {ordered.map((measure) => {
                const { tone, text } = measureText(measure, messages);
                return (
                  <tr key={measure.id}>
                    <td>
                      {wordOf(words.source, measure.source)} <span className="mono">{measure.target.reference}</span> <span className="quiet">{names.get(measure.obligorId)}</span>
                    </td>
                    <td><InstitutionName code={measure.institutionCode} /></td>
                    <td>
                      {wordOf(words.measureState, measure.state)} {measure.underObjection && <Mark tone="warn">{control.underObjection}</Mark>}
                    </td>
                    <td>
                      <Mark tone={tone}>{text}</Mark>
                    </td>
                    <td className="number">{measure.until}</td>
                    {officer && (
                      <td className="number">
                        {IN_FORCE.includes(measure.state) && (
                          <span className="row">
                            <button type="button" className="link" onClick={() => setChosen({ measure, what: 'renew' })}>
                              {control.renew}
                            </button>
                            <button type="button" className="link" onClick={() => setChosen({ measure, what: 'release' })}>
                              {control.release}
                            </button>
                            {measure.heldFen > 0 && TAKEN_FROM.includes(measure.source) && (
                              <button type="button" className="link" onClick={() => setChosen({ measure, what: 'deduct' })}>
                                {control.deduct}
                              </button>
                            )}
                          </span>
                        )}
                      </td>
                    )}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {chosen !== undefined && <FollowDialog caseId={caseId} {...chosen} onClose={() => setChosen(undefined)} />}
    </section>
  );
}
