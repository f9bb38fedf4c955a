const OFFSET_MS = 8 * 3_600_000;

/** `yyyy-MM-ddTHH:mm:ss` in Beijing, where every institution is. */
export const beijingTime = (moment: number): string => new Date(moment + OFFSET_MS).toISOString().slice(0, 19);
