import { openedRows } from '#libs/store-testkit';
import { Collector } from '#libs/collection';
import { everybodySigns, rowsOf, standingApproval, until } from '#libs/engine-testkit';
import { Mailbox } from '#libs/mailbox';
import { recoverOpenRequests, type PushWork } from '#libs/push-dispatch';
import { MailboxStore, RequestReader, type Database } from '#libs/store';
import { IdentityFirst, InquiryEngine } from './index.js';
import { DyingDatabase, type Death } from './testkit/dying-database.js';
import { EngineFixture, HOUSEHOLD, KeptHandover } from './testkit/engine-fixture.js';
import { NEW_NAME, registered } from './testkit/register-answers.js';

const WAIT_MS = 60_000;
const fixture = new EngineFixture();
beforeAll(() => fixture.open());
beforeEach(async () => {
  await fixture.reset();
  fixture.registry.put(HOUSEHOLD);
});
afterAll(() => fixture.close());

const later = (ms: number): Date => new Date(Date.now() + ms);
const silent = { groupCommitted: () => undefined, outcomeCommitted: () => undefined, inquiryCompleted: () => undefined };

/** A whole process: it accepts, sends the register's question, takes its answer, and releases the others, or dies on the way. */
class Process {
  readonly handover = new KeptHandover();
  readonly mailbox: Mailbox;
  readonly first: IdentityFirst;
  readonly engine: InquiryEngine;
  readonly collector: Collector;

  constructor(readonly database: Database) {
    this.collector = new Collector(database, silent, { patienceMs: 0 });
    this.mailbox = new Mailbox(new MailboxStore(database));
    const { collector, mailbox, handover } = this;
    this.first = new IdentityFirst({ database, collector, mailbox, handover, waitMs: WAIT_MS });
    const manifest = (code: string) => fixture.manifest(code);
    this.engine = new InquiryEngine({ database, registry: fixture.registry.asRegistry, manifest, collector, mailbox, handover, freshnessMs: 0, identityFirst: this.first, officers: everybodySigns, approvals: standingApproval });
  }

  sent(code: string, inquiryId: string): PushWork[] {
    return this.handover.offered.filter((one) => one.institutionCode === code && one.inquiryId === inquiryId);
  }
}

/** @returns the process, and whether it came to its end. */
async function live(dying: DyingDatabase): Promise<{ process: Process; ended: boolean }> {
  const process = new Process(dying.database);
  const finished = (async (): Promise<void> => {
    const command = fixture.command({ institutions: ['HOUSEHOLD', 'PUSH', 'POLLING'] });
    const { result } = await process.engine.submit(command, { actor: 'judge', waitMs: 0 });
    const register = process.sent('HOUSEHOLD', result.id)[0]!;
    await process.collector.collect({
      requestId: register.id, inquiryId: result.id, institutionCode: 'HOUSEHOLD', outcome: registered(register.snapshot.subjects[0]!), via: 'callback',
      exchangeId: null, acceptedAtMs: Date.parse(result.acceptedAt), sentAtMs: null, receivedAtMs: Date.now(), waitedMs: 0,
    });
    await until(() => dying.dead || process.sent('PUSH', result.id).length > 0);
  })();
  let ended = false;
  void finished.then(() => (ended = !dying.dead), () => undefined);
  await until(() => ended || dying.dead);
  // What is under way when it dies may still reach the server.
  await new Promise((resolve) => setTimeout(resolve, 30));
  await process.first.stop();
  return { process, ended };
}

/** Everything that must hold once the next process has taken over and the time to wait is over. */
async function expectNothingLostNothingTwice(died: Process): Promise<string> {
  const [inquiry] = await rowsOf<{ id: string }>(fixture.database, 'SELECT id FROM inquiry WHERE case_id = $1', [fixture.testCase.caseId]);
  if (inquiry === undefined) {
    expect(died.handover.offered).toEqual([]);
    return 'nothing accepted';
  }
  const next = new Process(fixture.database);
  await next.mailbox.load();
  await recoverOpenRequests(new RequestReader(fixture.database), next.handover);
  await next.first.sweep(new Date());
  await next.first.sweep(later(2 * WAIT_MS));
  await next.first.sweep(later(2 * WAIT_MS));
  const keys = await openedRows(
    fixture.database,
    await rowsOf<{ why: string | null; keys: { name: string } | null }>(fixture.database, 'SELECT * FROM identity_key WHERE inquiry_id = $1', [inquiry.id]),
  );
  const answered = await fixture.count('FROM outcome WHERE inquiry_id = $1', [inquiry.id]);
  expect(keys).toMatchObject(answered === 1 ? [{ why: 'corrected', keys: { name: NEW_NAME } }] : [{ why: 'not-waited', keys: null }]);
  expect(await fixture.count(`FROM audit_event WHERE inquiry_id = $1 AND event = 'inquiry.keys-decided'`, [inquiry.id])).toBe(1);
  expect(await fixture.count(`FROM mailbox m JOIN inquiry_request r ON r.id = m.request_id WHERE r.inquiry_id = $1`, [inquiry.id])).toBe(1);

  const [before, after] = [died.sent('PUSH', inquiry.id), next.sent('PUSH', inquiry.id)];
  expect(before.length).toBeLessThanOrEqual(1);
  expect(after).toHaveLength(1);
  for (const { corrected } of [...before, ...after]) expect(corrected?.name).toBe(keys[0]!.keys?.name);
  if (answered === 0) expect(died.sent('HOUSEHOLD', inquiry.id).length + next.sent('HOUSEHOLD', inquiry.id).length).toBeGreaterThan(0);
  return keys[0]!.why!;
}

describe.each<Death>(['before', 'after'])('the process dies %s a statement', (death) => {
  it('any of them: nothing is lost, nothing is decided twice, and nobody is asked with other keys than are on record', async () => {
    const ends: string[] = [];
    for (let at = 1; ; at += 1) {
      await fixture.reset();
      fixture.registry.put(HOUSEHOLD);
      const dying = new DyingDatabase(fixture.database, at, death);
      const { process, ended } = await live(dying);
      if (ended) break;
      ends.push(await expectNothingLostNothingTwice(process));
    }
    expect(new Set(ends)).toEqual(new Set(['nothing accepted', 'not-waited', 'corrected']));
    expect(ends.length).toBeGreaterThanOrEqual(6);
  }, 60_000);
});
