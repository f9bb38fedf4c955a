import type { InstitutionRecord } from '#libs/institutions';

/** A bank that we call, in service and always open, unless said otherwise. */
export function institution(overrides: Partial<InstitutionRecord> = {}): InstitutionRecord {
  const at = new Date('2026-01-05T00:00:00Z');
  return Object.freeze({
    code: 'BANK-1',
    name: '测试银行',
    kind: 'bank' as const,
    adapter: 'test-push',
    contractVersion: '1',
    endpoint: 'http://127.0.0.1:9',
    region: '330000',
    sources: ['deposit' as const],
    concurrency: 4,
    connectTimeoutMs: 1000,
    responseTimeoutMs: 5000,
    answerDeadlineSeconds: 60,
    state: 'in-service' as const,
    version: 1,
    createdAt: at,
    updatedAt: at,
    ...overrides,
  });
}
