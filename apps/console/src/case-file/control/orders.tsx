import Button from 'antd/es/button';
import { useState } from 'react';
import { yuan } from '../../format/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { Empty, InstitutionName, Mark, VirtualTable } from '../../pieces/index.js';
import { ArrivalDialog } from './arrival-dialog.js';
import { AttachDialog } from './attach-dialog.js';
import { OrderDialog } from './order-dialog.js';
import { OrderResult } from './order-result.js';
import { SettleOrderDialog } from './settle-order-dialog.js';
import { SubmitDialog } from './submit-dialog.js';
import type { Measure, OrderLine } from './use-control.js';
import { WithdrawDialog } from './withdraw-dialog.js';

interface Given {
  readonly caseId: string;
  readonly orders: readonly OrderLine[];
  readonly measures: readonly Measure[];
  readonly officer: boolean;
  /** May say how an order ended that nobody is sure of. */
  readonly secondPerson: boolean;
  readonly names: ReadonlyMap<string, string>;
}

type Act = 'withdraw' | 'settle' | 'arrival' | 'attach';

const SUBMITTABLE: readonly OrderLine['state'][] = ['drafted', 'returned'];
const UNSETTLED: readonly OrderLine['state'][] = ['disputed', 'unconfirmed'];
const TAKES_MONEY: readonly OrderLine['operation'][] = ['deduct', 'freeze-and-deduct', 'withdraw-income'];

/** Orders of the case (控制指令), newest first, each with where it stands and what came of it. */
export function Orders({ caseId, orders, measures, officer, secondPerson, names }: Given) {
  const { acts, control, words } = useMessages();
  const [opened, setOpened] = useState<number>();
  const [submitting, setSubmitting] = useState(false);
  const [attaching, setAttaching] = useState(false);
  const [acting, setActing] = useState<{ readonly act: Act; readonly order: OrderLine }>();
  const stop = (): void => setActing(undefined);
  const drafts = orders.filter(({ state }) => SUBMITTABLE.includes(state));
  return (
    <section className="panel" aria-label={control.orders}>
      <header>
        <h2>{control.orders}</h2>
        <span className="spring" />
        {officer && drafts.length > 0 && (
          <>
            <Button onClick={() => setAttaching(true)}>{acts.attach}</Button>
            <Button type="primary" onClick={() => setSubmitting(true)}>
              {control.submit}（{drafts.length}）
            </Button>
          </>
        )}
      </header>
      {orders.length === 0 ? <Empty>{control.ordersNone}</Empty> : (
        <VirtualTable
          label={control.orders} rows={orders} keyOf={({ id }) => id} minWidth={1100} onOpen={({ id }) => setOpened(id)}
          columns={[
            { key: 'number', title: '№', width: '90px', cell: ({ id, requestNumber }) => <button type="button" className="link" title={requestNumber} onClick={() => setOpened(id)}>{id}</button> },
            { key: 'operation', title: control.operation, width: '110px', cell: ({ operation }) => wordOf(words.operation, operation) },
            { key: 'thing', title: control.thing, width: 'minmax(100px, 0.6fr)', cell: ({ source }) => wordOf(words.source, source) },
            { key: 'institution', title: control.institution, width: '180px', cell: ({ institutionCode }) => <InstitutionName code={institutionCode} /> },
            { key: 'amount', title: control.amount, width: '140px', end: true, cell: ({ limitFen }) => `¥${yuan(limitFen)}` },
            { key: 'state', title: control.state, width: '130px', cell: ({ state }) => <Mark tone={toneOf(state)}>{wordOf(words.orderState, state)}</Mark> },
            { key: 'result', title: control.result, width: 'minmax(220px, 1.6fr)', cell: (order) => <OrderResult order={order} measure={measures.find(({ beganWithOrder }) => beganWithOrder === order.id)} /> },
{ key: 'act', title: acts.act, width: '170px', cell: (order) => <Acts order={order} officer={officer} secondPerson={secondPerson} onAct={(act) => setActing({ act, order })} /> },
          ]}
        />
      )}
      {opened !== undefined && <OrderDialog orderId={opened} names={names} onClose={() => setOpened(undefined)} />}
      {attaching && <AttachDialog caseId={caseId} orders={drafts} onClose={() => setAttaching(false)} />}
      {acting?.act === 'attach' && <AttachDialog caseId={caseId} orders={[acting.order]} onClose={stop} />}
      {acting?.act === 'withdraw' && <WithdrawDialog caseId={caseId} order={acting.order} onClose={stop} />}
      {acting?.act === 'settle' && <SettleOrderDialog caseId={caseId} order={acting.order} onClose={stop} />}
      {acting?.act === 'arrival' && <ArrivalDialog caseId={caseId} order={acting.order} onClose={stop} />}
      {submitting && <SubmitDialog caseId={caseId} drafts={drafts} onClose={() => setSubmitting(false)} />}
    </section>
  );
}

interface ActGiven {
  readonly order: OrderLine;
  readonly officer: boolean;
  readonly secondPerson: boolean;
  readonly onAct: (act: Act) => void;
}

/** What can be done with an order where it stands, by whom. */
function Acts({ order, officer, secondPerson, onAct }: ActGiven) {
  const { acts, control } = useMessages();
  const { state, operation } = order;
  return (
    <span className="row">
      {officer && SUBMITTABLE.includes(state) && <ActLink text={acts.attach} order={order} onClick={() => onAct('attach')} />}
      {officer && (SUBMITTABLE.includes(state) || state === 'submitted') && <ActLink text={control.withdraw} order={order} onClick={() => onAct('withdraw')} />}
      {officer && state === 'done' && TAKES_MONEY.includes(operation) && <ActLink text={acts.arrivalAct} order={order} onClick={() => onAct('arrival')} />}
      {UNSETTLED.includes(state) && (secondPerson ? <ActLink text={acts.settleAct} order={order} onClick={() => onAct('settle')} /> : officer && <span className="quiet">{acts.settleBy}</span>)}
    </span>
  );
}

function ActLink({ text, order, onClick }: { readonly text: string; readonly order: OrderLine; readonly onClick: () => void }) {
  return (
    <button type="button" className="link" aria-label={`${text} ${order.id}`} onClick={onClick}>
      {text}
    </button>
  );
}

function toneOf(state: OrderLine['state']): 'good' | 'info' | 'warn' | 'bad' | 'quiet' {
  switch (state) {
    case 'done':
      return 'good';
    case 'refused':
    case 'not-taken':
    case 'disputed':
      return 'bad';
    case 'unconfirmed':
    case 'returned':
    case 'submitted':
      return 'warn';
    case 'withdrawn':
    case 'drafted':
      return 'quiet';
    default:
      return 'info';
  }
}
