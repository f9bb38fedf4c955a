import type { AdapterManifest } from '#contracts/adapter';

export const manifest = {
  code: 'bank-direct',
  name: 'Bank, asked directly',
  nameZh: '银行直连查询',
  channel: 'push',
  contract: 'adapters/bank-direct/openapi.yaml',
  versions: ['1.0'],
  operations: { deposit: ['query'], wealth: ['query'] },
  limits: { maxMessageBytes: 16 * 1024 * 1024, maxDepth: 16 },
} as const satisfies AdapterManifest;
