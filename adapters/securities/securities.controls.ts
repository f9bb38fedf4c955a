import type { ControlRequest, PushControls } from '#contracts/adapter';
import { notes, ordersOf, units, type WireOrderAnswer } from '#libs/json-contract';
import { manifest } from './securities.manifest.js';
import { ORDER_PLACE } from './securities.order-target.js';
import { checkOrderAnswer, checkUnknownOrder, errorOf } from './securities.wire.js';

/** What only this contract says of an order. */
interface SecuritiesAnswer extends WireOrderAnswer {
  /** 处理结果: `0000` 成功, everything else an error. */
  readonly resultCode?: string;
  /** Taken outside system hours: in effect before the next trading moment, at the latest then. */
  readonly takesEffectBy?: string;
  /** T+1: what is frozen today cannot be sold from the next trading day on. */
  readonly notSellableFrom?: string;
}

const SUCCESS = '0000';

export const controls: PushControls = ordersOf({
  ...ORDER_PLACE,
  limits: manifest.limits,
  checkAnswer: checkOrderAnswer,
  checkUnknown: checkUnknownOrder,
  errorOf,
  identifiedBy: ['account', 'code'],
  contradiction,
  takesEffectBy: ({ takesEffectBy }: SecuritiesAnswer) => takesEffectBy,
  note: (answer: SecuritiesAnswer) =>
    notes(answer.takesEffectBy && `交易系统时间外受理，最迟于 ${answer.takesEffectBy} 生效`, answer.notSellableFrom && `自 ${answer.notSellableFrom} 起不得卖出`),
});

function contradiction(answer: SecuritiesAnswer, request: ControlRequest): string | undefined {
  const { resultCode, state } = answer;
  if (resultCode !== undefined && state === 'refused' && resultCode === SUCCESS) return 'refused with the code of success';
  if (resultCode !== undefined && state !== 'refused' && resultCode !== SUCCESS) return `${state} with the code of an error`;
  return waitsForMore(answer, request) ? 'waits for more than is frozen' : undefined;
}

/** 轮候数量 is at most what earlier freezes hold in force, where the answer shows all of it. */
function waitsForMore({ state, earlierMeasures = [] }: SecuritiesAnswer, { extent }: ControlRequest): boolean {
  if (state !== 'waiting' || extent.by !== 'quantity' || earlierMeasures.length === 0) return false;
  const rows = earlierMeasures.map(({ quantity }) => quantity);
  return !rows.includes(undefined) && rows.reduce((sum, quantity) => sum + units(quantity ?? '0'), 0n) < units(extent.quantity.amount);
}
