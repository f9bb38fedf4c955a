import { useMutation } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useState } from 'react';
import { answered, api, type Schema } from '../api/index.js';
import { useMessages } from '../language/index.js';
import { ProblemNote } from '../pieces/index.js';
import { Field } from './field.js';
import { useLettersAgain } from './use-letters.js';

type Way = Schema<'DeliverControlLetterDto'>['way'];
const WAYS: readonly Way[] = ['in-person', 'post', 'courier', 'fax', 'official-exchange'];
const BEIJING_MS = 8 * 3_600_000;

const today = (): string => new Date(Date.now() + BEIJING_MS).toISOString().slice(0, 10);

/** Says that the institution has it (送达): day, way, by whom. */
export function DeliveryForm({ orderId }: { readonly orderId: number }) {
  const { letters: texts } = useMessages();
  const again = useLettersAgain();
  const [deliveredOn, setDeliveredOn] = useState(today);
  const [way, setWay] = useState<Way>('in-person');
  const [deliveredBy, setDeliveredBy] = useState('');
  const [reference, setReference] = useState('');
  const deliver = useMutation({
    mutationFn: () =>
      answered(api.POST('/api/v1/control-orders/{orderId}/letter/delivery', {
        params: { path: { orderId: String(orderId) } }, body: { deliveredOn, way, deliveredBy: deliveredBy.trim(), ...(reference.trim() === '' ? {} : { reference: reference.trim() }) },
      })),
    onSettled: again,
  });
  return (
    <form
      aria-label={texts.delivery}
      onSubmit={(event) => {
        event.preventDefault();
        deliver.mutate();
      }}
    >
      <div className="letter-fields">
        <Field label={texts.deliveredOn}>
          <Input type="date" value={deliveredOn} max={today()} required onChange={(event) => setDeliveredOn(event.target.value)} />
        </Field>
        <Field label={texts.wayLabel}>
          <select value={way} onChange={(event) => setWay(event.target.value as Way)}>
            {WAYS.map((one) => (
              <option key={one} value={one}>
                {texts.way[one]}
              </option>
            ))}
          </select>
        </Field>
        <Field label={texts.deliveredBy}>
          <Input value={deliveredBy} maxLength={60} required onChange={(event) => setDeliveredBy(event.target.value)} />
        </Field>
        <Field label={texts.reference}>
          <Input value={reference} maxLength={60} onChange={(event) => setReference(event.target.value)} />
        </Field>
      </div>
      <Button type="primary" htmlType="submit" disabled={deliver.isPending || deliveredBy.trim() === '' || deliveredOn === ''}>
        {texts.deliver}
      </Button>
      {deliver.error !== null && <ProblemNote error={deliver.error} />}
    </form>
  );
}

/** Says that it is back and never got there. */
export function ReturnForm({ orderId }: { readonly orderId: number }) {
  const { letters: texts } = useMessages();
  const again = useLettersAgain();
  const [reason, setReason] = useState('');
  const giveBack = useMutation({ mutationFn: () => answered(api.POST('/api/v1/control-orders/{orderId}/letter/return', { params: { path: { orderId: String(orderId) } }, body: { reason: reason.trim() } })), onSettled: again });
  return (
    <form
      aria-label={texts.returned} style={{ marginTop: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        giveBack.mutate();
      }}
    >
      <Field label={texts.returnReason}>
        <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <Button htmlType="submit" disabled={giveBack.isPending || reason.trim() === ''}>
        {texts.giveBack}
      </Button>
      {giveBack.error !== null && <ProblemNote error={giveBack.error} />}
    </form>
  );
}
