import Button from 'antd/es/button';
import { useId, type ReactNode } from 'react';
import { useMessages } from '../language/index.js';
import { Dialog, ProblemNote } from '../pieces/index.js';
import type { Faults } from './faults.js';
import { Form } from './form.js';

interface Given {
  readonly title: string;
  /** On the button: what happens. */
  readonly act: string;
  /** It cannot be undone, or takes something away. */
  readonly danger?: boolean;
  readonly typed: Faults;
  readonly sending: { readonly isPending: boolean; readonly error: unknown };
  readonly placeOf?: Readonly<Record<string, string>>;
  readonly width?: number;
  readonly onSend: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** One act with what it needs to know: the button says what happens, and a refusal stands where it can be mended. */
export function ActDialog({ title, act, danger = false, typed, sending, placeOf, width, onSend, onClose, children }: Given) {
  const { shell } = useMessages();
  const id = useId();
  return (
    <Dialog
      title={title} onClose={onClose} {...(width === undefined ? {} : { width })}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button type="primary" danger={danger} htmlType="submit" form={id} disabled={sending.isPending}>
            {act}
          </Button>
        </>
      }
    >
      <Form id={id} typed={typed} error={sending.error} {...(placeOf === undefined ? {} : { placeOf })} onSend={onSend}>
        {children}
        {sending.error !== null && <ProblemNote error={sending.error} />}
      </Form>
    </Dialog>
  );
}
