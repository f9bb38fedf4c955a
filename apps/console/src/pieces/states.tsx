import type { ReactNode } from 'react';
import { useMessages } from '../language/index.js';

/** Nothing to see for the first moment, so that fast answers do not flicker; the style sheet does it. */
export function Loading() {
  const { shell } = useMessages();
  return (
    <p className="loading" role="status">
      {shell.loading}
    </p>
  );
}

export function Empty({ children, more }: { readonly children: ReactNode; readonly more?: ReactNode }) {
  return (
    <div className="empty">
      <p>{children}</p>
      {more !== undefined && <p className="quiet">{more}</p>}
    </div>
  );
}
