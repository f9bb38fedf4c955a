import type { AdapterManifest } from '#contracts/adapter';
import { cannotCarry } from './securities.carry.js';
import { ORDER_OPERATIONS } from './securities.order-target.js';

export const manifest = {
  code: 'securities',
  name: 'Securities depository and brokers',
  nameZh: '证券查询',
  channel: 'push',
  contract: 'adapters/securities/openapi.yaml',
  versions: ['1.0'],
  operations: { securities: ['query', ...ORDER_OPERATIONS] },
  cannotCarry,
  limits: { maxMessageBytes: 8 * 1024 * 1024, maxDepth: 16 },
} as const satisfies AdapterManifest;
