import Button from 'antd/es/button';
import { useState } from 'react';
import { BulkReleaseDialog } from '../../batches/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { Empty, InstitutionName, Mark } from '../../pieces/index.js';
import { FollowDialog } from './follow-dialog.js';
import type { FollowUp } from './follow-order.js';
import { HandOverDialog } from './hand-over-dialog.js';
import { ObjectionDialog } from './objection-dialog.js';
import { measureText } from './outcome-text.js';
import type { Measure } from './use-control.js';

interface Given {
  readonly caseId: string;
  readonly measures: readonly Measure[];
  readonly officer: boolean;
  /** May hand a measure over. */
  readonly supervisor: boolean;
  readonly names: ReadonlyMap<string, string>;
  /** First document of each obligor. */
  readonly documents: ReadonlyMap<string, string>;
}

const IN_FORCE: readonly Measure['state'][] = ['effective', 'unfunded', 'waiting'];
/** Money is taken from these. */
const TAKEN_FROM: readonly Measure['source'][] = ['deposit', 'payment', 'wealth'];

/** Measures of the case (控制措施), those in force first; each can be renewed or released from here. */
export function Measures({ caseId, measures, officer, supervisor, names, documents }: Given) {
  const messages = useMessages();
  const { acts, control, words } = messages;
  const [chosen, setChosen] = useState<{ readonly measure: Measure; readonly what: FollowUp }>();
  const [acting, setActing] = useState<{ readonly measure: Measure; readonly act: 'object' | 'hand-over' }>();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [releasing, setReleasing] = useState(false);
  const chosenOnes = measures.filter(({ id, state }) => marked.has(id) && IN_FORCE.includes(state));
  const mark = (id: string, on: boolean): void => setMarked(new Set(on ? [...marked, id] : [...marked].filter((one) => one !== id)));
  const labelOf = ({ source, target }: Measure): string => `${wordOf(words.source, source)} ${target.reference}`;
  const ordered = [...measures].sort((left, right) => Number(IN_FORCE.includes(right.state)) - Number(IN_FORCE.includes(left.state)));
  return (
    <section className="panel" aria-label={control.measures}>
      <header>
        <h2>{control.measures}</h2>
        <span className="spring" />
        {officer && measures.some(({ state }) => IN_FORCE.includes(state)) && (
          <Button disabled={chosenOnes.length === 0} onClick={() => setReleasing(true)}>
            {acts.bulkRelease}（{chosenOnes.length}）
          </Button>
        )}
      </header>
      {measures.length === 0 ? <Empty>{control.measuresNone}</Empty> : (
        <div className="scroll-x">
          <table className="plain">
            <thead>
              <tr>
                {officer && <th scope="col">{control.choose}</th>}
                <th scope="col">{control.thing}</th>
                <th scope="col">{control.institution}</th>
                <th scope="col">{control.state}</th>
                <th scope="col">{control.result}</th>
                <th scope="col">{control.until}</th>
                {(officer || supervisor) && <th scope="col">{acts.act}</th>}
              </tr>
            </thead>
            <tbody>
              {ordered.map((measure) => {
                const { tone, text } = measureText(measure, messages);
                return (
                  <tr key={measure.id}>
                    {officer && <td>{IN_FORCE.includes(measure.state) && <input type="checkbox" aria-label={`${control.choose} ${labelOf(measure)}`} checked={marked.has(measure.id)} onChange={(event) => mark(measure.id, event.target.checked)} />}</td>}
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
                    {(officer || supervisor) && (
                      <td>
                        {IN_FORCE.includes(measure.state) && (
                          <span className="row">
                            {officer && <>
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
                            <button type="button" className="link" onClick={() => setActing({ measure, act: 'object' })}>
                              {acts.object}
                            </button>
                            </>}
                            <button type="button" className="link" onClick={() => setActing({ measure, act: 'hand-over' })}>
                              {acts.handOver}
                            </button>
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
      {acting?.act === 'object' && <ObjectionDialog caseId={caseId} measure={acting.measure} onClose={() => setActing(undefined)} />}
      {acting?.act === 'hand-over' && <HandOverDialog caseId={caseId} measure={acting.measure} documentNumber={documents.get(acting.measure.obligorId)} onClose={() => setActing(undefined)} />}
      {releasing && <BulkReleaseDialog measures={chosenOnes.map((measure) => ({ id: measure.id, heldFen: measure.heldFen, divisible: measure.divisible, label: labelOf(measure) }))} onClose={() => setReleasing(false)} />}
      {chosen !== undefined && <FollowDialog caseId={caseId} {...chosen} onClose={() => setChosen(undefined)} />}
    </section>
  );
}
