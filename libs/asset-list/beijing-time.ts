/** Beijing has no summer time, so that its clock is plain arithmetic. */
export const BEIJING_OFFSET_MS = 8 * 3_600_000;

const shifted = (at: Date | string): string => new Date((typeof at === 'string' ? Date.parse(at) : at.getTime()) + BEIJING_OFFSET_MS).toISOString();

/** Day in Beijing, `yyyy-MM-dd`. */
export const beijingDay = (at: Date | string): string => shifted(at).slice(0, 10);

/** Moment in Beijing to the second, `yyyy-MM-dd HH:mm:ss`. */
export const beijingSecond = (at: Date | string): string => shifted(at).slice(0, 19).replace('T', ' ');

/** Moment in Beijing to the millisecond. */
export const beijingMoment = (at: Date | string): string => shifted(at).slice(0, 23).replace('T', ' ');

/**
 * A moment as somebody wrote it, for reading: one of ours or any other with an offset is put into Beijing time, everything else
 * is local there and shown as it came.
 */
export function readableMoment(written: string): string {
  const withOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(written) && !Number.isNaN(Date.parse(written));
  return withOffset ? beijingSecond(written) : written.replace(/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/, '$1 $2');
}
