import type { Schema } from '../../api/index.js';
import { moment } from '../../format/index.js';
import { useMessages } from '../../language/index.js';
import { Mark } from '../../pieces/index.js';
import { EvidenceLink } from '../evidence/index.js';
import { outcomeText } from './outcome-text.js';

/** Every word of the institution about an order, with its message: who settles a dispute reads all of them. */
export function Answers({ answers, operation }: Pick<Schema<'ControlOrderLifeDto'>, 'answers' | 'operation'>) {
  const messages = useMessages();
  if (answers.length === 0) return <p className="quiet">{messages.control.outcome.notYet}</p>;
  return (
    <ul>
      {answers.map(({ version, receivedAt, outcome, evidence }) => {
        const { tone, text } = outcomeText(outcome, operation, messages);
        return (
          <li key={version}>
            {moment(receivedAt)} <Mark tone={tone}>{text}</Mark> {evidence !== undefined && <EvidenceLink address={evidence} />}
          </li>
        );
      })}
    </ul>
  );
}
