import { useMutation } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useState } from 'react';
import { answered, api } from '../api/index.js';
import { outcomeText } from '../case-file/control/outcome-text.js';
import { EvidenceLink } from '../case-file/evidence/index.js';
import { money, moment } from '../format/index.js';
import { useMessages } from '../language/index.js';
import { Mark, ProblemNote, type MarkTone } from '../pieces/index.js';
import { useSession } from '../shell/session.js';
import { Field } from './field.js';
import { useLettersAgain, type LetterLine, type Reply } from './use-letters.js';

const TONES: Readonly<Record<Reply['state'], MarkTone>> = { entered: 'warn', confirmed: 'good', rejected: 'quiet' };

interface Given {
  readonly orderId: number;
  readonly operation: LetterLine['operation'];
  readonly replies: readonly Reply[];
}

/** What was typed from replies (回执), each beside its scan; another person than who typed it checks it. */
export function Replies({ orderId, operation, replies }: Given) {
  const messages = useMessages();
  const { letters: texts } = messages;
  if (replies.length === 0) return <p className="quiet">{texts.repliesNone}</p>;
  return (
    <ol>
      {replies.map((reply) => {
        const { number, state, outcome, scan, enteredBy, enteredAt, checkedBy, verdict, rejectReason } = reply;
        const { tone, text } = outcomeText(outcome, operation, messages);
        return (
          <li key={number}>
            <Mark tone={TONES[state]}>{texts.replyState[state]}</Mark> <Mark tone={tone}>{text}</Mark> <EvidenceLink address={scan} />{' '}
            <span className="quiet">
              {texts.enteredBy(enteredBy, moment(enteredAt))} {checkedBy !== undefined && texts.checkedBy(checkedBy)} {verdict !== undefined && texts.verdict[verdict]} {rejectReason}
            </span>
            {outcome.priorMeasures.length > 0 && (
              <p className="quiet">
                {texts.prior}：{outcome.priorMeasures.map(({ authority, documentNumber, amount, endsOn }) => [authority, documentNumber, amount && money(amount), endsOn].filter(Boolean).join(' ')).join('；')}
              </p>
            )}
            {outcome.rights.length > 0 && (
              <p className="quiet">
                {texts.rights}：{outcome.rights.map(({ kind, holder, amount }) => [kind, holder, amount && money(amount)].filter(Boolean).join(' ')).join('；')}
              </p>
            )}
            {state === 'entered' && <SecondPerson orderId={orderId} reply={reply} />}
          </li>
        );
      })}
    </ol>
  );
}

function SecondPerson({ orderId, reply: { number, enteredBy } }: { readonly orderId: number; readonly reply: Reply }) {
  const { letters: texts } = useMessages();
  const { login, roles } = useSession();
  const again = useLettersAgain();
  const [reason, setReason] = useState('');
  const path = { orderId: String(orderId), number: String(number) };
  const confirm = useMutation({ mutationFn: () => answered(api.POST('/api/v1/control-orders/{orderId}/letter/replies/{number}/confirm', { params: { path } })), onSettled: again });
  const reject = useMutation({ mutationFn: () => answered(api.POST('/api/v1/control-orders/{orderId}/letter/replies/{number}/reject', { params: { path }, body: { reason: reason.trim() } })), onSettled: again });
  if (!roles.includes('officer') && !roles.includes('approver')) return null;
  if (login === enteredBy) return <p className="quiet">{texts.own}</p>;
  const error = confirm.error ?? reject.error;
  const busy = confirm.isPending || reject.isPending;
  return (
    <>
      <p>
        <Button type="primary" disabled={busy} onClick={() => confirm.mutate()}>
          {texts.confirm}
        </Button>
      </p>
      <Field label={texts.rejectReason}>
        <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <Button disabled={busy || reason.trim() === ''} onClick={() => reject.mutate()}>
        {texts.reject}
      </Button>
      {error !== null && <ProblemNote error={error} />}
    </>
  );
}
