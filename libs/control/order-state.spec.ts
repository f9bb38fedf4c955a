import { ENDED, eventsFrom, MAY_TAKE_EFFECT, mayBecome, MEASURE_EVENTS, MEASURE_STATES, ORDER_EVENTS, ORDER_STATES, orderAfter, type MeasureEvent, type OrderEvent, type OrderState } from './index.js';

describe('the life of an order', () => {
  it('drafted, submitted, approved, sent, done: each step by whom it belongs to', () => {
    const way: OrderEvent[] = ['submit', 'approve', 'send', 'deliver', 'effect'];
    let state: OrderState = 'drafted';
    for (const event of way) state = orderAfter(state, event) ?? 'returned';
    expect(state).toBe('done');
    expect(way.map((event) => ORDER_EVENTS[event].by)).toEqual(['officer', 'approver', 'gateway', 'institution', 'institution']);
  });

  it('nothing leaves without an approval: only approved orders are sent', () => {
    expect(ORDER_STATES.filter((state) => orderAfter(state, 'send') !== undefined)).toEqual(['approved']);
  });

  it('what may have left is never sent again: no way leads back from there to approved (I4)', () => {
    const reached = new Set<OrderState>(['sending']);
    for (const state of reached) for (const event of eventsFrom(state)) reached.add(orderAfter(state, event)!);
    expect([...reached]).not.toEqual(expect.arrayContaining(['approved']));
    expect([...reached].sort()).toEqual(['disputed', 'done', 'in-progress', 'not-taken', 'refused', 'sending', 'sent', 'unconfirmed']);
  });

  it('an ended order is flipped by nothing: a second, other answer makes it disputed, and a person settles that', () => {
    expect(ENDED.flatMap((state) => eventsFrom(state).map((event) => `${state} ${event}`))).toEqual(['done contradict', 'refused contradict', 'not-taken contradict']);
    expect(eventsFrom('disputed')).toEqual(['settle-done', 'settle-refused']);
    expect([ORDER_EVENTS['settle-done'].by, ORDER_EVENTS['settle-refused'].by]).toEqual(['approver', 'approver']);
  });

  it('lost from sight is not lost: it counts as if it had taken effect until somebody knows', () => {
    expect(MAY_TAKE_EFFECT).toContain('unconfirmed');
    expect(ORDER_STATES.filter((state) => !MAY_TAKE_EFFECT.includes(state) && !ENDED.includes(state))).toEqual(['drafted', 'submitted', 'returned']);
  });
});

describe('the life of a measure', () => {
  it('every possible change, read as a person would check it', () => {
    const changes = MEASURE_STATES.map((from) => `${from}: ${(Object.keys(MEASURE_EVENTS) as MeasureEvent[])
      .flatMap((event) => MEASURE_STATES.filter((to) => mayBecome(from, event, to)).map((to) => `${event} -> ${to}`)).join(', ')}`);
    expect(changes).toEqual([
      'effective: fed -> effective, drained -> effective, drained -> unfunded, renewed -> effective, released-in-part -> effective, released-in-part -> unfunded, '
        + 'released -> released, deducted-in-part -> effective, deducted-in-part -> unfunded, deducted -> deducted, lapsed -> lapsed, handed-over -> effective',
      'unfunded: fed -> effective, renewed -> unfunded, released-in-part -> effective, released-in-part -> unfunded, released -> released, lapsed -> lapsed, handed-over -> unfunded',
      'waiting: activated -> effective, activated -> unfunded, renewed -> waiting, released -> released, lapsed -> lapsed, handed-over -> waiting',
      'released: restored -> effective, restored -> unfunded, restored -> waiting',
      'deducted: restored -> effective, restored -> unfunded, restored -> waiting',
      'lapsed: restored -> effective, restored -> unfunded, restored -> waiting',
    ]);
  });

  it('what is waiting or holds nothing cannot be deducted from (I3)', () => {
    const deducts: MeasureEvent[] = ['deducted', 'deducted-in-part'];
    expect(MEASURE_STATES.filter((from) => deducts.some((event) => MEASURE_STATES.some((to) => mayBecome(from, event, to))))).toEqual(['effective']);
  });
});
