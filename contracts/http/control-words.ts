import { OPERATIONS, type ControlOperation } from '#contracts/adapter';

/** Closed lists of words about measures (控制措施); the lists of `libs/control` behind them are held against these by the compiler. */

export const CONTROL_OPERATION_WORDS: readonly ControlOperation[] = OPERATIONS.filter((operation) => operation !== 'query');

/** What each is called where people read it. */
export const CONTROL_OPERATION_NAMES: Readonly<Record<ControlOperation, string>> = {
  freeze: '冻结', renew: '续行冻结', wait: '轮候冻结', release: '解除冻结', 'release-wait': '解除轮候冻结', deduct: '扣划', 'withdraw-income': '提取收入', 'freeze-and-deduct': '冻结并扣划',
  seal: '查封', 'renew-seal': '续行查封', 'wait-seal': '轮候查封', 'release-seal': '解除查封', 'serve-transfer': '送达过户文书',
};

/** 草拟, 送审, 退回修改, 撤回, 批准, 发送中, 已送达, 办理中, 待核实, 已办理, 未办理, 未受理, 反馈冲突 */
export const CONTROL_ORDER_STATE_WORDS = [
  'drafted', 'submitted', 'returned', 'withdrawn', 'approved', 'sending', 'sent', 'in-progress', 'unconfirmed', 'done', 'refused', 'not-taken', 'disputed',
] as const;
export type ControlOrderStateWord = (typeof CONTROL_ORDER_STATE_WORDS)[number];

/** 已控制, 未足额, 轮候, 已解除, 已扣划, 期满失效 */
export const MEASURE_STATE_WORDS = ['effective', 'unfunded', 'waiting', 'released', 'deducted', 'lapsed'] as const;
export type MeasureStateWord = (typeof MEASURE_STATE_WORDS)[number];

export const CONTROL_PRIORITY_WORDS = ['urgent', 'control', 'routine'] as const;
export type ControlPriorityWord = (typeof CONTROL_PRIORITY_WORDS)[number];

export const CONTROL_TARGET_WORDS = ['account', 'product', 'real-estate', 'vehicle', 'security', 'equity', 'policy'] as const;
export type ControlTargetWord = (typeof CONTROL_TARGET_WORDS)[number];

/** 资金, 账户, 数量, 比例, 整体 */
export const CONTROL_EXTENT_WORDS = ['amount', 'account', 'quantity', 'ratio', 'whole'] as const;
export type ControlExtentWord = (typeof CONTROL_EXTENT_WORDS)[number];

export const CONTROL_TASK_WORDS = [
  'unconfirmed', 'conflict', 'excess', 'expiring', 'preservation-notice', 'not-sent', 'lapsed', 'activated', 'refused-exempt', 'objection', 'first-court-idle', 'not-arrived',
  'release-on-bankruptcy', 'notify-obligor', 'letter-unprinted', 'letter-undelivered', 'letter-unanswered',
] as const;
export type ControlTaskWord = (typeof CONTROL_TASK_WORDS)[number];

/** Why something that was found is not proposed. */
export const LEFT_OUT_WORDS = ['exempt', 'weak-match', 'controlled', 'no-measure', 'unvalued', 'bankrupt', 'not-offered'] as const;
export type LeftOutWord = (typeof LEFT_OUT_WORDS)[number];

/** 裁定书, 协助执行通知书, 其他文书 */
export const CONTROL_DOCUMENT_WORDS = ['ruling', 'notice', 'other'] as const;
export type ControlDocumentWord = (typeof CONTROL_DOCUMENT_WORDS)[number];
