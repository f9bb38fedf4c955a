/** One judicial freeze on an account (司法冻结), in the order of arrival: ours and other courts' alike. Days are `yyyy-MM-dd`. */
export interface Freeze {
  /** 冻结编号 of the institution. */
  readonly number: string;
  readonly authority: string;
  readonly documentNumber: string;
  /** 请求单号, for freezes that came over the line. */
  readonly requestNumber?: string;
  /** 控制内容 = 账户: everything, whatever comes. */
  readonly wholeAccount: boolean;
  /** How much it still binds at most; what was released or taken is less. */
  limitFen: number;
  from: string;
  until: string;
}

/** How a freeze stands on a day. */
export interface Standing {
  readonly freeze: Freeze;
  readonly heldFen: number;
  /** Those in force that came earlier. */
  readonly before: readonly Freeze[];
  /** 轮候: behind others, and nothing is left for it. */
  readonly waits: boolean;
}

/**
 * An account as its bank keeps it: what is in it, who has a prior right in it, and who froze it in which order. Money belongs to the freezes in the
 * order they came; what a freeze holds is never stored, it follows from the balance, so that money that comes or goes is shared out anew by itself.
 */
export class AccountLedger {
  readonly #freezes: Freeze[];

  constructor(
    readonly number: string,
    private money: number,
    /** Held by pledgees before any court (质押, 保证金). */
    readonly pledgedFen: number,
    freezes: readonly Freeze[] = [],
  ) {
    this.#freezes = freezes.map((freeze) => ({ ...freeze }));
  }

  get balanceFen(): number {
    return this.money;
  }

  /** All that have not ended, in the order they came. */
  freezes(day: string): readonly Freeze[] {
    return this.#freezes.filter(({ until }) => until >= day);
  }

  standings(day: string): readonly Standing[] {
    let left = Math.max(0, this.money - this.pledgedFen);
    const inForce = this.freezes(day);
    return inForce.map((freeze, at) => {
      const heldFen = freeze.wholeAccount ? left : Math.min(left, freeze.limitFen);
      left -= heldFen;
      const before = inForce.slice(0, at);
      return { freeze, heldFen, before, waits: before.length > 0 && heldFen === 0 };
    });
  }

  availableFen(day: string): number {
    const held = this.standings(day).reduce((sum, { heldFen }) => sum + heldFen, 0);
    // A frozen account lets nothing out, whatever is in it.
    if (this.freezes(day).some(({ wholeAccount }) => wholeAccount)) return 0;
    return Math.max(0, this.money - this.pledgedFen - held);
  }

  standingOf(requestNumber: string, day: string): Standing | undefined {
    return this.standings(day).find(({ freeze }) => freeze.requestNumber === requestNumber);
  }

  /** Also one that has ended. */
  freezeOf(requestNumber: string): Freeze | undefined {
    return this.#freezes.find((freeze) => freeze.requestNumber === requestNumber);
  }

  append(freeze: Freeze): void {
    this.#freezes.push(freeze);
  }

  /** Ends a freeze, or makes it smaller. @returns how much less is bound at most */
  lift(freeze: Freeze, amountFen?: number): number {
    const lifted = amountFen === undefined || freeze.wholeAccount ? freeze.limitFen : Math.min(amountFen, freeze.limitFen);
    freeze.limitFen -= lifted;
    if (freeze.limitFen === 0 || freeze.wholeAccount) this.#freezes.splice(this.#freezes.indexOf(freeze), 1);
    return lifted;
  }

  /** Takes money that a freeze holds; what it may still bind is less by as much. */
  take(standing: Standing, amountFen: number): number {
    const taken = Math.min(amountFen, standing.heldFen);
    this.money -= taken;
    if (!standing.freeze.wholeAccount) this.lift(standing.freeze, taken);
    return taken;
  }

  deposit(amountFen: number): void {
    this.money += amountFen;
  }
}
