import type { AdapterManifest } from '#contracts/adapter';

export const manifest = {
  code: '_template',
  name: 'Template',
  nameZh: '示例',
  channel: 'push',
  contract: 'adapters/_template/openapi.yaml',
  versions: ['1.0'],
  operations: { insurance: ['query'] },
  limits: { maxMessageBytes: 1024 * 1024, maxDepth: 16 },
} as const satisfies AdapterManifest;
