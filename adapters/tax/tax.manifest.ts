import type { AdapterManifest } from '#contracts/adapter';

export const manifest = {
  code: 'tax',
  name: 'Tax authority',
  nameZh: '税务查询',
  channel: 'push',
  contract: 'adapters/tax/openapi.yaml',
  versions: ['1.0'],
  operations: { tax: ['query'] },
  limits: { maxMessageBytes: 4 * 1024 * 1024, maxDepth: 16 },
} as const satisfies AdapterManifest;
