import { useMutation } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useRef, useState } from 'react';
import { answered, api, type Schema } from '../api/index.js';
import { useMessages } from '../language/index.js';
import { ProblemNote } from '../pieces/index.js';
import { Field } from './field.js';
import { PriorRows, RightRows } from './reply-rows.js';
import { NOTHING_TYPED, shows, toReply, type ReplyKind, type TypedReply } from './typed-reply.js';
import { useLettersAgain } from './use-letters.js';

const KINDS: readonly ReplyKind[] = ['effective', 'waiting', 'refused'];
const DAYS = ['from', 'until'] as const;
const SUMS = ['held', 'limit', 'unfunded'] as const;

/** Types the reply from its scan (回执录入); it waits for a second person then. */
export function ReplyForm({ orderId, extent }: { readonly orderId: number; readonly extent: Schema<'ControlExtentDto'> }) {
  const { letters: texts } = useMessages();
  const again = useLettersAgain();
  const [typed, setTyped] = useState<TypedReply>(NOTHING_TYPED);
  const [scan, setScan] = useState<File>();
  // Kept once, however often what was typed is refused.
  const kept = useRef<{ readonly file: File; readonly number: number }>(undefined);
  const set = <Name extends keyof TypedReply>(name: Name, value: TypedReply[Name]): void => setTyped((now) => ({ ...now, [name]: value }));
  const unit = extent.by === 'quantity' ? extent.quantity?.unit : undefined;
  const reply = toReply(typed, unit);
  const path = { orderId: String(orderId) };
  const enter = useMutation({
    mutationFn: async () => {
      if (scan === undefined || reply === undefined) return;
      if (kept.current?.file !== scan) {
        const { scan: number } = await answered(api.POST('/api/v1/control-orders/{orderId}/letter/scans', {
          params: { path }, headers: { 'content-type': 'application/pdf' }, body: scan as unknown as string, bodySerializer: (body: unknown) => body as File,
        }));
        kept.current = { file: scan, number };
      }
      await answered(api.POST('/api/v1/control-orders/{orderId}/letter/replies', { params: { path }, body: { ...reply, scan: kept.current.number } }));
      await again();
    },
  });
  const { kind } = typed;
  return (
    <form
      aria-label={texts.enter}
      onSubmit={(event) => {
        event.preventDefault();
        enter.mutate();
      }}
    >
      <div className="letter-fields">
        <Field label={texts.scan}>
          <input type="file" accept="application/pdf" onChange={(event) => setScan(event.target.files?.[0])} />
        </Field>
        <Field label={texts.kind}>
          <select value={kind} onChange={(event) => set('kind', event.target.value as ReplyKind)}>
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {texts.kinds[one]}
              </option>
            ))}
          </select>
        </Field>
        {SUMS.filter((name) => shows(kind, name)).map((name) => (
          <Field key={name} label={texts[name]}>
            <Input value={typed[name]} inputMode="decimal" onChange={(event) => set(name, event.target.value)} />
          </Field>
        ))}
        {unit !== undefined && shows(kind, 'quantity') && (
          <Field label={texts.quantity(unit)}>
            <Input value={typed.quantity} inputMode="decimal" onChange={(event) => set('quantity', event.target.value)} />
          </Field>
        )}
        {DAYS.filter((name) => shows(kind, name)).map((name) => (
          <Field key={name} label={texts[name]}>
            <Input type="date" value={typed[name]} onChange={(event) => set(name, event.target.value)} />
          </Field>
        ))}
        {shows(kind, 'position') && (
          <Field label={texts.position}>
            <Input value={typed.position} inputMode="numeric" onChange={(event) => set('position', event.target.value)} />
          </Field>
        )}
        {shows(kind, 'institutionReference') && (
          <Field label={texts.institutionReference}>
            <Input value={typed.institutionReference} maxLength={100} onChange={(event) => set('institutionReference', event.target.value)} />
          </Field>
        )}
        {shows(kind, 'reason') && (
          <Field label={texts.reason}>
            <Input value={typed.reason} maxLength={500} onChange={(event) => set('reason', event.target.value)} />
          </Field>
        )}
      </div>
      <PriorRows rows={typed.prior} onChange={(prior) => set('prior', prior)} />
      <RightRows rows={typed.rights} onChange={(rights) => set('rights', rights)} />
      <Button type="primary" htmlType="submit" disabled={enter.isPending || scan === undefined || reply === undefined}>
        {enter.isPending ? texts.entering : texts.enter}
      </Button>
      {enter.error !== null && <ProblemNote error={enter.error} />}
    </form>
  );
}
