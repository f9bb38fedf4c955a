/**
 * Ways to bring the system down by kill -9: the gateway's process; the same again while it starts; PostgreSQL as a whole; one
 * of its server processes, upon which it restarts itself; both at once, as a power cut does.
 */
export const STRIKES = ['gateway', 'gateway-starting', 'postgres', 'postgres-session', 'both'] as const;
export type StrikeKind = (typeof STRIKES)[number];

export interface Strike {
  readonly kind: StrikeKind;
  /** How long the system is left alone before, milliseconds. */
  readonly afterMs: number;
  /** Then everybody acts at once, and this long after it strikes; undefined: at that very moment, whatever is going on. */
  readonly intoRushMs: number | undefined;
  /** For `gateway-starting`: how far the start gets. */
  readonly startingMs: number;
}

/** Eight strikes at random moments, gateway and PostgreSQL by turns. */
export function planStrikes(random: () => number): Strike[] {
  const gateway = shuffled<StrikeKind>(['gateway', 'gateway', 'gateway-starting', 'both'], random);
  const postgres = shuffled<StrikeKind>(['postgres', 'postgres', 'postgres', 'postgres-session'], random);
  const [first, second] = random() < 0.5 ? [gateway, postgres] : [postgres, gateway];
  return first
    .flatMap((kind, turn) => [kind, second[turn]!])
    .map((kind) => ({
      kind,
      afterMs: Math.round(500 + random() * 2500),
      intoRushMs: random() < 0.75 ? random() * 60 : undefined,
      startingMs: Math.round(50 + random() * 1500),
    }));
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
