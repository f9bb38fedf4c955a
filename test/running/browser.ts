const MOST_REDIRECTS = 12;

export interface Page {
  /** Where it stands, after all redirects. */
  readonly address: string;
  readonly status: number;
  readonly text: string;
}

/** As much of a browser as signing in needs: it keeps cookies by host and path, and follows redirects. */
export class Browser {
  /** Every address asked for, in order. */
  readonly visited: string[] = [];
  /** Every `Set-Cookie` seen. */
  readonly setCookies: string[] = [];
  readonly #cookies = new Map<string, { readonly origin: string; readonly path: string; readonly pair: string }>();

  /** Opens a page, or sends a form to it, and follows to where it leads. */
  async follow(address: string, form?: Readonly<Record<string, string>>): Promise<Page> {
    let response = await this.#ask(address, form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) });
    let here = address;
    for (let redirect = 0; redirect < MOST_REDIRECTS; redirect += 1) {
      const next = response.headers.get('location');
      if (next === null || response.status < 300 || response.status > 399) return { address: here, status: response.status, text: await response.text() };
      await response.arrayBuffer();
      here = new URL(next, here).href;
      response = await this.#ask(here, {});
    }
    throw new Error('redirected without end');
  }

  /** Like {@link follow}, but stops before opening the first address that holds `part`, and returns it. */
  async stopAt(address: string, form: Readonly<Record<string, string>>, part: string): Promise<string> {
    let response = await this.#ask(address, { method: 'POST', body: new URLSearchParams(form) });
    let here = address;
    for (let redirect = 0; redirect < MOST_REDIRECTS; redirect += 1) {
      await response.arrayBuffer();
      here = new URL(response.headers.get('location') ?? '', here).href;
      if (here.includes(part)) return here;
      response = await this.#ask(here, {});
    }
    throw new Error(`never led to ${part}`);
  }

  /** One call of a page's script. */
  async json(address: string, init: RequestInit = {}): Promise<{ readonly status: number; readonly body: unknown }> {
    const response = await this.#ask(address, init);
    const text = await response.text();
    return { status: response.status, body: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text };
  }

  async #ask(address: string, init: RequestInit): Promise<Response> {
    this.visited.push(address);
    const { origin, pathname } = new URL(address);
    const cookie = [...this.#cookies.values()].filter((one) => one.origin === origin && pathname.startsWith(one.path)).map(({ pair }) => pair).join('; ');
    const headers = new Headers(init.headers);
    if (cookie !== '') headers.set('cookie', cookie);
    const response = await fetch(address, { ...init, headers, redirect: 'manual', signal: AbortSignal.timeout(15_000) });
    for (const given of response.headers.getSetCookie()) this.#keep(origin, given);
    return response;
  }

  #keep(origin: string, given: string): void {
    this.setCookies.push(given);
    const [pair = '', ...attributes] = given.split(/; */);
    const of = (name: string): string | undefined => attributes.find((each) => each.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
    const path = of('path') ?? '/';
    const key = `${origin}${path}${pair.slice(0, pair.indexOf('='))}`;
    const expires = of('expires');
    if (of('max-age') === '0' || (expires !== undefined && Date.parse(expires) <= Date.now())) this.#cookies.delete(key);
    else this.#cookies.set(key, { origin, path, pair });
  }
}
