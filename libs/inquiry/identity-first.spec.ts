import { randomUUID } from 'node:crypto';
import type { InquiryResultDto } from '#contracts/http';
import { rowsOf, until } from '#libs/engine-testkit';
import { recoverOpenRequests } from '#libs/push-dispatch';
import { InquiryReader, RequestReader, type SubjectSnapshot, sealPerson } from '#libs/store';
import { tampering } from '#libs/store-testkit';
import { DeadlineSweeper, type IdentityFirst } from './index.js';
import { EngineFixture, HOUSEHOLD, KeptHandover, MARKET, MARRIAGE, stateOf } from './testkit/engine-fixture.js';
import { NEW_NAME, registered } from './testkit/register-answers.js';

const LONG = 60_000;
const fixture = new EngineFixture();
let first: IdentityFirst;
let told: string[];

beforeAll(() => fixture.open());
beforeEach(async () => {
  await fixture.reset();
  fixture.registry.put(HOUSEHOLD, MARKET, MARRIAGE);
  told = [];
  waiting(LONG);
});
afterEach(() => first.stop());
afterAll(() => fixture.close());

/** The engine of a process in which the others wait this long for a register. */
function waiting(waitMs: number, freshnessMs = 0): void {
  first = fixture.identityFirst(waitMs, { onDecided: (why) => told.push(why) });
  fixture.engine = fixture.engineWith({ freshnessMs, identityFirst: first });
}

const ASKED = ['HOUSEHOLD', 'PUSH', 'POLLING'];
const ask = async (institutions: readonly string[] = ASKED, obligors = 1, over = {}): Promise<InquiryResultDto> =>
  (await fixture.submit({ institutions, obligorIds: fixture.testCase.obligorIds.slice(0, obligors), ...over })).result;
const offered = (code: string) => fixture.handover.offered.filter(({ institutionCode }) => institutionCode === code);
const subjectOf = ({ id }: InquiryResultDto, index = 0): SubjectSnapshot => {
  const work = fixture.handover.offered.find(({ inquiryId }) => inquiryId === id)!;
  return work.snapshot.subjects.find(({ obligorId }) => obligorId === fixture.testCase.obligorIds[index])!;
};
const mailboxOf = ({ id }: InquiryResultDto): Promise<{ institution_code: string }[]> =>
  rowsOf(fixture.database, 'SELECT institution_code FROM mailbox WHERE request_id IN (SELECT id FROM inquiry_request WHERE inquiry_id = $1)', [id]);
const identityOf = async ({ id }: InquiryResultDto, index = 0) =>
  (await fixture.engine.result(id)).identity.find(({ obligorId }) => obligorId === fixture.testCase.obligorIds[index]);
const decidedAudits = ({ id }: InquiryResultDto): Promise<number> => fixture.count(`FROM audit_event WHERE inquiry_id = $1 AND event = 'inquiry.keys-decided'`, [id]);
const later = (ms: number): Date => new Date(Date.now() + ms);

