import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/index.js';
import { ActDialog, neededOf, TextField } from '../../form/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { InstitutionName } from '../../pieces/index.js';
import { useControlAgain, type OrderLine } from './use-control.js';

/** Takes back an order that has not left (撤回), with the reason that stands in its life. */
export function WithdrawDialog({ caseId, order, onClose }: { readonly caseId: string; readonly order: OrderLine; readonly onClose: () => void }) {
  const { acts, control, words } = useMessages();
  const [reason, setReason] = useState('');
  const again = useControlAgain(caseId);
  const withdraw = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/control-orders/{orderId}/withdraw', { params: { path: { orderId: String(order.id) } }, body: { reason: reason.trim() } })),
    onSettled: again,
    onSuccess: onClose,
  });
  return (
    <ActDialog title={acts.withdrawTitle(order.id)} act={control.withdraw} danger typed={neededOf({ '/reason': reason })} sending={withdraw} onSend={() => withdraw.mutate()} onClose={onClose}>
      <p>
        {wordOf(words.operation, order.operation)} · {wordOf(words.source, order.source)} · <InstitutionName code={order.institutionCode} />
      </p>
      <p className="note note-warn">{acts.withdrawText}</p>
      <TextField at="/reason" label={acts.reason} hint={acts.noPeople} value={reason} maxLength={500} onChange={setReason} />
    </ActDialog>
  );
}
