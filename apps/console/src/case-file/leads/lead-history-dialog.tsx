import Button from 'antd/es/button';
import type { Schema } from '../../api/index.js';
import { moment } from '../../format/index.js';
import { useMessages, type Messages } from '../../language/index.js';
import { Dialog, Loading, ProblemNote } from '../../pieces/index.js';
import { useLeadHistory, type Lead } from './use-leads.js';

/** Everything that happened to a lead (办理经过), oldest first. */
export function LeadHistoryDialog({ lead, onClose }: { readonly lead: Lead; readonly onClose: () => void }) {
  const { leads: texts, shell } = useMessages();
  const { data, error, refetch } = useLeadHistory(lead.id);
  return (
    <Dialog title={texts.historyTitle} onClose={onClose} actions={<Button onClick={onClose}>{shell.close}</Button>}>
      <p>{lead.description}</p>
      {error !== null && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data === undefined ? error === null && <Loading /> : (
        <ol>
          {data.history.map((step, index) => (
            <li key={index}>
              <span className="number">{moment(step.at)}</span> {step.actor} <strong>{texts.event[step.event]}</strong> {detailOf(step, texts)}
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}

/** Codes of what was found, how it was told and how the case ended in words; logins and days as they are. */
function detailOf({ event, detail = '' }: Schema<'LeadStepDto'>, texts: Messages['leads']): string {
  if (event === 'checked') return texts.state[detail as keyof Messages['leads']['state']] ?? detail;
  if (event === 'told') return texts.way[detail as keyof Messages['leads']['way']] ?? detail;
  if (event !== 'case-ended') return detail;
  const [state = '', day = ''] = detail.split(' ');
  return `${texts.ended[state as keyof Messages['leads']['ended']] ?? state} ${day}`.trim();
}