describe('a register is asked', () => {
  it('it goes out at once with the keys of the case; everybody else is held back, durably, and the result says so', async () => {
    const result = await ask();
    expect(fixture.handover.offered.map(({ institutionCode }) => institutionCode)).toEqual(['HOUSEHOLD']);
    expect(await mailboxOf(result)).toEqual([]);
    expect(result.identity).toMatchObject([{ obligorId: fixture.testCase.obligorIds[0], state: 'waiting' }]);
    expect(result.missing.find(({ institution }) => institution.code === 'PUSH')!.why).toContain('held back');
    expect(await fixture.engine.result(result.id)).toMatchObject({ identity: result.identity, missing: result.missing });
    const reader = new RequestReader(fixture.database);
    const recovered = new KeptHandover();
    await recoverOpenRequests(reader, recovered);
    const own = recovered.offered.filter(({ inquiryId }) => inquiryId === result.id);
    expect(own.map(({ institutionCode }) => institutionCode)).toEqual(['HOUSEHOLD']);
  });

  it('and knows the person under another name: the others are asked with it at once, and all of it is on record', async () => {
    const result = await ask();
    const filed = subjectOf(result);
    await fixture.answer(result, 'HOUSEHOLD', registered(filed));
    await until(() => offered('PUSH').length === 1);
    expect(offered('PUSH')[0]!.corrected).toEqual({ ...filed, name: NEW_NAME, otherNames: [filed.name] });
    const [id] = await fixture.mailbox.fetch('POLLING');
    expect((await new RequestReader(fixture.database).byIds([id!]))[0]).toMatchObject({ corrected: { name: NEW_NAME } });
    const { requestId } = result.answers.find(({ institution }) => institution.code === 'HOUSEHOLD')!;
    const now = await fixture.engine.result(result.id);
    expect(now.identity).toMatchObject([{
      state: 'decided', keys: 'corrected', why: 'corrected', institution: 'HOUSEHOLD', requestId, corrections: ['name'],
      askedWith: { name: NEW_NAME, otherNames: [filed.name], documents: filed.documents },
    }]);
    expect(now.identity[0]).not.toHaveProperty('registerSays');
    expect(Object.fromEntries(now.answers.map(({ institution, keys }) => [institution.code, keys]))).toEqual({ HOUSEHOLD: 'case', PUSH: 'corrected', POLLING: 'corrected' });
    expect(told).toEqual(['corrected']);
    expect(await fixture.count(`FROM audit_event WHERE inquiry_id = $1 AND event = 'inquiry.keys-decided' AND reason = 'corrected' AND institution_code = 'HOUSEHOLD'`, [result.id])).toBe(1);
  });

  it('its own question keeps the keys of the case: its answer is held against what it was asked', async () => {
    const result = await ask();
    await fixture.answer(result, 'HOUSEHOLD', registered(subjectOf(result)));
    await until(() => offered('PUSH').length === 1);
    const [row] = await new RequestReader(fixture.database).byIds([result.answers.find(({ institution }) => institution.code === 'HOUSEHOLD')!.requestId]);
    expect(row!.corrected).toBeNull();
  });

  it('a caller that waits gets everything in one answer, keys included', async () => {
    const pending = fixture.submit({ institutions: ['HOUSEHOLD', 'PUSH'] }, { waitMs: 20_000 });
    await until(() => offered('HOUSEHOLD').length === 1);
    const open = await fixture.engine.result(fixture.handover.offered[0]!.inquiryId);
    await fixture.answer(open, 'HOUSEHOLD', registered(subjectOf(open)));
    await until(() => offered('PUSH').length === 1);
    await fixture.answer(open, 'PUSH');
    expect((await pending).result).toMatchObject({ complete: true, identity: [{ keys: 'corrected' }] });
  });

  it('a weak match is marked and changes nothing', async () => {
    const result = await ask();
    await fixture.answer(result, 'HOUSEHOLD', registered(subjectOf(result), { match: 'weak' }));
    await until(() => offered('PUSH').length === 1);
    expect(offered('PUSH')[0]!.corrected ?? null).toBeNull();
    expect(await identityOf(result)).toMatchObject({
      keys: 'case', why: 'weak-match', registerSays: { match: 'weak', institution: 'HOUSEHOLD', corrections: ['name'], keys: { name: NEW_NAME } },
    });
    expect((await fixture.engine.result(result.id)).answers.map(({ keys }) => keys)).toEqual(['case', 'case', 'case']);
  });

  it.each([
    ['does not know the person', { kind: 'nothing-found' }, 'not-registered'],
    ['refuses', { kind: 'refused', reason: '手续不全' }, 'no-answer'],
    ['speaks of somebody else', { kind: 'defective', defect: 'wrong-person', detail: 'x' }, 'no-answer'],
    ['cannot be reached', { kind: 'unavailable', cause: 'connect-failed' }, 'no-answer'],
  ] as const)('and %s: nobody waits any longer', async (_, outcome, why) => {
    const result = await ask();
    await fixture.answer(result, 'HOUSEHOLD', outcome);
    await until(() => offered('PUSH').length === 1);
    expect(await identityOf(result)).toMatchObject({ keys: 'case', why });
    expect(await mailboxOf(result)).toEqual([{ institution_code: 'POLLING' }]);
  });

  it('says that the obligor is dead: a warning stands on the inquiry, and the others are asked all the same', async () => {
    const result = await ask();
    await fixture.answer(result, 'HOUSEHOLD', registered(subjectOf(result), { status: 'deceased', attributes: { statusSince: '2024-02-03' } }));
    await until(() => offered('PUSH').length === 1);
    expect((await fixture.engine.result(result.id)).warnings).toMatchObject([
      { obligorId: fixture.testCase.obligorIds[0], kind: 'deceased', match: 'exact', since: '2024-02-03', institution: 'HOUSEHOLD' },
    ]);
  });
});

