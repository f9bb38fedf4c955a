import type { AdapterManifest } from '#contracts/adapter';
import { cannotCarry } from './equity.carry.js';
import { ORDER_OPERATIONS } from './equity.order-target.js';

export const manifest = {
  code: 'equity',
  name: 'Register of companies',
  nameZh: '股权及登记信息查询',
  channel: 'push',
  contract: 'adapters/equity/openapi.yaml',
  versions: ['1.0'],
  operations: { equity: ['query', ...ORDER_OPERATIONS] },
  cannotCarry,
  limits: { maxMessageBytes: 4 * 1024 * 1024, maxDepth: 16 },
} as const satisfies AdapterManifest;
