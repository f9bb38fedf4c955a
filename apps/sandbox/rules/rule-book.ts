import { drawLot, GOOD_LOT, isGood, type Lot } from './fate.js';
import { InvalidRules, parseRules } from './parse-rules.js';
import { NO_FAULTS, type Outage, type Rules } from './rules.js';

/** Stands for every institution that has no rules of its own. */
export const EVERY_INSTITUTION = '*';

interface Page {
  readonly rules: Rules;
  readonly good: boolean;
}

const GOOD_PAGE: Page = { rules: NO_FAULTS, good: true };

/** The rules of all institutions, changeable while they run. */
export class RuleBook {
  readonly #pages = new Map<string, Page>();
  /** How often each institution has been asked about each number, for the draws only. */
  readonly #asked = new Map<string, Map<string, number>>();

  constructor(
    private readonly seed: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Rules in force; those of `*` where the institution has none of its own. */
  get(institutionCode: string): Rules {
    return this.#page(institutionCode).rules;
  }

  /** All rules that were set, `*` included. */
  all(): Readonly<Record<string, Rules>> {
    return Object.fromEntries([...this.#pages].map(([code, page]) => [code, page.rules]));
  }

  /**
   * Replaces the rules of one institution, or of `*`. What is left out behaves well.
   * @throws InvalidRules naming every field that is wrong; nothing changes then.
   */
  set(institutionCode: string, rules: unknown): Rules {
    const parsed = parseRules(rules);
    if (!parsed.ok) throw new InvalidRules(parsed.issues);
    this.#pages.set(institutionCode, { rules: parsed.rules, good: isGood(parsed.rules) });
    return parsed.rules;
  }

  /**
   * Replaces all rules at once; institutions that are not named behave well.
   * @throws InvalidRules; nothing changes then.
   */
  replaceAll(rules: unknown): void {
    if (typeof rules !== 'object' || rules === null || Array.isArray(rules)) {
      throw new InvalidRules([{ field: '/', allowed: 'an object of rules by institution code' }]);
    }
    const read = Object.entries(rules).map(([code, value]) => [code, parseRules(value, `/${code}`)] as const);
    const issues = read.flatMap(([, parsed]) => (parsed.ok ? [] : parsed.issues));
    if (issues.length > 0) throw new InvalidRules(issues);
    this.#pages.clear();
    for (const [code, parsed] of read) if (parsed.ok) this.#pages.set(code, { rules: parsed.rules, good: isGood(parsed.rules) });
  }

  /** An institution behaves well again, or as `*` says. */
  clear(institutionCode: string): void {
    this.#pages.delete(institutionCode);
  }

  /** The outage in force now. */
  outage(institutionCode: string): Outage | null {
    const { outage } = this.#page(institutionCode).rules;
    return outage === null || outage.until === undefined || Date.parse(outage.until) > this.now() ? outage : null;
  }

  /** Draws what becomes of the next answer of this institution about this document number. */
  nextLot(institutionCode: string, documentNumber: string): Lot {
    const page = this.#page(institutionCode);
    if (page.good) return GOOD_LOT;
    let asked = this.#asked.get(institutionCode);
    if (asked === undefined) this.#asked.set(institutionCode, (asked = new Map()));
    const nth = asked.get(documentNumber) ?? 0;
    asked.set(documentNumber, nth + 1);
    return drawLot(this.seed, institutionCode, documentNumber, nth, page.rules);
  }

  /** Begins the sequence of draws anew, to replay a run. */
  rewind(): void {
    this.#asked.clear();
  }

  #page(institutionCode: string): Page {
    return this.#pages.get(institutionCode) ?? this.#pages.get(EVERY_INSTITUTION) ?? GOOD_PAGE;
  }
}