describe('the register is slow', () => {
  it('nobody waits longer than the time: the others are asked as filed; its answer comes late, is merged and shown, and sends nothing', async () => {
    waiting(30);
    const result = await ask();
    await until(() => offered('PUSH').length === 1);
    expect(offered('PUSH')[0]!.corrected ?? null).toBeNull();
    expect(await identityOf(result)).toMatchObject({ keys: 'case', why: 'not-waited' });
    await fixture.answer(result, 'HOUSEHOLD', registered(subjectOf(result)));
    await first.sweep(later(LONG));
    expect(fixture.handover.offered.filter(({ inquiryId }) => inquiryId === result.id)).toHaveLength(2);
    expect(await identityOf(result)).toMatchObject({
      keys: 'case', why: 'not-waited', registerSays: { match: 'exact', corrections: ['name'], keys: { name: NEW_NAME }, advice: expect.stringContaining('ask again') },
    });
    expect((await fixture.engine.result(result.id)).answers.find(({ institution }) => institution.code === 'PUSH')!.keys).toBe('case');
    expect(await decidedAudits(result)).toBe(1);
  });

  it('its own deadline passes first: the sweeper ends it, and that releases the others', async () => {
    const result = await ask();
    const { requestId } = result.answers.find(({ institution }) => institution.code === 'HOUSEHOLD')!;
    await fixture.collector.record(undefined, { requestId, state: 'callback', ticket: null, sentAtMs: Date.now(), askAgainAtMs: null });
    await tampering(fixture.database, `UPDATE inquiry_request SET answer_by = now() WHERE id = ${requestId}`);
    await new DeadlineSweeper(new RequestReader(fixture.database), fixture.collector).sweep(later(1));
    await until(() => offered('PUSH').length === 1);
    expect(await identityOf(result)).toMatchObject({ why: 'no-answer' });
  });

  it('what is held back is not ended by the deadline sweeper, and has its whole time from when it is asked', async () => {
    const result = await ask();
    const answerBy = Object.fromEntries(result.answers.map(({ institution, answerBy: by }) => [institution.code, Date.parse(by) - Date.parse(result.acceptedAt)]));
    expect(answerBy).toEqual({ HOUSEHOLD: 60_000, PUSH: 60_000 + LONG, POLLING: 60_000 + LONG });
    await new DeadlineSweeper(new RequestReader(fixture.database), fixture.collector).sweep(later(100 * LONG));
    expect([stateOf(await fixture.engine.result(result.id), 'PUSH'), stateOf(await fixture.engine.result(result.id), 'POLLING')]).toEqual(['waiting', 'waiting']);
    await first.sweep(later(LONG + 1));
    await new DeadlineSweeper(new RequestReader(fixture.database), fixture.collector).sweep(later(100 * LONG));
    expect(stateOf(await fixture.engine.result(result.id), 'POLLING')).toBe('unavailable');
  });
});

