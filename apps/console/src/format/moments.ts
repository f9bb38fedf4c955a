const BEIJING = 'Asia/Shanghai';
const parts = new Intl.DateTimeFormat('zh-CN', { timeZone: BEIJING, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

function at(iso: string): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
}

/** Days and moments are Beijing's, whatever the clock of the machine says. */
export function moment(iso: string): string {
  const { year, month, day: date, hour, minute, second } = at(iso);
  return `${year}-${month}-${date} ${hour}:${minute}:${second}`;
}

/** `yyyy-MM-dd`; what is a day already stays one. */
export function day(iso: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? iso : moment(iso).slice(0, 10);
}

export function clock(iso: string): string {
  return moment(iso).slice(11);
}

/** How seconds and days are written in a language. */
export interface Spans {
  readonly inSeconds: (count: string) => string;
  readonly inDays: (count: string) => string;
}

/** `0.8 s`, `42 s`, `3:05`, `2:10:00`, `5 d`: as short as it stays clear. */
export function duration(ms: number, { inSeconds, inDays }: Spans): string {
  if (ms < 10_000) return inSeconds((ms / 1000).toFixed(1));
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return inSeconds(String(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return inDays(String(Math.round(seconds / 86_400)));
}
