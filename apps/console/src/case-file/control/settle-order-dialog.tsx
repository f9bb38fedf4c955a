import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api, type Schema } from '../../api/index.js';
import { ActDialog, ChoiceField, fenTyped, givenText, isDayTyped, neededOf, TextField, YuanField, type Fault } from '../../form/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { InstitutionName } from '../../pieces/index.js';
import { Answers } from './answers.js';
import { useControlAgain, useOrder, type OrderLine } from './use-control.js';

type As = Schema<'SettleControlOrderDto'>['as'];
const ENDS: readonly As[] = ['effective', 'waiting', 'refused'];

/** A second person says how a disputed or unconfirmed order ended (裁断), after asking the institution by other ways. */
export function SettleOrderDialog({ caseId, order, onClose }: { readonly caseId: string; readonly order: OrderLine; readonly onClose: () => void }) {
  const { acts, control, words } = useMessages();
  const { data: whole } = useOrder(order.id);
  const [as, setAs] = useState<As | ''>('');
  const [held, setHeld] = useState('');
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [position, setPosition] = useState('');
  const [reference, setReference] = useState('');
  const [reason, setReason] = useState('');
  const again = useControlAgain(caseId);
  const typed = new Map<string, Fault>(neededOf({ '/as': as, '/reason': reason }));
  const fen = fenTyped(held, as === 'effective');
  if (as === 'effective' && 'fault' in fen) typed.set('/heldFen', fen.fault);
  for (const [at, text] of [['/from', from], ['/until', until]] as const) if (as !== 'refused' && text !== '' && !isDayTyped(text)) typed.set(at, 'day');
  if (as === 'waiting' && position !== '' && !/^[1-9]\d{0,5}$/.test(position)) typed.set('/position', 'format');
  const settle = useMutation({
    mutationFn: (word: As) =>
      answered(api.POST('/api/v1/control-orders/{orderId}/settlement', {
        params: { path: { orderId: String(order.id) } },
        body: {
          as: word, reason: reason.trim(), ...(word === 'refused' ? {} : { ...givenText('from', from), ...givenText('until', until), ...givenText('institutionReference', reference) }),
          ...(word === 'effective' && 'fen' in fen ? { heldFen: fen.fen } : {}), ...(word === 'waiting' && position !== '' ? { position: Number(position) } : {}),
        },
      })),
    onSettled: again,
    onSuccess: onClose,
  });
  return (
    <ActDialog title={acts.settleTitle(order.id)} act={acts.settleAct} danger typed={typed} sending={settle} width={720} onSend={() => as !== '' && settle.mutate(as)} onClose={onClose}>
      <p>
        {wordOf(words.operation, order.operation)} · {wordOf(words.source, order.source)} · <InstitutionName code={order.institutionCode} /> · <span className="mono">{order.requestNumber}</span>
      </p>
      {whole !== undefined && (
        <>
          <h3>{control.words}</h3>
          <Answers answers={whole.answers} operation={whole.operation} />
        </>
      )}
      <p className="note note-warn">{acts.settleText}</p>
      <div className="fields">
        <ChoiceField at="/as" label={acts.settleAs} value={as} none={acts.choose} width={220} choices={ENDS.map((value) => ({ value, text: acts.settleWord[value] }))} onChange={setAs} />
        {as === 'effective' && <YuanField at="/heldFen" label={acts.heldYuan} value={held} width={200} onChange={setHeld} />}
        {as === 'waiting' && <TextField at="/position" label={acts.position} value={position} inputMode="numeric" maxLength={6} width={120} onChange={setPosition} />}
      </div>
      {(as === 'effective' || as === 'waiting') && (
        <div className="fields">
          <TextField at="/from" label={acts.from} type="date" value={from} width={170} onChange={setFrom} />
          <TextField at="/until" label={acts.until} type="date" value={until} width={170} onChange={setUntil} />
          <TextField at="/institutionReference" label={acts.institutionReference} value={reference} maxLength={100} width={240} onChange={setReference} />
        </div>
      )}
      <TextField at="/reason" label={acts.settleReason} hint={acts.noPeople} value={reason} maxLength={500} onChange={setReason} />
    </ActDialog>
  );
}
