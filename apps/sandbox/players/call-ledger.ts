/** What was counted for one request number at one institution. */
export interface RequestCount {
  /** Times the institution was really asked; a bank that sees a number again in the list is not asked again. */
  asked: number;
  /** Times the request stood in a list a bank fetched. */
  listed: number;
  /** Times somebody came with the ticket of this request. */
  polled: number;
  /** Answers sent, repetitions and spoilt ones included. */
  answered: number;
  /** Answers the gateway said it had taken. */
  accepted: number;
}

export type CallKind = keyof RequestCount;

export interface InstitutionCount extends RequestCount {
  readonly code: string;
  /** Different request numbers. */
  readonly requests: number;
  /** Questions turned away before they were one: bad credentials, unreadable, during an outage. */
  readonly turnedAway: number;
}

interface Sheet {
  readonly byRequest: Map<string, RequestCount>;
  readonly total: RequestCount;
  turnedAway: number;
}

const none = (): RequestCount => ({ asked: 0, listed: 0, polled: 0, answered: 0, accepted: 0 });

/** Counts how often each institution was really asked, per request number. */
export class CallLedger {
  readonly #sheets = new Map<string, Sheet>();

  count(institutionCode: string, requestNumber: string, kind: CallKind): void {
    const sheet = this.#sheet(institutionCode);
    let entry = sheet.byRequest.get(requestNumber);
    if (entry === undefined) sheet.byRequest.set(requestNumber, (entry = none()));
    entry[kind] += 1;
    sheet.total[kind] += 1;
  }

  countTurnedAway(institutionCode: string): void {
    this.#sheet(institutionCode).turnedAway += 1;
  }

  /** How often the institution was asked under this number. */
  asked(institutionCode: string, requestNumber: string): number {
    return this.of(institutionCode, requestNumber).asked;
  }

  of(institutionCode: string, requestNumber: string): Readonly<RequestCount> {
    return this.#sheets.get(institutionCode)?.byRequest.get(requestNumber) ?? none();
  }

  total(institutionCode: string): InstitutionCount {
    const sheet = this.#sheets.get(institutionCode);
    return { code: institutionCode, requests: sheet?.byRequest.size ?? 0, ...(sheet?.total ?? none()), turnedAway: sheet?.turnedAway ?? 0 };
  }

  /** Every institution that was called at all. */
  totals(): readonly InstitutionCount[] {
    return [...this.#sheets.keys()].map((code) => this.total(code));
  }

  requests(institutionCode: string): ReadonlyMap<string, Readonly<RequestCount>> {
    return this.#sheets.get(institutionCode)?.byRequest ?? new Map();
  }

  reset(): void {
    this.#sheets.clear();
  }

  #sheet(institutionCode: string): Sheet {
    let sheet = this.#sheets.get(institutionCode);
    if (sheet === undefined) this.#sheets.set(institutionCode, (sheet = { byRequest: new Map(), total: none(), turnedAway: 0 }));
    return sheet;
  }
}
