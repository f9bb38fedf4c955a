import type { ControlOperation } from '#contracts/adapter';

/**
 * Why a registry did not seal, as far as its words tell. The first three are the cases of 查扣冻规定 art 23, which call for different
 * steps (domain-rules C17): nothing is left to seal; the registry must help all the same; another court goes first. §7 has no codes
 * for reasons, so those of ours travel.
 */
export const CONTROL_REFUSALS = ['already-transferred', 'transfer-pending', 'earlier-transfer-order', 'unit-unknown', 'not-the-owner', 'no-such-seal', 'ask-to-wait'] as const;
export type ControlRefusal = (typeof CONTROL_REFUSALS)[number];

const TRANSFER = '(?:转移登记|转移|过户|变更登记|产权变更|产权转移)';

/** In this order: a court's earlier transfer order speaks of transfer too, and a pending transfer of one that will be. */
const REASONS: readonly (readonly [RegExp, ControlRefusal])[] = [
  [new RegExp(`(?:法院|在先|先行|首先|另案|他案).{0,24}${TRANSFER}.{0,8}(?:裁定|通知|文书|手续)|(?:法院|在先|先行|另案|他案).{0,24}(?:以物抵债|拍卖成交|变卖成交)裁定`), 'earlier-transfer-order'],
  [new RegExp(`${TRANSFER}.{0,10}(?:受理|申请|办理中|审核中|正在|未登簿|尚未|未完成|未办结|在途)|(?:受理|申请|正在|正办理|拟).{0,10}${TRANSFER}`), 'transfer-pending'],
  [new RegExp(`已.{0,10}${TRANSFER}|${TRANSFER}.{0,6}(?:已完成|已办结|完毕|至他人|给他人|登簿)|已(?:登记在|登记至|属于?)(?:他人|第三人|案外人)`), 'already-transferred'],
  [/(?:无|没有|未找到|未查到|查无|不存在).{0,8}(?:原查封|在先查封|该查封|查封登记|查封信息)|原查封.{0,8}(?:不存在|不一致|已解除|已失效|已到期)/, 'no-such-seal'],
  [/(?:请|需|应|建议).{0,10}轮候/, 'ask-to-wait'],
  [/(?:查无|未查到|未找到|不存在|无).{0,6}(?:不动产单元|不动产|单元号|房产|房屋|土地|产权证|权证|登记信息)/, 'unit-unknown'],
  [/(?:权利人|产权人|所有权人|被执行人).{0,12}(?:不一致|不符|不匹配|不是|非)|(?:不在|不属于|并非).{0,4}(?:被执行人|其)(?:名下|所有)/, 'not-the-owner'],
];

const compact = (words: string): string => words.normalize('NFKC').replace(/\s+/g, '');

/** Undefined when the words are none of those this version knows; the words themselves are shown in any case. */
export function refusalOf(words: string): ControlRefusal | undefined {
  const said = compact(words);
  return REASONS.find(([pattern]) => pattern.test(said))?.[1];
}

/** Orders that may come to stand in a queue. A release of a waiting seal speaks of waiting too, and means its end. */
const MAY_WAIT: readonly ControlOperation[] = ['seal', 'wait-seal', 'renew-seal'];

/** 轮候 became a seal of its own (查扣冻规定 art 26). Words that put it in the future, or say on what it depends, are no such thing. */
const TAKEN_EFFECT = /轮候(?:查封)?(?:登记)?(?:现)?(?:已|已经|业已)(?:自动)?(?:生效|转为(?:正式|首先|首)?查封|转正)|由轮候(?:查封)?转为(?:正式|首先|首)?查封/;
const NOT_YET = /(?:未|尚|待|将|需|若|如).{0,12}(?:生效|转为|转正)|(?:后|时|之日).{0,6}(?:自动)?(?:生效|转为|转正)/;

/**
 * Whether the registry's words, or else the order itself, say that others stand before us. In doubt it waits: what is taken for waiting
 * holds nothing (I5) and is asked about, what is taken for a seal would be relied upon.
 */
export function waits(operation: ControlOperation, remarks: string): boolean {
  if (!MAY_WAIT.includes(operation)) return false;
  const said = compact(remarks);
  const hasTakenEffect = TAKEN_EFFECT.test(said) && !NOT_YET.test(said);
  if (hasTakenEffect) return false;
  return operation === 'wait-seal' || (/轮候/.test(said) && !/(?:无|没有|非|不是|不存在)轮候/.test(said));
}

/** "Not controlled" that says that the order was put into the queue. */
export const wasQueued = (operation: ControlOperation, reason: string): boolean =>
  MAY_WAIT.includes(operation) && /已(?:按|予以|列为|列入|登记为|作|作为|做|办理|转为|进行)(?:了)?轮候/.test(compact(reason));

/** Place among all measures on the unit, from 1: the first of those that wait stands behind the one in force. */
export function positionIn(remarks: string): number | undefined {
  const said = compact(remarks);
  const place = /轮候(?:查封)?[,，;；]?(?:顺序|顺位|位次|序号|排)?(?:为|是|:)?第?(\d{1,3})(?:位|顺位|轮|号)?/.exec(said)?.[1] ?? /(?:在先|前有)(?:查封)?(\d{1,3})(?:个|宗|次|轮|件)/.exec(said)?.[1];
  return place === undefined || Number(place) === 0 ? undefined : Number(place) + 1;
}

/** Written beside "controlled" for "no reason". */
export const isNoReason = (reason: string): boolean => /^(?:|无|—|-+|\/|成功|已控制|控制成功|查封成功|办理成功|正常)[。!！]?$/.test(compact(reason));

/** A registry that has taken papers and still works on them. */
export const isUnderWay = (remarks: string): boolean => /(?:正在|尚在)(?:办理|审核|审批)|(?:办理|审核|审批)中|待(?:审核|登簿)/.test(compact(remarks));
