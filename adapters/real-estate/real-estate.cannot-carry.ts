import type { CannotCarry, ControlOperation, ControlRequest } from '#contracts/adapter';

/** 控制措施 KZCS (§7.5). 13 is inferred there from the bank contract's order; the others are attested. */
export const MEASURES = {
  seal: '11',
  'renew-seal': '12',
  'wait-seal': '13',
  'release-seal': '14',
  'serve-transfer': '15',
} as const satisfies Partial<Record<ControlOperation, string>>;

type Carried = keyof typeof MEASURES;

export const CONTROLS = Object.keys(MEASURES) as readonly Carried[];

export const isCarried = (operation: ControlOperation): operation is Carried => Object.hasOwn(MEASURES, operation);

/** Orders that put a term on the unit; the others end something, or serve a paper. */
const WITH_TERM: readonly ControlOperation[] = ['seal', 'renew-seal', 'wait-seal'];
/** Orders about an earlier one of ours, which the registry finds by its numbers. */
const WITH_ORIGINAL: readonly ControlOperation[] = ['renew-seal', 'release-seal'];

const AT_THE_COUNTER = '由两名执行人员持工作证、执行公务证，携带裁定书和协助执行通知书，到不动产登记机构现场办理';

/** What §7.5 has no field for; pure. The law's own way, at the registry's counter, remains for all of it (查扣冻规定 art 7). */
export function cannotCarry(order: ControlRequest): CannotCarry | undefined {
  const refuse = (why: string, offlineWay = AT_THE_COUNTER): CannotCarry => ({ why, offlineWay });
  const { operation, target, extent } = order;
  if (!isCarried(operation)) return refuse('The contract has no code for this operation on real estate.');
  if (target.kind !== 'real-estate') return refuse('The contract names units of real estate and nothing else.');
  if (target.unitCode.trim() === '' && (target.certificate ?? '').trim() === '') {
    return refuse('Neither unit code nor certificate number is known, so the registry could not tell which unit is meant.', '先向登记机构查明不动产单元号或者不动产权证号；无法查明的，到登记机构现场办理');
  }
  if (extent.by !== 'whole') {
    return refuse('A unit is sealed as a whole: the contract has no field for a share, a part or an amount.', `需要查封份额或者部分的，在裁定书和协助执行通知书中写明范围，${AT_THE_COUNTER}`);
  }
  if (WITH_TERM.includes(operation) && (order.from === undefined || order.until === undefined)) {
    return refuse('A seal states its first and last day (KSRQ, JSRQ).', '补充查封的起止日期后重新提交');
  }
  if (WITH_ORIGINAL.includes(operation) && order.original === undefined) {
    return refuse('The order does not say which earlier seal it is about (YDJDH, YDJAH).', `原查封不是通过本系统办理的，凭原查封裁定书和原协助执行通知书，${AT_THE_COUNTER}`);
  }
  if (operation === 'serve-transfer' && (order.transferTo ?? []).length === 0) {
    return refuse('A transfer document names at least one person the unit passes to (GHDX).', '补充过户对象的姓名（名称）和证件后重新提交');
  }
  return undefined;
}
