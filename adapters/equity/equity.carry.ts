import type { CannotCarry, ControlRequest } from '#contracts/adapter';
import { cannotCarry as cannotCarryBy, type CarryRules } from '#libs/json-contract';
import { ORDER_OPERATIONS, ORDER_PLACE } from './equity.order-target.js';
import { checkOrder } from './equity.wire.js';

const COUNTER = '持执行裁定书、协助执行通知书（协助公示通知书）及两名执行人员的工作证、执行公务证，到公司登记机关（市场监督管理局）窗口办理协助公示';

const rules: CarryRules = {
  ...ORDER_PLACE,
  operations: { equity: ORDER_OPERATIONS },
  kinds: { equity: 'equity' },
  extents: () => ['amount', 'ratio'],
  // The publication that is renewed or lifted is named by its number (公示编号).
  quotes: ['renew', 'release'],
  checkOrder,
  offlineWay: COUNTER,
  offlineWays: {
    deduct: '股权不能划扣：由执行法院裁定拍卖、变卖后，持裁定书到公司登记机关办理变更登记',
    'withdraw-income': '股息、红利：持裁定书、协助执行通知书向目标公司送达冻结、提取（股权执行规定第九条）',
    'serve-transfer': '持执行裁定书、协助执行通知书到公司登记机关办理股权变更登记',
    wait: '登记机关按公示先后排列顺位，直接提交冻结即可（股权执行规定第六条）；不另行办理轮候',
  },
};

export const cannotCarry = (order: ControlRequest): CannotCarry | undefined => cannotCarryBy(order, rules);
