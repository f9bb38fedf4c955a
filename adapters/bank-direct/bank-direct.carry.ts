import type { CannotCarry, ControlRequest } from '#contracts/adapter';
import { cannotCarry as cannotCarryBy, type CarryRules } from '#libs/json-contract';
import { ORDER_OPERATIONS, ORDER_PLACE } from './bank-direct.order-target.js';
import { checkOrder } from './bank-direct.wire.js';

const COUNTER = '持执行裁定书、协助冻结（扣划）存款通知书及两名执行人员的工作证、执行公务证，到开户银行柜台办理';
const REDEEM = '理财产品变现：冻结后到开户银行柜台办理赎回（封闭期满或提前终止），款项回到结算账户后再行扣划';

const rules: CarryRules = {
  ...ORDER_PLACE,
  operations: ORDER_OPERATIONS,
  kinds: { deposit: 'account', wealth: 'product' },
  // Money leaves in an exact sum only; products are counted in units, not in yuan.
  extents: (operation, { source }) => (source === 'wealth' ? ['quantity'] : operation === 'deduct' || operation === 'freeze-and-deduct' ? ['amount'] : ['amount', 'account']),
  quotes: [],
  checkOrder,
  offlineWay: COUNTER,
  offlineWays: { 'withdraw-income': '提取收入：向被执行人所在单位送达裁定书、协助执行通知书办理' },
};

export function cannotCarry(order: ControlRequest): CannotCarry | undefined {
  const refused = cannotCarryBy(order, rules);
  return refused !== undefined && order.source === 'wealth' && (order.operation === 'deduct' || order.operation === 'freeze-and-deduct') ? { ...refused, offlineWay: REDEEM } : refused;
}
