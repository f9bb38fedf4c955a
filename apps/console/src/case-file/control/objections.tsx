import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api, type Schema } from '../../api/index.js';
import { moment } from '../../format/index.js';
import { beijingToday } from '../../form/index.js';
import { useMessages } from '../../language/index.js';
import { Mark, ProblemNote } from '../../pieces/index.js';
import { AnswerObjectionDialog } from './answer-objection-dialog.js';
import type { Measure } from './use-control.js';

export type Objection = Schema<'ObjectionDto'>;

const DAY_MS = 86_400_000;
const SOON_DAYS = 3;

interface Given {
  readonly caseId: string;
  readonly measures: readonly Measure[];
  readonly mayAnswer: boolean;
}

/** Objections of institutions (协助义务人异议): each with its clock of 15 days, and what the court answered. */
export function Objections({ caseId, measures, mayAnswer }: Given) {
  const { acts } = useMessages();
  const [answering, setAnswering] = useState<Objection>();
  const { data, error, refetch } = useQuery({ queryKey: ['objections', caseId], queryFn: ({ signal }) => answered(api.GET('/api/v1/cases/{caseId}/objections', { signal, params: { path: { caseId } } })) });
  if (error !== null) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined || data.items.length === 0) return null;
  const today = beijingToday();
  return (
    <section className="panel" aria-label={acts.objections}>
      <header>
        <h2>{acts.objections}</h2>
        <span className="quiet">{acts.objectionsText}</span>
      </header>
      <div className="scroll-x">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{acts.objectedMeasure}</th>
              <th scope="col">{acts.grounds}</th>
              <th scope="col">{acts.receivedOn}</th>
              <th scope="col">{acts.answerBy}</th>
              <th scope="col">{acts.finding}</th>
              {mayAnswer && <th scope="col" aria-label={acts.answerAct} />}
            </tr>
          </thead>
          <tbody>
            {data.items.map((objection) => (
              <tr key={objection.id}>
                <td className="mono">{measures.find(({ id }) => id === objection.measureId)?.target.reference ?? objection.measureId}</td>
                <td>
                  {objection.grounds} {objection.exemptFund !== undefined && <Mark tone="info">{objection.exemptFund}</Mark>} {objection.letterNumber !== undefined && <span className="quiet">{objection.letterNumber}</span>}
                </td>
                <td className="number">{objection.receivedOn}</td>
                <td className="number">
                  {objection.answerBy} {objection.state === 'open' && <Clock days={Math.round((Date.parse(objection.answerBy) - Date.parse(today)) / DAY_MS)} />}
                </td>
                <td>
                  <Mark tone={objection.state === 'open' ? 'warn' : objection.state === 'upheld' ? 'strong' : 'quiet'}>{acts.objectionState[objection.state]}</Mark>
                  {objection.answer !== undefined && <div>{objection.answer}</div>}
                  {objection.answeredBy !== undefined && (
                    <div className="quiet">
                      {objection.answeredBy} {objection.answeredAt !== undefined && moment(objection.answeredAt)}
                    </div>
                  )}
                  {objection.state === 'upheld' && <div className="quiet">{acts.upheldNext}</div>}
                </td>
                {mayAnswer && (
                  <td className="number">
                    {objection.state === 'open' && (
                      <button type="button" className="link" onClick={() => setAnswering(objection)}>
                        {acts.answerAct}
                      </button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {answering !== undefined && <AnswerObjectionDialog caseId={caseId} objection={answering} onClose={() => setAnswering(undefined)} />}
    </section>
  );
}

function Clock({ days }: { readonly days: number }) {
  const { acts } = useMessages();
  if (days < 0) return <Mark tone="bad">{acts.overdueBy(-days)}</Mark>;
  return <Mark tone={days <= SOON_DAYS ? 'warn' : 'info'}>{acts.daysLeft(days)}</Mark>;
}