describe('who does not wait', () => {
  it('an inquiry without a register in its plan', async () => {
    const result = await ask(['PUSH', 'POLLING']);
    expect([offered('PUSH').length, (await mailboxOf(result)).length]).toEqual([1, 1]);
    expect(result.identity).toEqual([]);
    expect(result.answers.every((answer) => !('keys' in answer))).toBe(true);
  });

  it('anybody, when the time to wait is 0', async () => {
    waiting(0);
    const result = await ask();
    expect([offered('HOUSEHOLD').length, offered('PUSH').length, (await mailboxOf(result)).length, result.identity.length]).toEqual([1, 1, 1, 0]);
  });

  it('when the register is out of service', async () => {
    fixture.registry.put({ ...HOUSEHOLD, state: 'out-of-service' });
    const result = await ask();
    expect([offered('PUSH').length, (await mailboxOf(result)).length]).toEqual([1, 1]);
    expect(result.identity).toMatchObject([{ keys: 'case', why: 'no-answer', heldMs: 0 }]);
    expect(await decidedAudits(result)).toBe(1);
  });

  it('when only the register is asked', async () => {
    expect((await ask(['HOUSEHOLD'])).identity).toEqual([]);
  });
});

describe('several obligors', () => {
  it('each waits for its own register only', async () => {
    const result = await ask(ASKED, 2);
    const [one, other] = fixture.testCase.obligorIds;
    await fixture.answer(result, 'HOUSEHOLD', registered(subjectOf(result, 1)), other);
    await until(() => offered('PUSH').length === 1);
    expect(offered('PUSH')[0]).toMatchObject({ obligorId: other, corrected: { obligorId: other, name: NEW_NAME } });
    expect(await identityOf(result, 0)).toMatchObject({ state: 'waiting' });
    expect(await mailboxOf(result)).toHaveLength(1);
    await fixture.answer(result, 'HOUSEHOLD', { kind: 'nothing-found' }, one);
    await until(() => offered('PUSH').length === 2);
    expect([await identityOf(result, 0), await identityOf(result, 1)]).toMatchObject([{ why: 'not-registered' }, { why: 'corrected' }]);
  });

  it('an organisation waits for market regulation, a person for household registration, each with what it corrects', async () => {
    const company = fixture.testCase.obligorIds[1]!;
    const code = { type: 'organisation-code', number: 'MA2ABCD13' };
    const key = await fixture.database.fields.ofCase(fixture.testCase.caseId);
    const person = sealPerson(fixture.database.fields, key, company, { name: '某某有限公司', otherNames: [], documents: [code] });
    await fixture.database.query.updateTable('obligor').set({ kind: 'organisation', ...person }).where('id', '=', company).execute();
    const result = await ask(['HOUSEHOLD', 'MARKET', 'PUSH'], 2);
    const asked = fixture.handover.offered.map(({ institutionCode, obligorId }) => `${institutionCode} ${fixture.testCase.obligorIds.indexOf(obligorId)}`);
    expect(asked.sort()).toEqual(['HOUSEHOLD 0', 'MARKET 1']);
    const uscc = { type: 'unified-social-credit-code', number: '91330106MA2ABCD139' };
    await fixture.answer(result, 'MARKET', registered(subjectOf(result, 1), { documents: [uscc] }), company);
    await until(() => offered('PUSH').length === 1);
    expect(offered('PUSH')[0]!.corrected).toMatchObject({ kind: 'organisation', name: NEW_NAME, documents: [uscc, code] });
    await fixture.answer(result, 'HOUSEHOLD', registered(subjectOf(result, 0)), fixture.testCase.obligorIds[0]);
    // The person's equity is asked for too, after household registration has said who that is.
    await until(() => fixture.handover.offered.length === 5);
    expect(offered('MARKET').find(({ obligorId }) => obligorId !== company)!.corrected).toMatchObject({ kind: 'person', name: NEW_NAME });
  });

  it('nobody is asked about a spouse, whatever marriage and household registers say (A7)', async () => {
    const result = await ask(['HOUSEHOLD', 'MARRIAGE', 'PUSH']);
    const spouse = { name: '虚构配偶', documents: [{ type: 'resident-id', number: '330106199001010097' }], attributes: { spouse: '虚构配偶' } };
    await fixture.answer(result, 'HOUSEHOLD', registered(subjectOf(result), { attributes: { spouse: '虚构配偶' } }));
    await until(() => offered('MARRIAGE').length === 1);
    const record = { source: 'marriage' as const, match: 'exact' as const, formerNames: [], ...spouse };
    await fixture.answer(result, 'MARRIAGE', { kind: 'found', assets: [], identities: [record] });
    await first.sweep(later(LONG));
    const everything = JSON.stringify([fixture.handover.offered, await rowsOf(fixture.database, 'SELECT keys FROM identity_key WHERE inquiry_id = $1', [result.id])]);
    expect(everything).not.toContain('配偶');
    expect(new Set(fixture.handover.offered.map(({ obligorId }) => obligorId))).toEqual(new Set([fixture.testCase.obligorIds[0]]));
    expect((await fixture.engine.result(result.id)).totals.asked).toBe(3);
    expect(await fixture.count('FROM obligor WHERE case_id = $1', [fixture.testCase.caseId])).toBe(2);
  });
});

