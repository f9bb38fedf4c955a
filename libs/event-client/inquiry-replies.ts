import type { EventData, EventType, InquiryCompleted } from '#contracts/events';

/** The gateway refused a command. */
export class InquiryRefused extends Error {
  override readonly name = 'InquiryRefused';

  constructor(
    /** Of the catalogue of errors. */
    readonly code: string,
    readonly title: string,
    readonly fields: readonly { readonly field: string; readonly allowed: string }[] = [],
  ) {
    super(`${code}: ${title}`);
  }
}

/** Not every institution had its outcome in time; the inquiry goes on, and its events come. */
export class InquiryNotFinished extends Error {
  override readonly name = 'InquiryNotFinished';

  constructor(
    /** Undefined when not even the command was answered. */
    readonly inquiryId: string | undefined,
  ) {
    super('the inquiry has not ended in time');
  }
}

interface Waiting {
  inquiryId: string | undefined;
  readonly done: (end: InquiryCompleted) => void;
  readonly failed: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** An inquiry may have ended before it is known whose it is: where every answer was stored. */
const MOST_ENDED = 10_000;

/** Who waits for the end of which inquiry. */
export class InquiryReplies {
  readonly #waiting = new Map<string, Waiting>();
  readonly #ended = new Map<string, InquiryCompleted>();

  /** @throws InquiryRefused, InquiryNotFinished */
  waitFor(source: string, id: string, timeoutMs: number): Promise<InquiryCompleted> {
    const name = nameOf(source, id);
    return new Promise((done, failed) => {
      const timer = setTimeout(() => this.#end(name, (one) => one.failed(new InquiryNotFinished(one.inquiryId))), timeoutMs);
      this.#waiting.set(name, { inquiryId: undefined, done, failed, timer });
    });
  }

  forget(source: string, id: string): void {
    this.#end(nameOf(source, id), () => undefined);
  }

  take(type: EventType, data: EventData[EventType]): void {
    if (type === 'inquiry.command-accepted.v1') this.#accepted(data as EventData['inquiry.command-accepted.v1']);
    else if (type === 'inquiry.command-refused.v1') {
      const { commandSource, commandId, code, title, fields } = data as EventData['inquiry.command-refused.v1'];
      this.#end(nameOf(commandSource, commandId), (one) => one.failed(new InquiryRefused(code, title, fields)));
    } else if (type === 'inquiry.completed.v1') this.#completed(data as InquiryCompleted);
  }

  #accepted({ commandSource, commandId, inquiryId }: EventData['inquiry.command-accepted.v1']): void {
    const name = nameOf(commandSource, commandId);
    const ended = this.#ended.get(inquiryId);
    if (ended !== undefined) return this.#end(name, (one) => one.done(ended));
    const one = this.#waiting.get(name);
    if (one !== undefined) one.inquiryId = inquiryId;
  }

  #completed(end: InquiryCompleted): void {
    const found = [...this.#waiting].find(([, one]) => one.inquiryId === end.inquiryId);
    if (found !== undefined) this.#end(found[0], (one) => one.done(end));
    this.#ended.set(end.inquiryId, end);
    if (this.#ended.size > MOST_ENDED) this.#ended.delete(this.#ended.keys().next().value!);
  }

  #end(name: string, how: (one: Waiting) => void): void {
    const one = this.#waiting.get(name);
    if (one === undefined) return;
    this.#waiting.delete(name);
    clearTimeout(one.timer);
    how(one);
  }
}

const nameOf = (source: string, id: string): string => JSON.stringify([source, id]);
