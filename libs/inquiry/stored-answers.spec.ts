import type { QueryOutcome } from '#contracts/adapter';
import type { InquiryResultDto } from '#contracts/http';
import { openCase } from '#libs/engine-testkit';
import { tampering } from '#libs/store-testkit';
import type { InquiryCommand } from './index.js';
import { EngineFixture } from './testkit/engine-fixture.js';

const fixture = new EngineFixture();
beforeAll(() => fixture.open());
beforeEach(() => fixture.reset());
afterAll(() => fixture.close());

describe('stored answers', () => {
  /** An inquiry that PUSH answered, and an fixture.engine that uses answers of the last minute. */
  async function answered(outcome: QueryOutcome = { kind: 'nothing-found' }, overrides: Partial<InquiryCommand> = {}): Promise<InquiryResultDto> {
    fixture.engine = fixture.engineWith({ freshnessMs: 60_000 });
    const { result } = await fixture.submit({ institutions: ['PUSH'], ...overrides });
    await fixture.answer(result, 'PUSH', outcome);
    fixture.handover.offered.length = 0;
    return result;
  }
  const again = async (overrides: Partial<InquiryCommand> = {}): Promise<InquiryResultDto> =>
    (await fixture.submit({ institutions: ['PUSH'], ...overrides })).result;

  it('a fresh one serves the same question, and the answer says from where', async () => {
    const first = await answered({ kind: 'found', assets: [{ source: 'deposit', reference: '6222' }] });
    const second = await again();
    expect(second).toMatchObject({ complete: true, answers: [{ servedFrom: { requestId: first.answers[0]!.requestId }, outcome: { kind: 'found' } }] });
    expect(fixture.handover.offered).toEqual([]);
    expect(await fixture.engine.result(second.id)).toMatchObject({ answers: [{ servedFrom: { requestId: first.answers[0]!.requestId } }] });
  });

  it('one that was itself served from store does not stay fresh by that', async () => {
    const first = await answered();
    await again();
    const { requestId } = first.answers[0]!;
    await tampering(fixture.database, `UPDATE outcome SET committed_at = committed_at - interval '2 minutes' WHERE request_id = ${requestId}`);
    expect((await again()).complete).toBe(false);
    expect(fixture.handover.offered).toHaveLength(1);
  });

  it.each<[string, QueryOutcome]>([
    ['a refusal', { kind: 'refused', reason: 'x' }],
    ['a failure', { kind: 'unavailable', cause: 'timeout' }],
    ['something unreadable', { kind: 'defective', defect: 'schema', detail: 'x' }],
  ])('%s serves nothing', async (_, outcome) => {
    await answered(outcome);
    expect((await again()).complete).toBe(false);
  });

  it.each<[string, Partial<InquiryCommand>]>([
    ['forced', { force: true }],
    ['with movements', { transactions: { from: '2026-01-01', to: '2026-02-01' } }],
  ])('%s: asked again', async (_, overrides) => {
    await answered();
    expect((await again(overrides)).complete).toBe(false);
    expect(fixture.handover.offered).toHaveLength(1);
  });

  it('for fewer sources serves not the wider question, for more it serves the narrower one', async () => {
    await answered(undefined, { sources: ['deposit'] });
    expect((await again()).complete).toBe(false);
    await answered();
    expect((await again({ sources: ['deposit'] })).complete).toBe(true);
  });

  it('about somebody else, or about the same person in another case: asked', async () => {
    await answered();
    expect((await again({ obligorIds: [fixture.testCase.obligorIds[1]!] })).complete).toBe(false);
    fixture.testCase = await openCase(fixture.database);
    expect((await again()).complete).toBe(false);
  });

  it('the obligor was corrected since: what was said about the wrong number is not served', async () => {
    await answered({ kind: 'found', assets: [{ source: 'deposit', reference: '6222' }] });
    const documents = JSON.stringify([{ type: 'resident-id', number: '330106199001010097' }]);
    await fixture.database.pool.query(`UPDATE obligor SET sealed = NULL, name = '王小明', other_names = '{}', documents = $2 WHERE id = $1`, [fixture.testCase.obligorIds[0], documents]);
    expect((await again()).complete).toBe(false);
    expect(fixture.handover.offered).toHaveLength(1);
  });

  it('freshness is switched off: always asked', async () => {
    await answered();
    fixture.engine = fixture.engineWith({ freshnessMs: 0 });
    expect((await again()).complete).toBe(false);
  });
});
