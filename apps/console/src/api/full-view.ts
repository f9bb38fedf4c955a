/** Shown in full what is masked for the reader (查看未遮蔽信息): every read that says so is on the audit record. For as long as the page is open. */
let inFull = false;

export function showInFull(wanted: boolean): void {
  inFull = wanted;
}

export const isInFull = (): boolean => inFull;

/** Headers of every read. */
export const viewHeaders = (): Readonly<Record<string, string>> => (inFull ? { 'personal-data': 'full' } : {});

/** Whether names, numbers and accounts in an answer are masked in part. */
export const isMasked = ({ headers }: Pick<Response, 'headers'>): boolean => headers.get('personal-data') === 'masked';