describe('stored answers and keys', () => {
  it('the stored answer of the register tells at once: nobody waits, and the others are asked with what it corrected', async () => {
    waiting(LONG, LONG);
    const before = await ask(['HOUSEHOLD']);
    await fixture.answer(before, 'HOUSEHOLD', registered(subjectOf(before)));
    fixture.handover.offered.length = 0;
    const result = await ask();
    expect(fixture.handover.offered).toMatchObject([{ institutionCode: 'PUSH', corrected: { name: NEW_NAME } }]);
    expect(result).toMatchObject({ identity: [{ keys: 'corrected', why: 'corrected', heldMs: 0, institution: 'HOUSEHOLD' }], totals: { answered: 1 } });
    expect(await fixture.engine.result(result.id)).toMatchObject({ identity: result.identity });
    expect(await mailboxOf(result)).toHaveLength(1);
  });

  it('an answer asked with the keys of the case does not serve once the register has corrected them; one asked with the same does', async () => {
    waiting(30, LONG);
    const before = await ask();
    await until(() => offered('PUSH').length === 1);
    await fixture.answer(before, 'PUSH');
    await fixture.answer(before, 'HOUSEHOLD', registered(subjectOf(before)));
    const again = await ask();
    expect(again.answers.map(({ institution, servedFrom }) => `${institution.code} ${servedFrom === undefined ? 'asked' : 'stored'}`)).toEqual(['HOUSEHOLD stored', 'PUSH asked', 'POLLING asked']);
    await fixture.answer(again, 'PUSH', { kind: 'found', assets: [{ source: 'deposit', reference: '6222' }] });
    const third = await ask();
    expect([stateOf(third, 'PUSH'), third.answers.find(({ institution }) => institution.code === 'PUSH')!.keys]).toEqual(['found', 'corrected']);
    // Without a register the question asks as filed: only what was asked like that serves.
    expect(stateOf(await ask(['PUSH']), 'PUSH')).toBe('nothing-found');
  });

  it('the register confirmed what was filed: answers asked as filed serve', async () => {
    waiting(30, LONG);
    const before = await ask();
    await until(() => offered('PUSH').length === 1);
    await fixture.answer(before, 'PUSH');
    const { name } = subjectOf(before);
    await fixture.answer(before, 'HOUSEHOLD', registered(subjectOf(before), { name, formerNames: [] }));
    expect(stateOf(await ask(), 'PUSH')).toBe('nothing-found');
  });

  it('while nobody knows the keys no stored answer serves: it may be about other keys', async () => {
    waiting(LONG, LONG);
    const before = await ask(['PUSH']);
    await fixture.answer(before, 'PUSH');
    expect((await ask()).answers.every(({ servedFrom }) => servedFrom === undefined)).toBe(true);
  });
});

