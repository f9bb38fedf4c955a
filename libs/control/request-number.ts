/**
 * Request number (请求单号, `BDHM`) of an order, 24 characters: `A` + day in Beijing + node + `2` (control) + id (wire-contracts §2.7). Ends
 * in the id, so that an order is found by its primary key.
 * @param day `yyyy-MM-dd`
 */
export const controlRequestNumber = (id: number, day: string): string => `A${day.replaceAll('-', '')}CK2${String(id).padStart(12, '0')}`;

/** @returns undefined when the number cannot be that of an order */
export function idOfControlRequest(number: string): number | undefined {
  const match = /^A\d{8}CK2(\d{12})$/.exec(number);
  return match === null ? undefined : Number(match[1]);
}
