import type { RecordedEvent } from './control-record.js';

/** What happened, as a record of a measure says it; steps that are of no matter to it are not there. */
const WORDS: Readonly<Record<string, string>> = {
  draft: '起草控制指令', submit: '送交审批', return: '退回修改', withdraw: '撤回', approve: '审批人批准', 'approve-by-rule': '依规则自动批准', send: '开始向协助执行单位发送', deliver: '协助执行单位收到指令',
  'never-left': '确认指令未送达', 'lose-sight': '结果待核实，开始查询', progress: '协助执行单位办理中', effect: '协助执行单位反馈已办理', refuse: '协助执行单位反馈未办理', contradict: '协助执行单位的反馈前后不一致',
  'settle-done': '经核实认定已办理', 'settle-refused': '经核实认定未办理',
  begin: '措施成立', activated: '轮候转为生效', fed: '控制金额增加', drained: '控制金额减少', renewed: '续行', 'released-in-part': '部分解除', released: '解除', 'deducted-in-part': '部分扣划', deducted: '扣划完毕',
  lapsed: '期限届满失效', restored: '经核实措施仍然有效', 'handed-over': '移交其他案件', 'deduction-taken': '款项划出', 'money-arrived': '款项到达执行款专户', objected: '协助执行单位提出异议',
  'objection-answered': '法院书面答复异议',
};

/** Whoever did what nobody does by hand. */
const GATEWAY = 'gateway';

/** A step in the life of an order or a measure for the record; undefined for what belongs into no record. Reasons stay away: they may hold anything. */
export function recordedEvent({ at, event, actor }: { readonly at: Date; readonly event: string; readonly actor: string }): RecordedEvent | undefined {
  const what = WORDS[event];
  return what === undefined ? undefined : { at: at.toISOString(), by: actor === GATEWAY ? '查控网关' : actor, what };
}
