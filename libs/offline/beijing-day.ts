const BEIJING_OFFSET_MS = 8 * 3600_000;

/** The day in Beijing, `yyyy-MM-dd`. */
export const beijingDay = (at: Date): string => new Date(at.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 10);
