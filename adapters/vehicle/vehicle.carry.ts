import type { CannotCarry, ControlRequest } from '#contracts/adapter';
import { parsePlate } from '#libs/identifiers';
import { cannotCarry as cannotCarryBy, type CarryRules } from '#libs/json-contract';
import { checkVin } from './vehicle.identity.js';
import { ORDER_OPERATIONS, ORDER_PLACE } from './vehicle.order-target.js';
import { checkOrder } from './vehicle.wire.js';

const COUNTER = '持执行裁定书、协助执行通知书及两名执行人员的工作证、执行公务证，到车辆登记地公安局交通警察支队车辆管理所办理档案查封';

const rules: CarryRules = {
  ...ORDER_PLACE,
  operations: { vehicle: ORDER_OPERATIONS },
  kinds: { vehicle: 'vehicle' },
  extents: () => ['whole'],
  quotes: [],
  checkOrder,
  offlineWay: COUNTER,
  offlineWays: { 'serve-transfer': '过户：拍卖成交或以物抵债裁定后，持裁定书、协助执行通知书到车辆管理所办理转移登记' },
  further: doubtIn,
};

/** The wrong car sealed is a wrong execution (A12): what does not check is taken to the registry with the file. */
function doubtIn({ target }: ControlRequest): string | undefined {
  if (target.kind !== 'vehicle') return undefined;
  if (!parsePlate(target.plate).ok) return 'the plate is none';
  return checkVin(target.vin) === 'wrong-check-digit' ? 'the check digit of the vehicle identification number is wrong' : undefined;
}

export const cannotCarry = (order: ControlRequest): CannotCarry | undefined => cannotCarryBy(order, rules);
