import { money, moment, yuan } from '../../format/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { Dialog, Loading, Mark, ProblemNote } from '../../pieces/index.js';
import { Answers } from './answers.js';
import { Documents } from './documents.js';
import { stepSaying } from './saying.js';
import { useOrder } from './use-control.js';

interface Given {
  readonly orderId: number;
  readonly names: ReadonlyMap<string, string>;
  readonly onClose: () => void;
}

/** One order with its life: what it is about, its papers, every step, every word of the institution with its messages. */
export function OrderDialog({ orderId, names, onClose }: Given) {
  const messages = useMessages();
  const { control, words } = messages;
  const { data, error, isPending, refetch } = useOrder(orderId);
  return (
    <Dialog title={`${control.orders} ${orderId}`} onClose={onClose} width={940}>
      {isPending && <Loading />}
      {error !== null && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <dl className="facts">
            <div>
              <dt>{control.operation}</dt>
              <dd>{wordOf(words.operation, data.operation)}</dd>
            </div>
            <div>
              <dt>{control.thing}</dt>
              <dd>
                {wordOf(words.source, data.source)} <span className="mono">{data.target.reference}</span> {names.get(data.obligorId)}
              </dd>
            </div>
            <div>
              <dt>{control.amount}</dt>
              <dd>{data.extent.amount === undefined ? `¥${yuan(data.limitFen)}` : money(data.extent.amount)}</dd>
            </div>
            <div>
              <dt>{control.state}</dt>
              <dd>
                <Mark tone="info">{wordOf(words.orderState, data.state)}</Mark>
              </dd>
            </div>
            <div>
              <dt>{control.reason}</dt>
              <dd>{data.reason}</dd>
            </div>
          </dl>
          <h3 style={{ marginTop: 10 }}>{control.documents}</h3>
          <Documents documents={data.documents} />
          <h3>{control.words}</h3>
          <Answers answers={data.answers} operation={data.operation} />
          <h3>{control.life}</h3>
          <table className="plain">
            <tbody>
              {data.events.map(({ at, event, from, to, actor, reason, cause }, index) => (
                <tr key={index}>
                  <td className="number">{moment(at)}</td>
                  <td>{wordOf(words.controlEvent, event)}</td>
                  <td>{to !== undefined && (from === undefined ? wordOf(words.orderState, to) : `${wordOf(words.orderState, from)} → ${wordOf(words.orderState, to)}`)}</td>
                  <td>{actor}</td>
                  <td>{stepSaying({ cause }, messages) ?? (reason !== undefined && <q>{reason}</q>)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Dialog>
  );
}
