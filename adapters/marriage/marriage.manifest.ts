import type { AdapterManifest } from '#contracts/adapter';

export const manifest = {
  code: 'marriage',
  name: 'Register of marriages',
  nameZh: '婚姻登记查询',
  channel: 'push',
  contract: 'adapters/marriage/openapi.yaml',
  versions: ['1.0'],
  operations: { marriage: ['query'] },
  limits: { maxMessageBytes: 1024 * 1024, maxDepth: 16 },
} as const satisfies AdapterManifest;
