import { IDENTITY_SOURCES, SOURCES, type AdapterManifest, type OfflineAdapter, type Operation, type Source } from '#contracts/adapter';

const MONEY: readonly Source[] = ['deposit', 'wealth', 'payment', 'housing-fund'];

/** What a ruling and a notice can ask of whoever keeps it (协助执行); facts about people are asked for only (A7). */
function operationsOf(source: Source): readonly Operation[] {
  if (IDENTITY_SOURCES.includes(source) || source === 'tax') return ['query'];
  if (MONEY.includes(source)) return ['query', 'freeze', 'renew', 'wait', 'release', 'release-wait', 'deduct', 'withdraw-income', 'freeze-and-deduct'];
  if (source === 'land' || source === 'real-estate') return ['query', 'seal', 'renew-seal', 'wait-seal', 'release-seal', 'serve-transfer'];
  if (source === 'vehicle') return ['query', 'seal', 'renew-seal', 'wait-seal', 'release-seal'];
  return ['query', 'freeze', 'renew', 'wait', 'release', 'release-wait'];
}

const manifest = {
  code: 'offline',
  name: 'Letters and return forms',
  nameZh: '线下查控',
  channel: 'offline',
  contract: 'docs/decisions/0015-offline-tasks.md',
  versions: ['1'],
  // Whoever keeps a register of anything can be written to.
  operations: Object.fromEntries(SOURCES.map((source) => [source, operationsOf(source)])) as Record<Source, readonly Operation[]>,
  limits: { maxMessageBytes: 10 * 1024 * 1024, maxDepth: 24 },
} as const satisfies AdapterManifest;

export const adapter: OfflineAdapter = { manifest };
