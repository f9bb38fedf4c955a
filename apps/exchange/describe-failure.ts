/**
 * An error as it may be logged: kind, code and place. The message is left out, because drivers and parsers put values from
 * the data into it (`Key (number)=(…) already exists`).
 */
export function describeFailure(error: unknown): { readonly type: string; readonly code?: string; readonly at?: string } {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  const at = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim())
    .join(' < ');
  return { type: error.name, ...(typeof code === 'string' ? { code } : {}), ...(at ? { at } : {}) };
}
