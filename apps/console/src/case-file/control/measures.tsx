import { useMutation } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useState } from 'react';
import { answered, api, type Schema } from '../../api/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { Dialog, Empty, InstitutionName, Mark, ProblemNote } from '../../pieces/index.js';
import { measureText } from './outcome-text.js';
import { useControlAgain, type Measure } from './use-control.js';

interface Given {
  readonly caseId: string;
  readonly measures: readonly Measure[];
  readonly officer: boolean;
  readonly names: ReadonlyMap<string, string>;
}

const IN_FORCE: readonly Measure['state'][] = ['effective', 'unfunded', 'waiting'];
const SEALED: readonly Measure['source'][] = ['vehicle', 'land', 'real-estate'];

/** Measures of the case (控制措施), those in force first; each can be renewed or released from here. */
export function Measures({ caseId, measures, officer, names }: Given) {
  const messages = useMessages();
  const { control, words } = messages;
  const [chosen, setChosen] = useState<{ readonly measure: Measure; readonly what: 'renew' | 'release' }>();
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

/** Which operation renews or releases a measure: things are sealed, money is frozen, and what waits is released as waiting. */
function operationOf({ source, state }: Measure, what: 'renew' | 'release'): Schema<'NewControlOrderDto'>['operation'] {
  const sealed = SEALED.includes(source);
  if (what === 'renew') return sealed ? 'renew-seal' : 'renew';
  if (state === 'waiting') return sealed ? 'release-seal' : 'release-wait';
  return sealed ? 'release-seal' : 'release';
}

function FollowDialog({ caseId, measure, what, onClose }: { readonly caseId: string; readonly measure: Measure; readonly what: 'renew' | 'release'; readonly onClose: () => void }) {
  const { control, shell } = useMessages();
  const [reason, setReason] = useState('');
  const again = useControlAgain(caseId);
  const draft = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/cases/{caseId}/control-orders', { params: { path: { caseId } }, body: { orders: [{ operation: operationOf(measure, what), measureId: measure.id, reason: reason.trim() }] } })),
    onSettled: again,
    onSuccess: onClose,
  });
  return (
    <Dialog
      title={what === 'renew' ? control.renewTitle : control.releaseTitle} onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button type="primary" disabled={draft.isPending || reason.trim() === ''} onClick={() => draft.mutate()}>
            {control.draft(1)}
          </Button>
        </>
      }
    >
      <p className="mono">{measure.target.reference}</p>
      <label className="field">
        <span>{control.measureReason}</span>
        <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </label>
      {draft.error !== null && <ProblemNote error={draft.error} />}
    </Dialog>
  );
}
