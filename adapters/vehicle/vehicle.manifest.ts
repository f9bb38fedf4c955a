import type { AdapterManifest } from '#contracts/adapter';
import { cannotCarry } from './vehicle.carry.js';
import { ORDER_OPERATIONS } from './vehicle.order-target.js';

export const manifest = {
  code: 'vehicle',
  name: 'Vehicle registry',
  nameZh: '机动车登记查询',
  channel: 'push',
  contract: 'adapters/vehicle/openapi.yaml',
  versions: ['1.1', '1.0'],
  operations: { vehicle: ['query', ...ORDER_OPERATIONS] },
  cannotCarry,
  limits: { maxMessageBytes: 4 * 1024 * 1024, maxDepth: 16 },
} as const satisfies AdapterManifest;
