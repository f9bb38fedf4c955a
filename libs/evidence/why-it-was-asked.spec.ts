import { EvidenceFixture } from './testkit/evidence-fixture.js';

let fixture: EvidenceFixture;
beforeEach(async () => {
  fixture = await EvidenceFixture.open();
});
afterEach(() => fixture.close());

describe('legal basis and approval of an inquiry are sealed with it (form version 2)', () => {
  beforeEach(async () => {
    // As it is written since there are legal bases; the one after it is of before.
    await fixture.asked(3, { legalBasis: 'execution', approvedBy: 'rule:built-in' });
    await fixture.sealed();
    await fixture.asked();
    await fixture.sealed();
  });

  it('inquiries of both forms verify side by side', async () => {
    expect(await fixture.verify()).toBe('ok');
    expect(await fixture.one('SELECT count(DISTINCT legal_basis IS NULL)::int FROM inquiry')).toBe(2);
  });

  it.each([
    ['another basis', `UPDATE inquiry SET legal_basis = 'preservation' WHERE legal_basis IS NOT NULL`],
    ['somebody else approved it', `UPDATE inquiry SET approved_by = 'approval:01a217ba-1e47-76b0-ac24-c81ff2da6d2b' WHERE approved_by IS NOT NULL`],
    ['made to look as if it was of before', `UPDATE inquiry SET legal_basis = NULL, approved_by = NULL`],
    ['a basis put under one that had none', `UPDATE inquiry SET legal_basis = 'execution' WHERE legal_basis IS NULL`],
  ])('%s: found', async (_, statement) => {
    await fixture.tamper(statement);
    expect(await fixture.verify()).toMatch(/inquiry [0-9a-f-]{36}: record-changed/);
  });
});
