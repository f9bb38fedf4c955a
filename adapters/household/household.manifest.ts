import type { AdapterManifest } from '#contracts/adapter';

export const manifest = {
  code: 'household',
  name: 'Household register',
  nameZh: '户籍查询',
  channel: 'push',
  contract: 'adapters/household/openapi.yaml',
  versions: ['1.1', '1.0'],
  operations: { household: ['query'] },
  limits: { maxMessageBytes: 1024 * 1024, maxDepth: 16 },
} as const satisfies AdapterManifest;
