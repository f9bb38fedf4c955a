/**
 * The life of a measure (控制措施): what is in force on one thing at one institution for one case. It begins with an order that took
 * effect and changes with later orders on it, with time, and with what the institution does by itself.
 */
export const MEASURE_STATES = [
  'effective', // 已控制: something is held
  'unfunded', // 未足额: in force, nothing held yet (冻结零元): money that comes later is (I5)
  'waiting', // 轮候: nothing is held for us, others are before us (I5)
  'released', // 已解除
  'deducted', // 已扣划: everything that was held is with the court
  'lapsed', // 期满失效 (I8)
] as const;

export type MeasureState = (typeof MEASURE_STATES)[number];

/**
 * What changes a measure. `activated` and `fed` come from the institution by itself: the earlier measures ended (C5), or money came to a
 * freeze of zero. A renewal done after the last day is none: it is a new measure at the end of the queue (C3).
 */
export const MEASURE_EVENTS = {
  activated: { from: ['waiting'], to: ['effective', 'unfunded'] },
  fed: { from: ['unfunded', 'effective'], to: ['effective'] },
  // Somebody with a priority right was served, or the institution gave less on a later answer.
  drained: { from: ['effective'], to: ['effective', 'unfunded'] },
  renewed: { from: ['effective', 'unfunded', 'waiting'], to: ['effective', 'unfunded', 'waiting'] },
  'released-in-part': { from: ['effective', 'unfunded'], to: ['effective', 'unfunded'] },
  released: { from: ['effective', 'unfunded', 'waiting'], to: ['released'] },
  'deducted-in-part': { from: ['effective'], to: ['effective', 'unfunded'] },
  deducted: { from: ['effective'], to: ['deducted'] },
  lapsed: { from: ['effective', 'unfunded', 'waiting'], to: ['lapsed'] },
  // It never ended: a dispute was settled by a person, or it was renewed in time and we heard of it after its last day.
  restored: { from: ['released', 'deducted', 'lapsed'], to: ['effective', 'unfunded', 'waiting'] },
  // Hand-over to another case keeps rank and dates (C7).
  'handed-over': { from: ['effective', 'unfunded', 'waiting'], to: ['effective', 'unfunded', 'waiting'] },
} as const satisfies Readonly<Record<string, { readonly from: readonly MeasureState[]; readonly to: readonly MeasureState[] }>>;

export type MeasureEvent = keyof typeof MEASURE_EVENTS;

/** Ended by an order, not by its last day: nothing brings it back but a person. */
export const isOver = ({ state }: { readonly state: MeasureState }): boolean => state === 'released' || state === 'deducted';

/** In force: it binds, or stands in the queue. */
export const IN_FORCE: readonly MeasureState[] = ['effective', 'unfunded', 'waiting'];

export function mayBecome(from: MeasureState, event: MeasureEvent, to: MeasureState): boolean {
  const rule: { readonly from: readonly MeasureState[]; readonly to: readonly MeasureState[] } = MEASURE_EVENTS[event];
  const keeps = event === 'renewed' || event === 'handed-over';
  return rule.from.includes(from) && rule.to.includes(to) && (!keeps || from === to);
}

/** How a measure begins, by what the institution said it holds; undefined when it said nothing about it. */
export function beginsAs(kind: 'effective' | 'waiting', heldFen: number | undefined): MeasureState {
  if (kind === 'waiting') return 'waiting';
  return heldFen === 0 ? 'unfunded' : 'effective';
}
