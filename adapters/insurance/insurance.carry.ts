import type { CannotCarry, ControlRequest } from '#contracts/adapter';
import { cannotCarry as cannotCarryBy, type CarryRules } from '#libs/json-contract';
import { ORDER_OPERATIONS, ORDER_PLACE } from './insurance.order-target.js';
import { checkOrder } from './insurance.wire.js';

const COUNTER = '持执行裁定书、协助执行通知书及两名执行人员的工作证、执行公务证，到保险公司（省级分公司法律合规或客户服务部门）柜台办理';

const rules: CarryRules = {
  ...ORDER_PLACE,
  operations: { insurance: ORDER_OPERATIONS },
  kinds: { insurance: 'policy' },
  // A policy is bound as a whole. Of its cash value no more may be taken than is owed (B1); what is left stays with the policy-holder.
  extents: (operation) => (operation === 'deduct' ? ['whole', 'amount'] : ['whole']),
  quotes: [],
  checkOrder,
  offlineWay: COUNTER,
  offlineWays: { 'withdraw-income': '生存保险金、红利等到期给付：持裁定书、协助执行通知书到保险公司柜台办理提取' },
};

export const cannotCarry = (order: ControlRequest): CannotCarry | undefined => cannotCarryBy(order, rules);
