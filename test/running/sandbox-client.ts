/** The sandbox's own interface: how institutions behave, and how often they were really asked. */
export class SandboxClient {
  constructor(private readonly sandboxUrl: string) {}

  /** Rules of one institution, or of `*`; see apps/sandbox/README.md. */
  async setRules(code: string, rules: object): Promise<void> {
    await this.#call('PUT', `/sandbox/rules/${encodeURIComponent(code)}`, rules);
  }

  /** Those not named behave well. */
  async replaceRules(rules: Readonly<Record<string, object>>): Promise<void> {
    await this.#call('PUT', '/sandbox/rules', rules);
  }

  /** How often it was asked under a number. */
  async calls(code: string, requestNumber: string): Promise<{ asked: number; answered: number; accepted: number; listed: number }> {
    return (await this.#call('GET', `/sandbox/calls/${code}?requestNumber=${requestNumber}`)) as never;
  }

  async people(query: string): Promise<readonly SyntheticParty[]> {
    return ((await this.#call('GET', `/sandbox/people?${query}`)) as { items: SyntheticParty[] }).items;
  }

  async played(): Promise<readonly string[]> {
    return ((await this.#call('GET', '/sandbox/institutions')) as { items: { code: string }[] }).items.map(({ code }) => code);
  }

  async #call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(this.sandboxUrl + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    if (!response.ok) throw new Error(`sandbox: HTTP ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}

/** Somebody of the synthetic population. */
export interface SyntheticParty {
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly documentNumber: string;
  /** Institutions that hold something. */
  readonly foundAt: readonly string[];
}
