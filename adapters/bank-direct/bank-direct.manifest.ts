import type { AdapterManifest } from '#contracts/adapter';
import { cannotCarry } from './bank-direct.carry.js';
import { ORDER_OPERATIONS } from './bank-direct.order-target.js';

export const manifest = {
  code: 'bank-direct',
  name: 'Bank, asked directly',
  nameZh: '银行直连查询',
  channel: 'push',
  contract: 'adapters/bank-direct/openapi.yaml',
  versions: ['1.0'],
  operations: { deposit: ['query', ...ORDER_OPERATIONS.deposit], wealth: ['query', ...ORDER_OPERATIONS.wealth] },
  cannotCarry,
  limits: { maxMessageBytes: 16 * 1024 * 1024, maxDepth: 16 },
} as const satisfies AdapterManifest;
