import type { ReactNode } from 'react';

export type MarkTone = 'good' | 'info' | 'warn' | 'bad' | 'quiet' | 'strong';

/** A state as a word with a colour; never the colour alone. */
export function Mark({ tone, children }: { readonly tone: MarkTone; readonly children: ReactNode }) {
  return <span className={`mark mark-${tone}`}>{children}</span>;
}
