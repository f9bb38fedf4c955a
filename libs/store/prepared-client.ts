import pg from 'pg';

/** A statement that came only once or twice is not worth a plan that is kept. */
const TIMES_BEFORE_KEPT = 3;

/** Each connection keeps its plans in memory of the server, so there are not too many. A list of changing length is a new statement each time. */
const MOST_KEPT = 150;

/** Which statements come again: they are prepared under a name, so that a connection parses and plans them once. */
export class KeptStatements {
  readonly #seen = new Map<string, number>();
  readonly #names = new Map<string, string>();
  #given = 0;

  constructor(private readonly most = MOST_KEPT) {}

  /** @returns undefined for one that is sent without a name */
  nameOf(text: string): string | undefined {
    const name = this.#names.get(text);
    if (name !== undefined) return name;
    if (this.#names.size >= this.most) return undefined;
    const times = (this.#seen.get(text) ?? 0) + 1;
    if (times < TIMES_BEFORE_KEPT) {
      if (this.#seen.size >= 10 * this.most) this.#seen.clear();
      this.#seen.set(text, times);
      return undefined;
    }
    this.#seen.delete(text);
    // Never given twice: on its connections a forgotten name still stands for the old plan.
    const given = `kept-${(this.#given += 1)}`;
    this.#names.set(text, given);
    return given;
  }

  /** Its plan does not fit the tables any more. */
  forget(text: string): void {
    this.#names.delete(text);
  }
}

/** What PostgreSQL says of a kept plan when a column was added to a table since: an update of the schema beside running processes. */
const isOutdatedPlan = (error: unknown): boolean => {
  const { code, routine } = (error ?? {}) as { code?: string; routine?: string };
  return code === '0A000' && routine === 'RevalidateCachedQuery';
};

/**
 * A connection on which statements that come again are prepared by themselves. Planning a read of a case under row-level security costs as
 * much as running it (docs/decisions/0029-cost-of-protection.md). For a pool: `new pg.Pool({ Client: preparedClient(new KeptStatements()) })`.
 */
export function preparedClient(kept: KeptStatements): typeof pg.Client {
  return class PreparedClient extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      const send = this.query.bind(this) as (...given: readonly unknown[]) => unknown;
      // The overloads of pg are many; only a text with values is touched, as kysely and the pool send it. Everything else goes as it is.
      const query = (...given: readonly unknown[]): unknown => {
        const [text, values, done] = given as readonly [unknown, unknown, ((error: Error | null, result?: unknown) => void)?];
        const name = typeof text === 'string' && Array.isArray(values) ? kept.nameOf(text) : undefined;
        if (name === undefined) return send(...given);
        const answer = prepared(name, text as string, values as unknown[]);
        if (done === undefined) return answer;
        return void answer.then((result) => done(null, result), done);
      };
      const prepared = async (name: string, text: string, values: unknown[]): Promise<unknown> => {
        try {
          return await send({ name, text, values });
        } catch (error) {
          if (!isOutdatedPlan(error)) throw error;
          kept.forget(text);
          return send(text, values);
        }
      };
      this.query = query as typeof this.query;
    }
  };
}
