import { INSTALLATION_CHAIN, type AnnouncedRecords, type EvidenceKind, type SealingTurn } from '#libs/store';
import type { Sealable } from './links.js';

/** Cases and inquiries whose court is remembered. */
const MOST_REMEMBERED = 50_000;

/**
 * Which chain a record belongs to: that of the court of its case. Courts are remembered, because thousands of records of an inquiry
 * follow each other; a case that is given to another court may have a few more records in the chain of the first one, and which chain
 * a record is in is of no consequence.
 */
export class ChainNames {
  readonly #known = { case: new Map<string, string>(), inquiry: new Map<string, string>() };

  /** Announced records by chain. */
  async sort(announced: readonly AnnouncedRecords[], turn: Pick<SealingTurn, 'courts'>): Promise<Map<string, Sealable[]>> {
    const perScope = announced.map(({ kind, lines }) => ({ of: scopeOf(kind), records: gather(kind, lines) }));
    const perChain = new Map<string, Sealable[]>();
    for (const { of, records } of perScope) {
      await this.#learn(of, [...records.keys()], turn);
      for (const [scope, list] of records) {
        const chain = this.#known[of].get(scope) ?? INSTALLATION_CHAIN;
        const before = perChain.get(chain);
        if (before === undefined) perChain.set(chain, list);
        else for (const one of list) before.push(one);
      }
    }
    return perChain;
  }

  async #learn(of: 'case' | 'inquiry', ids: readonly string[], turn: Pick<SealingTurn, 'courts'>): Promise<void> {
    const known = this.#known[of];
    if (known.size > MOST_REMEMBERED) known.clear();
    const unknown = ids.filter((id) => id !== '' && !known.has(id));
    if (unknown.length === 0) return;
    for (const [id, court] of await turn.courts(of, unknown)) known.set(id, court);
  }
}

const scopeOf = (kind: EvidenceKind): 'case' | 'inquiry' => (kind === 'audit' || kind === 'inquiry' || kind === 'control' ? 'case' : 'inquiry');

const NEWLINE = 0x0a;
const TAB = 0x09;

/** Lines `scope, key, key, record` apart, by scope. What stands before the record is short: looking byte by byte is quicker. */
function gather(kind: EvidenceKind, lines: Buffer): Map<string, Sealable[]> {
  const perScope = new Map<string, Sealable[]>();
  const fieldEnd = (from: number): number => {
    let at = from;
    while (lines[at] !== TAB) at += 1;
    return at;
  };
  for (let from = 0; from < lines.length; ) {
    const scopeEnd = fieldEnd(from);
    const firstEnd = fieldEnd(scopeEnd + 1);
    const secondEnd = fieldEnd(firstEnd + 1);
    const end = lines.indexOf(NEWLINE, secondEnd);
    const to = end === -1 ? lines.length : end;
    const scope = lines.toString('latin1', from, scopeEnd);
    const first = lines.toString('latin1', scopeEnd + 1, firstEnd);
    const key = kind === 'inquiry' ? { a: 0, b: 0, u: first } : { a: Number(first), b: Number(lines.toString('latin1', firstEnd + 1, secondEnd)), u: '' };
    const sealable = { kind, key, record: lines.subarray(secondEnd + 1, to) };
    const list = perScope.get(scope);
    if (list === undefined) perScope.set(scope, [sealable]);
    else list.push(sealable);
    from = to + 1;
  }
  return perScope;
}
