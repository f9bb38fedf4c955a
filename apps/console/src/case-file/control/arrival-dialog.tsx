import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/index.js';
import { ActDialog, beijingToday, fenTyped, isDayTyped, neededOf, TextField, typedOf, YuanField, type Fault } from '../../form/index.js';
import { useMessages } from '../../language/index.js';
import { InstitutionName, Loading } from '../../pieces/index.js';
import { useControlAgain, useOrder, type OrderLine } from './use-control.js';

const PLACES = { 'arrival-contradicted': '/reference', 'arrival-exceeds': '/fen' };

/** Money of a deduction arrived on the account of the case (到账). A payment that is entered again counts once. */
export function ArrivalDialog(given: { readonly caseId: string; readonly order: OrderLine; readonly onClose: () => void }) {
  const { data, error } = useOrder(given.order.id);
  // What the institution says it took is proposed.
  if (data === undefined && error === null) return <Loading />;
  return <Filled {...given} taken={data?.outcome?.held?.fen ?? given.order.limitFen} />;
}

function Filled({ caseId, order, taken, onClose }: { readonly caseId: string; readonly order: OrderLine; readonly taken: number; readonly onClose: () => void }) {
  const { acts } = useMessages();
  const [reference, setReference] = useState('');
  const [amount, setAmount] = useState(() => typedOf(taken));
  const [day, setDay] = useState(beijingToday);
  const again = useControlAgain(caseId);
  const typed = new Map<string, Fault>(neededOf({ '/reference': reference }));
  const fen = fenTyped(amount, true);
  if ('fault' in fen || fen.fen === 0) typed.set('/fen', 'fault' in fen ? fen.fault : 'required');
  if (!isDayTyped(day, { to: beijingToday() })) typed.set('/day', 'day');
  const arrive = useMutation({
    mutationFn: () => api.POST('/api/v1/control-orders/{orderId}/arrival', { params: { path: { orderId: String(order.id) } }, body: { reference: reference.trim(), fen: 'fen' in fen ? fen.fen : 0, day } }),
    onSettled: again,
    onSuccess: onClose,
  });
  return (
    <ActDialog title={acts.arrivalTitle(order.id)} act={acts.arrivalAct} typed={typed} sending={arrive} placeOf={PLACES} onSend={() => arrive.mutate()} onClose={onClose}>
      <p>
        <InstitutionName code={order.institutionCode} /> · <span className="mono">{order.requestNumber}</span>
      </p>
      <p className="quiet">{acts.arrivalText}</p>
      <TextField at="/reference" label={acts.paymentReference} hint={acts.paymentReferenceHint} value={reference} maxLength={100} onChange={setReference} />
      <div className="fields">
        <YuanField at="/fen" label={acts.arrivedYuan} value={amount} width={200} onChange={setAmount} />
        <TextField at="/day" label={acts.arrivedOn} type="date" value={day} width={170} onChange={setDay} />
      </div>
    </ActDialog>
  );
}
