export function Control(_: { file: unknown }) { return null; }
