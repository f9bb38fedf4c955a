/** One server-sent event. */
export interface StreamEvent {
  readonly id?: string;
  readonly event: string;
  readonly data: string;
}

/** Takes server-sent events out of text that comes in pieces of any size. */
export class EventLines {
  #rest = '';

  /** @returns the events that are complete with this piece */
  take(piece: string): StreamEvent[] {
    const blocks = (this.#rest + piece.replaceAll('\r\n', '\n')).split('\n\n');
    this.#rest = blocks.pop()!;
    return blocks.flatMap((block) => {
      const found = read(block);
      return found === undefined ? [] : [found];
    });
  }
}

function read(block: string): StreamEvent | undefined {
  let id: string | undefined;
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    // A comment: the gateway says that it is still there.
    if (colon === 0) continue;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'id') id = value;
    else if (name === 'event') event = value;
    else if (name === 'data') data.push(value);
  }
  if (data.length === 0) return undefined;
  return { ...(id === undefined ? {} : { id }), event, data: data.join('\n') };
}
