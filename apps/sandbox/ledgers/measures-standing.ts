import type { Measure } from '../population/holding.js';
import { inForce, waiting, type Claim, type Thing } from './register-claims.js';
import { lastDay } from './register-ledger.js';

/** Measures on a thing as a query shows them: those in force first, then the queue. A waiting one is shown with the days it would have from `today` on. */
export const measuresStanding = (thing: Thing, today: string): readonly (Measure & { readonly claim: Claim })[] =>
  [...inForce(thing), ...waiting(thing)].map((claim, index) => ({
    sequence: index + 1,
    authority: claim.authority,
    documentNumber: claim.documentNumber,
    // A frozen account has no limit: what is bound says more.
    amountFen: Number(claim.wanted > BigInt(Number.MAX_SAFE_INTEGER) || claim.wanted >= 10n ** 15n ? claim.held : claim.wanted),
    startsOn: claim.from ?? today,
    endsOn: claim.until ?? lastDay(today, claim.term),
    claim,
  }));
