/**
 * Bugs to plant, one at a time: each is a small change of one source, of the kind somebody could make in good faith. `caughtBy`: how the names
 * of those invariants begin that may be the first to notice it. A text that is not found exactly once fails: then the mutation has to follow the code.
 */
export const MUTATIONS = [
  {
    name: 'resend on timeout under a new number', caughtBy: ['I4'],
    file: 'test/simulation/gateway-process.ts',
    was: "        await this.engine.lostSight(order.caseId, order.id, { code: 'line-lost', word: 'timeout' });\n        return;",
    is: "        await this.engine.neverLeft(order.caseId, order.id, 'no reply');\n        await this.#again(order);\n        return;",
    also: {
      was: '  async #ask(institution',
      is: `  async #again(order: ControlOrder): Promise<void> {
    const { id, requestNumber, state, version, draftedBy, foundIn, limitFen, ...rest } = order;
    const [again] = await this.engine.draft(order.caseId, [{ ...rest, worthFen: limitFen, found: foundIn === undefined ? undefined : { ...foundIn, match: 'exact' } }], draftedBy);
    await this.engine.submit(order.caseId, [again!.id], { approver: 'p1' }, draftedBy);
    await this.engine.approve(order.caseId, [again!.id], {}, 'p1');
  }

  async #ask(institution`,
    },
  },
  {
    name: 'a timeout is taken for proof that nothing left', caughtBy: ['I4'],
    file: 'libs/control/sending.ts',
    was: "return steps.order(id, 'lose-sight', { askAtMs: steps.moment.nowMs + waitOf(order, policy) }, why);",
    is: "return order.state === 'sending' ? steps.order(id, 'never-left', {}, why) : steps.order(id, 'lose-sight', { askAtMs: steps.moment.nowMs + waitOf(order, policy) }, why);",
  },
  {
    name: 'a waiting freeze is counted as held', caughtBy: ['I5'],
    file: 'libs/control/apply-effect.ts',
    was: "const held = outcome.kind === 'waiting' ? 0 : heldFen(order, outcome.effect)!;",
    is: "const held = outcome.kind === 'waiting' ? order.limitFen : heldFen(order, outcome.effect)!;",
    also: { was: 'const as = taken > 0 ? \'deducted\' : beginsAs(outcome.kind, held);', is: "const as = taken > 0 ? 'deducted' : beginsAs('effective', held);" },
  },
  {
    name: 'what was asked for is counted, not what is held', caughtBy: ['I5'],
    file: 'libs/control/effect.ts',
    was: "  if (held.currency === 'CNY') return held.fen;",
    is: "  if (held.currency === 'CNY') return held.fen === 0 ? 0 : Math.max(held.fen, limitFen);",
  },
  {
    name: 'the ledger is read without the lock of the case', caughtBy: ['I1', 'no surprises'],
    file: 'test/simulation/control-database.ts',
    was: 'if (queue.push(ticket) === 1) ticket.grant();',
    is: 'queue.push(ticket);\n      ticket.grant();',
  },
  {
    name: 'acknowledged before it is committed', caughtBy: ['I7'],
    file: 'test/simulation/gateway-process.ts',
    was: "    const taken = await this.engine.answer(this.#received(orderId, outcome, 'pull', exchangeId), institutionCode);\n    if (taken === 'unknown') return 'fail';",
    is: "    this.engine.answer(this.#received(orderId, outcome, 'pull', exchangeId), institutionCode).catch(() => undefined);",
  },
  {
    name: 'an officer is told before it is committed', caughtBy: ['I6'],
    file: 'test/simulation/memory-control-store.ts',
    was: "      await this.#way(`commits ${caseId}`);\n      this.#database.commit(caseId, decided.changes, kept, this.#life.name);",
    is: "      void this.#way(`commits ${caseId}`).then(() => this.#database.commit(caseId, decided.changes, kept, this.#life.name)).catch(() => undefined);",
  },
  {
    name: 'a renewal done after the end is a renewal', caughtBy: ['I8', 'books agree'],
    file: 'libs/control/renewed-in-time.ts',
    was: "if (effectiveAt !== undefined && beijingDay(new Date(effectiveAt)) <= until) return 'in-time';",
    is: "if (effectiveAt !== undefined) return 'in-time';",
  },
  {
    name: 'a renewal done in time is none when it is answered after the end', caughtBy: ['C2', 'I5', 'books agree'],
    file: 'libs/control/renewed-in-time.ts',
    was: "if (effectiveAt !== undefined && beijingDay(new Date(effectiveAt)) <= until) return 'in-time';",
    is: "if (effectiveAt !== undefined) return 'too-late';",
  },
  {
    name: 'measures do not lapse by themselves', caughtBy: ['I8'],
    file: 'libs/control/dates.ts',
    was: 'if (measure.until < today) {',
    is: "if (measure.until < today && measure.state !== 'effective') {",
  },
  {
    name: 'a release is counted when it is approved', caughtBy: ['I4', 'I1', 'books agree', 'no surprises'],
    file: 'libs/control/order-desk.ts',
    was: "    return steps.order(id, 'approve', { approvedBy: steps.actor, ...definedOnly(reasons) });",
    is: "    const approved = steps.order(id, 'approve', { approvedBy: steps.actor, ...definedOnly(reasons) });\n    const measure = steps.state.measures.find((one) => one.id === approved.measureId);\n    if (kindOf(approved.operation) === 'ends' && measure !== undefined && approved.limitFen >= measure.limitFen) steps.measure(measure.id, 'released', 'released', { heldFen: 0 });\n    return approved;",
  },
  {
    name: 'deducted from what is not held', caughtBy: ['I3'],
    file: 'libs/control/rules-against.ts',
    was: "if (measure.state !== 'effective') refusals.push({ rule: 'not-frozen-first', field: '/measureId', ...exactly({ code: 'is', word: measure.state }) });\n    else if (order.limitFen > measure.heldFen)",
    is: "if (measure.state === 'waiting' && order.limitFen > measure.limitFen)",
  },
  {
    name: 'a contradictory answer overwrites the first', caughtBy: ['contradictions are disputed'],
    file: 'libs/control/take-further-answer.ts',
    was: "  steps.order(order.id, 'contradict', {}, reason);\n  steps.task({ kind: 'conflict', orderId: order.id,",
    is: "  steps.note(order.id, { outcome, outcomeVersion: order.outcomeVersion + 1 });\n  if (outcome.kind !== 'refused') steps.task({ kind: 'conflict', orderId: order.id,",
  },
  {
    name: 'what stood as sending is forgotten', caughtBy: ['everything ends'],
    file: 'libs/control/sending.ts',
    was: "{ sentAtMs: nowMs, answerByMs: (takenUpAtMs(order.source, nowMs) ?? nowMs) + policy.answerWithinMs, askAtMs: nowMs + policy.askAfterMs }",
    is: "{ sentAtMs: nowMs, answerByMs: nowMs + policy.answerWithinMs }",
  },
  {
    name: 'what stood as sending is sent once more', caughtBy: ['I4'],
    file: 'libs/control/sending.ts',
    was: "if (order.state !== 'approved') return { state: 'not-now', order };",
    is: "if (order.state === 'sending') return { state: 'send', order };\n  if (order.state !== 'approved') return { state: 'not-now', order };",
    elsewhere: { file: 'test/simulation/memory-control-store.ts', was: "order.institutionCode === institutionCode && order.state === 'approved')", is: "order.institutionCode === institutionCode && (order.state === 'approved' || order.state === 'sending'))" },
  },
  {
    name: 'orders under way leave room', caughtBy: ['I1', 'no surprises'],
    file: 'libs/control/order-state.ts',
    was: "export const MAY_TAKE_EFFECT: readonly OrderState[] = ['approved', 'sending', 'sent', 'in-progress', 'unconfirmed', 'disputed'];",
    is: "export const MAY_TAKE_EFFECT: readonly OrderState[] = ['approved', 'sending'];",
  },
  {
    name: 'a repeated feedback is counted again', caughtBy: ['I5'],
    file: 'libs/control/take-answer.ts',
    was: "      if (same) return 'repeated';\n      const taken = takeFurtherAnswer(steps, order, answer);",
    is: "      if (same && kindOf(order.operation) === 'begins' && outcome.kind === 'effective') {\n        const measure = steps.state.measures.find(({ beganWith }) => beganWith.orderId === order.id);\n        if (measure?.state === 'effective') steps.measure(measure.id, 'fed', 'effective', { heldFen: 2 * measure.heldFen, limitFen: 2 * measure.limitFen });\n        return 'taken';\n      }\n      if (same) return 'repeated';\n      const taken = takeFurtherAnswer(steps, order, answer);",
  },
  {
    name: 'bankruptcy is not looked at', caughtBy: ['I2'],
    file: 'libs/control/rules-against.ts',
    was: "if ((does === 'begins' || does === 'takes') && obligor.bankruptcy !== undefined) refusals.push(",
    is: "if (does === 'tells' && obligor.bankruptcy !== undefined) refusals.push(",
  },
  {
    name: 'the rules are not asked again before sending', caughtBy: ['I2', 'I3', 'I8', 'I9', 'no surprises'],
    file: 'libs/control/sending.ts',
    was: '  if (refusals.length > 0) {\n    const reason',
    is: '  if (refusals.length > 100) {\n    const reason',
  },
  {
    name: 'excess is noticed at the next change of the case only', caughtBy: ['I1'],
    file: 'libs/control/take-answer.ts',
    was: "askWhileItWaits(steps, order, policy);\n      raiseReleases(steps, policy, book);",
    is: "askWhileItWaits(steps, order, policy);",
  },
  {
    name: 'exempt funds are asked about at the draft only', caughtBy: ['I9'],
    file: 'libs/control/rules-against.ts',
    was: "const nature = order.found?.nature ?? state.orders.find(({ id }) => id === measure?.beganWith.orderId)?.nature;",
    is: "const nature = order.found?.nature;",
  },
  {
    name: 'a payment that is reported twice counts twice', caughtBy: ['books agree'],
    file: 'libs/control/arrival.ts',
    was: '    if (known.fen === fen && known.day === day) return;\n    throw new Problem(',
    is: "    if (known.fen !== fen) throw new Problem(",
  },
  {
    name: 'a refusal for exempt funds is a refusal like any other', caughtBy: ['I9'],
    file: 'libs/control/take-answer.ts',
    was: "if (outcome.kind === 'refused') tellOfExempt(steps, order, outcome.reason);",
    is: "if (outcome.kind === 'not-supported') tellOfExempt(steps, order, order.reason);",
  },
  {
    name: 'the drafter may approve', caughtBy: ['a second person approved', 'no surprises'],
    file: 'libs/control/order-desk.ts',
    was: "steps.orderOf(id).draftedBy === approver || steps.state.case.officers.includes(approver)",
    is: "steps.orderOf(id).draftedBy === 'nobody' && approver === ''",
  },
];
