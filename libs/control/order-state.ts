/**
 * The life of one order (控制指令): one operation on one thing at one institution, under one request number. What the order brings about
 * lives on in a measure (measure-state.ts); the order itself ends with the institution's word.
 */
export const ORDER_STATES = [
  'drafted', // 草拟
  'submitted', // 送审: waits for a second person
  'returned', // 退回修改
  'withdrawn', // 撤回: before it was sent
  'approved', // 批准
  'sending', // 发送中: may have left at any moment from here on
  'sent', // 已送达: the institution has it
  'in-progress', // 办理中: a further answer will say how it ended
  'unconfirmed', // 待核实: nobody knows whether it took effect; asked about, never sent again (I4)
  'done', // 已办理
  'refused', // 未办理: by the institution, with its reason
  'not-taken', // 未受理: it certainly never reached the institution
  'disputed', // 反馈冲突: two answers contradict each other; a person decides
] as const;

export type OrderState = (typeof ORDER_STATES)[number];

/** What happens to an order, and who may bring it about: `officer` the handling side, `approver` a second person, `gateway` what we see ourselves, `institution` its word. */
export const ORDER_EVENTS = {
  submit: { by: 'officer', from: ['drafted', 'returned'], to: 'submitted' },
  withdraw: { by: 'officer', from: ['drafted', 'returned', 'submitted', 'approved'], to: 'withdrawn' },
  return: { by: 'approver', from: ['submitted'], to: 'returned' },
  approve: { by: 'approver', from: ['submitted'], to: 'approved' },
  // Standing approval by rule (S1): only for orders the law lets leave without a named person; the rule is named with it.
  'approve-by-rule': { by: 'gateway', from: ['drafted', 'submitted'], to: 'approved' },
  // Written down before the first byte leaves: after a crash whatever stands here is asked about.
  send: { by: 'gateway', from: ['approved'], to: 'sending' },
  // Only on proof that nobody took it: the connection was never made, or the institution says it knows no such number.
  'never-left': { by: 'gateway', from: ['sending', 'unconfirmed'], to: 'not-taken' },
  deliver: { by: 'institution', from: ['sending', 'unconfirmed'], to: 'sent' },
  'lose-sight': { by: 'gateway', from: ['sending', 'sent', 'in-progress'], to: 'unconfirmed' },
  progress: { by: 'institution', from: ['sending', 'sent', 'unconfirmed'], to: 'in-progress' },
  effect: { by: 'institution', from: ['sending', 'sent', 'in-progress', 'unconfirmed'], to: 'done' },
  refuse: { by: 'institution', from: ['sending', 'sent', 'in-progress', 'unconfirmed'], to: 'refused' },
  // A second, other answer. Evidence of both is kept; a final state is never flipped by it.
  contradict: { by: 'institution', from: ['done', 'refused', 'not-taken'], to: 'disputed' },
  'settle-done': { by: 'approver', from: ['disputed', 'unconfirmed'], to: 'done' },
  'settle-refused': { by: 'approver', from: ['disputed', 'unconfirmed'], to: 'refused' },
} as const satisfies Readonly<Record<string, { readonly by: OrderActor; readonly from: readonly OrderState[]; readonly to: OrderState }>>;

export type OrderEvent = keyof typeof ORDER_EVENTS;
export type OrderActor = 'officer' | 'approver' | 'gateway' | 'institution';

/** Nothing more is expected; only another answer or a person changes it. */
export const ENDED: readonly OrderState[] = ['withdrawn', 'done', 'refused', 'not-taken'];

/** It may have taken effect, or may yet: the whole of what it asks for counts as if it were held, so that never too much is asked for at once (I1). */
export const MAY_TAKE_EFFECT: readonly OrderState[] = ['approved', 'sending', 'sent', 'in-progress', 'unconfirmed', 'disputed'];

/** @returns the state after the event; undefined when it cannot happen there */
export function orderAfter(state: OrderState, event: OrderEvent): OrderState | undefined {
  const rule: { readonly from: readonly OrderState[]; readonly to: OrderState } = ORDER_EVENTS[event];
  return rule.from.includes(state) ? rule.to : undefined;
}

/** What may happen next, for a screen that offers no button without an effect. */
export const eventsFrom = (state: OrderState): OrderEvent[] =>
  (Object.keys(ORDER_EVENTS) as OrderEvent[]).filter((event) => orderAfter(state, event) !== undefined);
