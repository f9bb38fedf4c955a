import type { CannotCarry, ControlRequest } from '#contracts/adapter';
import { cannotCarry as cannotCarryBy, units, type CarryRules } from '#libs/json-contract';
import { ORDER_OPERATIONS, ORDER_PLACE } from './securities.order-target.js';
import { checkOrder } from './securities.wire.js';

const COUNTER = '持执行裁定书、协助执行通知书及两名执行人员的工作证、执行公务证，到中国证券登记结算有限责任公司相应分公司或托管证券公司柜台办理';
const SALE = '证券变价：由执行法院裁定后，持裁定书、协助执行通知书到托管证券公司办理强制卖出，或到中国证券登记结算有限责任公司办理司法扣划（线下）';

const rules: CarryRules = {
  ...ORDER_PLACE,
  operations: { securities: ORDER_OPERATIONS },
  kinds: { securities: 'security' },
  extents: () => ['quantity'],
  // 续冻, 解冻 and 解除轮候 quote the 冻结编号 or 轮候序号 that was returned.
  quotes: ['renew', 'release', 'release-wait'],
  checkOrder,
  offlineWay: COUNTER,
  offlineWays: { deduct: SALE, 'freeze-and-deduct': SALE, 'withdraw-income': SALE, 'serve-transfer': SALE },
  further: ({ extent }) => (extent.by === 'quantity' && /^[0-9.]+$/.test(extent.quantity.amount) && units(extent.quantity.amount) === 0n ? 'a quantity of zero freezes nothing' : undefined),
};

export const cannotCarry = (order: ControlRequest): CannotCarry | undefined => cannotCarryBy(order, rules);
