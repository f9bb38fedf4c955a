import type { AdapterManifest } from '#contracts/adapter';

export const manifest = {
  code: 'securities',
  name: 'Securities depository and brokers',
  nameZh: '证券查询',
  channel: 'push',
  contract: 'adapters/securities/openapi.yaml',
  versions: ['1.0'],
  operations: { securities: ['query'] },
  limits: { maxMessageBytes: 8 * 1024 * 1024, maxDepth: 16 },
} as const satisfies AdapterManifest;
