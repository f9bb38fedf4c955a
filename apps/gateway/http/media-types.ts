/** Whether a caller would rather have CSV than JSON, from its header Accept (RFC 9110 §12.5.1). JSON when it does not say. */
export function prefersCsv(accept: string | undefined): boolean {
  if (accept === undefined) return false;
  const csv = quality(accept, 'text/csv');
  return csv !== undefined && csv > 0 && csv > (quality(accept, 'application/json') ?? 0);
}

/** How much a caller likes a type that its header Accept lists by name, 0 to 1; undefined when it does not list it. */
export function quality(accept: string, type: string): number | undefined {
  for (const range of accept.split(',')) {
    const [name, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    if (name !== type) continue;
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    return weight === undefined ? 1 : Number(weight.slice(2)) || 0;
  }
  return undefined;
}
