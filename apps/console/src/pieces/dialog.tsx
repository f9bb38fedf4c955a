import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useMessages } from '../language/index.js';

interface Given {
  readonly title: ReactNode;
  readonly width?: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons below; without any there is one that closes it. */
  readonly actions?: ReactNode;
}

/** A dialog of the browser itself: it keeps the focus inside, closes with Escape, gives the focus back, and needs no style element of its own. */
export function Dialog({ title, width = 560, onClose, children, actions }: Given) {
  const { shell } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current!;
    element.showModal();
    return () => element.close();
  }, []);
  return (
    <dialog
      ref={dialog} className="dialog" style={{ width }} aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        // React tells the dialogs around it too: only the innermost is closed.
        if (event.target === event.currentTarget) onClose();
      }}
      // Pressed twice in a row, browsers close without asking.
      onClose={(event) => {
        if (!event.currentTarget.open) onClose();
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" className="plain" aria-label={shell.close} onClick={onClose}>
          ×
        </button>
      </header>
      <div className="dialog-body">{children}</div>
      {actions !== undefined && <footer>{actions}</footer>}
    </dialog>
  );
}
