import { useMutation } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { answered, api } from '../api/index.js';
import { Documents } from '../case-file/control/documents.js';
import { useOrder } from '../case-file/control/use-control.js';
import { moment, yuan } from '../format/index.js';
import { useMessages, wordOf } from '../language/index.js';
import { Dialog, FileButton, InstitutionName, Loading, Mark, ProblemNote } from '../pieces/index.js';
import { useSession } from '../shell/session.js';
import { DeliveryForm, ReturnForm } from './delivery-forms.js';
import { FormPreview } from './form-preview.js';
import { Replies } from './replies.js';
import { ReplyForm } from './reply-form.js';
import { useLetter, useLettersAgain, type LetterLine } from './use-letters.js';

/** One letter on its way: papers to read and take along, printing, delivery, and what came back. */
export function LetterDialog({ line, onClose }: { readonly line: LetterLine; readonly onClose: () => void }) {
  const { letters: texts, words, control } = useMessages();
  const { roles } = useSession();
  const { orderId } = line;
  const order = useOrder(orderId);
  const letter = useLetter(orderId);
  const officer = roles.includes('officer');
  const state = order.data?.state ?? line.orderState;
  const open = ['sent', 'in-progress', 'unconfirmed'].includes(state);
  return (
    <Dialog title={texts.open(line.requestNumber)} width={940} onClose={onClose}>
      <dl className="facts">
        <div>
          <dt>{texts.column.case}</dt>
          <dd>{line.caseNumber}</dd>
        </div>
        <div>
          <dt>{texts.column.institution}</dt>
          <dd>
            <InstitutionName code={line.institutionCode} />
          </dd>
        </div>
        <div>
          <dt>{texts.column.operation}</dt>
          <dd>
            {wordOf(words.operation, line.operation)} {wordOf(words.source, line.source)} <span className="mono">{order.data?.target.reference}</span> ¥{yuan(line.limitFen)}
          </dd>
        </div>
        <div>
          <dt>{control.state}</dt>
          <dd>
            <Mark tone="info">{wordOf(words.orderState, state)}</Mark>
          </dd>
        </div>
      </dl>
      {(order.isPending || letter.isPending) && <Loading />}
      {order.error !== null && <ProblemNote error={order.error} onRetry={() => void order.refetch()} />}
      {letter.error !== null && <ProblemNote error={letter.error} onRetry={() => void letter.refetch()} />}
      {order.data !== undefined && (
        <>
          <h3>{texts.papers}</h3>
          <Documents documents={order.data.documents} />
        </>
      )}
      {letter.data === null && state === 'approved' && officer && <Print orderId={orderId} />}
      {letter.data !== null && letter.data !== undefined && order.data !== undefined && (
        <>
          <p>
            <FormPreview orderId={orderId} /> <FileButton address={`/api/v1/control-orders/${orderId}/letter/papers`}>{texts.download}</FileButton>{' '}
            <span className="quiet">{texts.printed(moment(letter.data.printedAt), letter.data.printedBy)}</span>
          </p>
          <h3>{texts.delivery}</h3>
          {letter.data.delivery !== undefined && <p>{texts.deliveredText(letter.data.delivery.deliveredOn, wordOf(texts.way, letter.data.delivery.way), letter.data.delivery.deliveredBy)}</p>}
          {letter.data.returnedReason !== undefined && (
            <p>
              <Mark tone="bad">{texts.returned}</Mark> {letter.data.returnedReason}
            </p>
          )}
          {officer && letter.data.delivery === undefined && letter.data.returnedReason === undefined && (state === 'sending' || state === 'unconfirmed') && (
            <>
              <DeliveryForm orderId={orderId} />
              <ReturnForm orderId={orderId} />
            </>
          )}
          {letter.data.delivery !== undefined && (
            <>
              <h3>{texts.replies}</h3>
              <Replies orderId={orderId} operation={line.operation} replies={letter.data.replies} />
              {officer && open && letter.data.replies.every(({ state: is }) => is !== 'entered') && <ReplyForm orderId={orderId} extent={order.data.extent} />}
            </>
          )}
        </>
      )}
    </Dialog>
  );
}

function Print({ orderId }: { readonly orderId: number }) {
  const { letters: texts } = useMessages();
  const again = useLettersAgain();
  const print = useMutation({ mutationFn: () => answered(api.POST('/api/v1/control-orders/{orderId}/letter', { params: { path: { orderId: String(orderId) } } })), onSettled: again });
  return (
    <>
      <p>
        <Button type="primary" disabled={print.isPending} onClick={() => print.mutate()}>
          {texts.print}
        </Button>{' '}
        <span className="quiet">{texts.printText}</span>
      </p>
      {print.error !== null && <ProblemNote error={print.error} />}
    </>
  );
}
