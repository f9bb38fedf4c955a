import { request, type ClientRequest, type IncomingMessage } from 'node:http';

export interface StreamedEvent {
  readonly id?: string;
  readonly event: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into events freely
  readonly data: any;
}

/** A client of server-sent events over real HTTP. */
export class EventStream {
  readonly events: StreamedEvent[] = [];
  /** `ended` by the server, or `broken` off by either side. */
  over: 'ended' | 'broken' | undefined;
  text = '';

  private constructor(
    private readonly call: ClientRequest,
    readonly response: IncomingMessage,
  ) {
    response.setEncoding('utf8').on('data', (chunk: string) => this.#read(chunk));
    response.on('end', () => (this.over ??= 'ended'));
    response.on('error', () => (this.over ??= 'broken'));
    response.on('close', () => (this.over ??= 'broken'));
  }

  static open(url: string, headers: Record<string, string>): Promise<EventStream> {
    return new Promise((resolve, reject) => {
      const call: ClientRequest = request(url, { headers, agent: false }, (response) => resolve(new EventStream(call, response)));
      call.on('error', reject);
      call.end();
    });
  }

  /** The kinds of events so far, in order. */
  get kinds(): string[] {
    return this.events.map(({ event }) => event);
  }

  of(event: string): StreamedEvent[] {
    return this.events.filter((each) => each.event === event);
  }

  /** The client goes away. */
  hangUp(): void {
    this.call.destroy();
  }

  #read(chunk: string): void {
    this.text += chunk;
    for (let end = this.text.indexOf('\n\n'); end >= 0; end = this.text.indexOf('\n\n')) {
      const fields = new Map(this.text.slice(0, end).split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
      this.text = this.text.slice(end + 2);
      const [event, data, id] = [fields.get('event'), fields.get('data'), fields.get('id')];
      if (event !== undefined) this.events.push({ event, data: JSON.parse(data ?? 'null'), ...(id === undefined ? {} : { id }) });
    }
  }
}