describe('repeats, cancelling, and several processes', () => {
  it('the same key while it waits: the same inquiry, nothing is held twice or released twice', async () => {
    const key = randomUUID();
    const submit = () => fixture.submit({ institutions: ASKED }, { idempotencyKey: key });
    const both = await Promise.all([submit(), submit()]);
    expect(new Set(both.map(({ result }) => result.id)).size).toBe(1);
    const result = (await submit()).result;
    await fixture.answer(result, 'HOUSEHOLD', registered(subjectOf(result)));
    await until(() => offered('PUSH').length === 1);
    expect((await submit()).result.identity).toMatchObject([{ keys: 'corrected' }]);
    expect([offered('HOUSEHOLD').length, offered('PUSH').length, await decidedAudits(result)]).toEqual([1, 1, 1]);
  });

  it('cancelled while it waits: nobody else is asked any more, whatever the register says later', async () => {
    const result = await ask();
    const cancelled = await fixture.engine.cancel(result.id, 'judge');
    expect(cancelled).toMatchObject({ state: 'cancelled', complete: true, identity: [{ keys: 'case', why: 'cancelled' }] });
    await fixture.answer(result, 'HOUSEHOLD', registered(subjectOf(result)));
    await first.sweep(later(2 * LONG));
    expect([offered('PUSH').filter(({ inquiryId }) => inquiryId === result.id), await mailboxOf(result)]).toEqual([[], []]);
  });

  it('the process dies between cancelling and ending what was held: all of it is still ended', async () => {
    const result = await ask();
    await new InquiryReader(fixture.database).markCancelled(result.id, 'judge');
    const recovered = new KeptHandover();
    await recoverOpenRequests(new RequestReader(fixture.database), recovered);
    const own = recovered.offered.filter(({ inquiryId }) => inquiryId === result.id);
    expect(own.map(({ institutionCode, cancelled }) => [institutionCode, cancelled])).toEqual([['HOUSEHOLD', true], ['PUSH', true]]);
    await new DeadlineSweeper(new RequestReader(fixture.database), fixture.collector).sweep(later(100 * LONG));
    expect(stateOf(await fixture.engine.result(result.id), 'POLLING')).toBe('unavailable');
  });

  it('many processes decide at the same moment: one does, each request is released once and with the keys on record', async () => {
    const others = Array.from({ length: 4 }, () => {
      const handover = new KeptHandover();
      return { handover, identityFirst: fixture.identityFirst(LONG, { handover }) };
    });
    for (let round = 0; round < 10; round += 1) {
      const result = await ask(ASKED, 2);
      for (const obligorId of fixture.testCase.obligorIds) {
        await fixture.answer(result, 'HOUSEHOLD', registered(subjectOf(result, fixture.testCase.obligorIds.indexOf(obligorId))), obligorId);
      }
      await Promise.all(others.map(({ identityFirst }) => identityFirst.decide([result.id], new Date())));
      const all = (): number => [fixture.handover, ...others.map(({ handover }) => handover)].flatMap((one) => one.offered).filter(({ inquiryId, institutionCode }) => inquiryId === result.id && institutionCode === 'PUSH').length;
      await until(() => all() === 2);
      expect([all(), (await mailboxOf(result)).length, await decidedAudits(result)]).toEqual([2, 2, 2]);
      const released = others.flatMap(({ handover }) => handover.offered).filter(({ institutionCode }) => institutionCode === 'PUSH');
      expect(released.every(({ corrected }) => corrected?.name === NEW_NAME)).toBe(true);
    }
  });

  it('another process took the answer: the sweep releases it within its interval', async () => {
    const result = await ask();
    await first.stop();
    const handover = new KeptHandover();
    const other = fixture.identityFirst(LONG, { handover });
    await fixture.answer(result, 'HOUSEHOLD', registered(subjectOf(result)));
    other.start(20);
    await until(() => handover.offered.length > 0);
    await other.stop();
    const push = handover.offered.filter(({ inquiryId, institutionCode }) => inquiryId === result.id && institutionCode === 'PUSH');
    expect(push).toMatchObject([{ corrected: { name: NEW_NAME } }]);
    expect(handover.offered.filter(({ inquiryId, institutionCode }) => inquiryId === result.id && institutionCode === 'HOUSEHOLD')).toEqual([]);
  });
});
