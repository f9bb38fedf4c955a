import { parseYuan } from '#libs/identifiers';
import { yuan } from '../format/index.js';
import { TextField } from './text-field.js';

interface Given {
  readonly at: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly width?: number | string;
}

/** A sum in yuan (元), typed as people do; read exactly into fen, never rounded. */
export function YuanField(given: Given) {
  const parsed = parseYuan(given.value);
  return <TextField {...given} inputMode="decimal" maxLength={24} checkedFrom={1} good={parsed.ok ? `¥${yuan(parsed.value)}` : undefined} />;
}
