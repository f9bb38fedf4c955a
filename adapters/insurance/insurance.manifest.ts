import type { AdapterManifest } from '#contracts/adapter';
import { cannotCarry } from './insurance.carry.js';
import { ORDER_OPERATIONS } from './insurance.order-target.js';

export const manifest = {
  code: 'insurance',
  name: 'Insurer',
  nameZh: '保险查询',
  channel: 'push',
  contract: 'adapters/insurance/openapi.yaml',
  versions: ['1.0'],
  operations: { insurance: ['query', ...ORDER_OPERATIONS] },
  cannotCarry,
  limits: { maxMessageBytes: 4 * 1024 * 1024, maxDepth: 16 },
} as const satisfies AdapterManifest;
