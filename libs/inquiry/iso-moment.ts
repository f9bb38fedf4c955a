let second = NaN;
let prefix = '';

/** As `Date.toISOString()`, for moments that mostly share their second: an answer of 4,000 institutions holds 16,000 of them. */
export function isoMoment(at: Date): string {
  const ms = at.getTime();
  const whole = Math.floor(ms / 1000);
  if (whole !== second) {
    prefix = at.toISOString().slice(0, -4);
    second = whole;
  }
  const rest = ms - whole * 1000;
  return `${prefix}${rest < 10 ? '00' : rest < 100 ? '0' : ''}${rest}Z`;
}

const BEIJING_OFFSET_MS = 8 * 3600_000;

/** The day in Beijing, `yyyy-MM-dd`. */
export const beijingDay = (at: Date): string => new Date(at.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 10);
