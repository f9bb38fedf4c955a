import { useMutation } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useState } from 'react';
import { answered, api } from '../../api/index.js';
import { yuan } from '../../format/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { Empty, InstitutionName, Mark, ProblemNote, VirtualTable } from '../../pieces/index.js';
import { OrderDialog } from './order-dialog.js';
import { OrderResult } from './order-result.js';
import { SubmitDialog } from './submit-dialog.js';
import { useControlAgain, type Measure, type OrderLine } from './use-control.js';

interface Given {
  readonly caseId: string;
  readonly orders: readonly OrderLine[];
  readonly measures: readonly Measure[];
  readonly officer: boolean;
  readonly names: ReadonlyMap<string, string>;
}

const SUBMITTABLE: readonly OrderLine['state'][] = ['drafted', 'returned'];

/** Orders of the case (控制指令), newest first, each with where it stands and what came of it. */
export function Orders({ caseId, orders, measures, officer, names }: Given) {
  const { control, words } = useMessages();
  const [opened, setOpened] = useState<number>();
  const [submitting, setSubmitting] = useState(false);
  const drafts = orders.filter(({ state }) => SUBMITTABLE.includes(state));
  return (
    <section className="panel" aria-label={control.orders}>
      <header>
        <h2>{control.orders}</h2>
        <span className="spring" />
        {officer && drafts.length > 0 && (
          <Button type="primary" onClick={() => setSubmitting(true)}>
            {control.submit}（{drafts.length}）
          </Button>
        )}
      </header>
      {orders.length === 0 ? <Empty>{control.ordersNone}</Empty> : (
        <VirtualTable
          label={control.orders} rows={orders} keyOf={({ id }) => id} minWidth={1000} onOpen={({ id }) => setOpened(id)}
          columns={[
            { key: 'number', title: '№', width: '90px', cell: ({ id, requestNumber }) => <button type="button" className="link" title={requestNumber} onClick={() => setOpened(id)}>{id}</button> },
            { key: 'operation', title: control.operation, width: '110px', cell: ({ operation }) => wordOf(words.operation, operation) },
            { key: 'thing', title: control.thing, width: 'minmax(100px, 0.6fr)', cell: ({ source }) => wordOf(words.source, source) },
            { key: 'institution', title: control.institution, width: '180px', cell: ({ institutionCode }) => <InstitutionName code={institutionCode} /> },
            { key: 'amount', title: control.amount, width: '140px', end: true, cell: ({ limitFen }) => `¥${yuan(limitFen)}` },
            { key: 'state', title: control.state, width: '130px', cell: ({ state }) => <Mark tone={toneOf(state)}>{wordOf(words.orderState, state)}</Mark> },
            { key: 'result', title: control.result, width: 'minmax(220px, 1.6fr)', cell: (order) => <OrderResult order={order} measure={measures.find(({ beganWithOrder }) => beganWithOrder === order.id)} /> },
            { key: 'act', title: '', width: '80px', cell: ({ id, state }) => officer && (SUBMITTABLE.includes(state) || state === 'submitted') && <Withdraw caseId={caseId} orderId={id} /> },
          ]}
        />
      )}
      {opened !== undefined && <OrderDialog orderId={opened} names={names} onClose={() => setOpened(undefined)} />}
      {submitting && <SubmitDialog caseId={caseId} drafts={drafts} onClose={() => setSubmitting(false)} />}
    </section>
  );
}

function Withdraw({ caseId, orderId }: { readonly caseId: string; readonly orderId: number }) {
  const { control } = useMessages();
  const again = useControlAgain(caseId);
  const withdraw = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/control-orders/{orderId}/withdraw', { params: { path: { orderId: String(orderId) } }, body: { reason: control.withdraw } })),
    onSettled: again,
  });
  return (
    <>
      <button type="button" className="link" disabled={withdraw.isPending} onClick={() => withdraw.mutate()}>
        {control.withdraw}
      </button>
      {withdraw.error !== null && <ProblemNote error={withdraw.error} />}
    </>
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
