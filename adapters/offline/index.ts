import { SOURCES, type AdapterManifest, type OfflineAdapter, type Source } from '#contracts/adapter';

const manifest = {
  code: 'offline',
  name: 'Letters and return forms',
  nameZh: '线下查控',
  channel: 'offline',
  contract: 'docs/decisions/0015-offline-tasks.md',
  versions: ['1'],
  // Whoever keeps a register of anything can be written to.
  operations: Object.fromEntries(SOURCES.map((source) => [source, ['query']])) as unknown as Record<Source, ['query']>,
  limits: { maxMessageBytes: 10 * 1024 * 1024, maxDepth: 24 },
} as const satisfies AdapterManifest;

export const adapter: OfflineAdapter = { manifest };
