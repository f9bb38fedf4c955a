import { ANNOUNCED_BYTES, EVIDENCE_KINDS, INSTALLATION_CHAIN, type Announced, type EvidenceKind, type ScopeKind, type SealingTurn } from '#libs/store';
import type { ReadRecord, Sealable } from './links.js';

/** Cases, inquiries and requests whose court is remembered. */
const MOST_REMEMBERED = 50_000;

/**
 * Which chain a record belongs to: that of the court of its case. Courts are remembered, because thousands of records of an inquiry
 * follow each other; a case that is given to another court may have a few more records in the chain of the first one, and which chain
 * a record is in is of no consequence.
 */
export class ChainNames {
  readonly #known: Readonly<Record<ScopeKind, Map<string, string>>> = { case: new Map(), inquiry: new Map(), request: new Map() };

  /** Announced records by chain. */
  async sort({ digested, read }: Announced, turn: Pick<SealingTurn, 'courts'>): Promise<Map<string, Sealable[]>> {
    const perChain = new Map<string, Sealable[]>();
    const into = (chain: string): Sealable[] => {
      const before = perChain.get(chain);
      if (before !== undefined) return before;
      const list: Sealable[] = [];
      perChain.set(chain, list);
      return list;
    };
    const scopes = scopesOf(digested);
    await this.#learn(scopes, turn);
    for (const [index, { of, id }] of scopes.entries()) into(this.#known[of].get(id) ?? INSTALLATION_CHAIN).push({ bytes: digested, at: index * ANNOUNCED_BYTES + SCOPE_BYTES });
    for (const { kind, lines } of read) {
      const of = scopeOf(kind);
      const perScope = gather(kind, lines);
      await this.#learn(Array.from(perScope.keys(), (id) => ({ of, id })), turn);
      for (const [scope, list] of perScope) {
        const chain = into(this.#known[of].get(scope) ?? INSTALLATION_CHAIN);
        for (const one of list) chain.push(one);
      }
    }
    return perChain;
  }

  async #learn(scopes: readonly Scope[], turn: Pick<SealingTurn, 'courts'>): Promise<void> {
    for (const thing of ['case', 'inquiry', 'request'] as const) {
      const known = this.#known[thing];
      if (known.size > MOST_REMEMBERED) known.clear();
      const unknown = new Set<string>();
      for (const one of scopes) if (one.of === thing && one.id !== '' && !known.has(one.id)) unknown.add(one.id);
      if (unknown.size > 0) for (const [id, court] of await turn.courts(thing, [...unknown])) known.set(id, court);
    }
  }
}

const scopeOf = (kind: EvidenceKind): 'case' | 'inquiry' => (kind === 'audit' || kind === 'inquiry' || kind === 'control' ? 'case' : 'inquiry');

/** Whose a record is; an empty id for nobody's. */
interface Scope {
  readonly of: ScopeKind;
  readonly id: string;
}

const SCOPE_BYTES = 16;
const NOBODY = '0'.repeat(32);
const OUTCOME = EVIDENCE_KINDS.indexOf('outcome');
const EXCHANGE = EVIDENCE_KINDS.indexOf('exchange');

/**
 * Whose the announced records are, in their order. An exchange names its request only; most come with the outcome of that request, which
 * names the inquiry, so that only the others have to be looked up.
 */
function scopesOf(digested: Buffer): Scope[] {
  const inquiryOf = new Map<number, Scope>();
  const scopes: Scope[] = [];
  const exchanges: { readonly index: number; readonly request: number }[] = [];
  let [before, scope] = ['', { of: 'case', id: '' } as Scope];
  for (let at = 0, index = 0; at < digested.length; at += ANNOUNCED_BYTES, index += 1) {
    const kind = (digested[at + SCOPE_BYTES]! & 0x0f) - 1;
    if (kind === EXCHANGE) {
      exchanges.push({ index, request: numberAt(digested, at + 8) });
      scopes.push(scope);
      continue;
    }
    // Neighbours are mostly of one inquiry.
    const whose = `${kind}${digested.toString('latin1', at, at + SCOPE_BYTES)}`;
    if (whose !== before) [before, scope] = [whose, scopeAt(digested, at, kind)];
    scopes.push(scope);
    if (kind === OUTCOME) inquiryOf.set(numberAt(digested, at + SCOPE_BYTES + 1), scope);
  }
  for (const { index, request } of exchanges) scopes[index] = inquiryOf.get(request) ?? { of: 'request', id: request === 0 ? '' : `${request}` };
  return scopes;
}

function scopeAt(bytes: Buffer, at: number, kind: number): Scope {
  const hex = bytes.toString('hex', at, at + SCOPE_BYTES);
  const id = hex === NOBODY ? '' : `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return { of: scopeOf(EVIDENCE_KINDS[kind]!), id };
}

/** 8 bytes, big endian, of a number below 2^53. */
const numberAt = (bytes: Buffer, at: number): number => bytes.readUInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + 4);

const NEWLINE = 0x0a;
const TAB = 0x09;

/** Lines `scope, key, key, record` apart, by scope. What stands before the record is short: looking byte by byte is quicker. */
function gather(kind: EvidenceKind, lines: Buffer): Map<string, ReadRecord[]> {
  const perScope = new Map<string, ReadRecord[]>();
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
