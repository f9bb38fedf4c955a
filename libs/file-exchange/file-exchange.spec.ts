import { openedRows } from '#libs/store-testkit';
import { chmod, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rowsOf, until } from '#libs/engine-testkit';
import { zip } from './archive.js';
import { answerName, answers, BANK, batchOf, ExchangeFixture, OTHER } from './testkit/exchange-fixture.js';
import type { FileExchange } from './file-exchange.js';

const fixture = new ExchangeFixture();

beforeAll(() => fixture.open());
beforeEach(() => fixture.reset());
afterEach(() => fixture.afterTest());
afterAll(() => fixture.close());

/** A file counts at the second look, when it has not changed. */
async function look(exchange: FileExchange, code = BANK): Promise<void> {
  await exchange.visit(code);
  await exchange.visit(code);
}

async function asked(exchange: FileExchange, count = 1) {
  const inquiry = await fixture.accept(...Array.from({ length: count }, () => ({ institutionCode: BANK })));
  await exchange.visit(BANK);
  const name = (await fixture.names('download')).at(-1)!;
  return { inquiry, numbers: inquiry.requests.map(({ requestNumber }) => requestNumber), name, batch: batchOf(name) };
}

const waitingRows = (): Promise<{ request_id: number; fetches: number; first_fetched_at: Date | null }[]> => rowsOf(fixture.database, 'SELECT * FROM mailbox ORDER BY request_id');

describe('requests', () => {
  it('while nothing may be sent nothing is packed or written; afterwards it is', async () => {
    let may = false;
    const exchange = fixture.exchange({}, fixture.database, () => may);
    await asked(exchange, 2).catch(() => undefined);
    expect([await fixture.names('download'), (await waitingRows()).map(({ fetches }) => fetches)]).toEqual([[], [0, 0]]);
    may = true;
    await exchange.visit(BANK);
    expect((await fixture.names('download')).length).toBe(1);
  });

  it('leave in one package with their documents and certificates, and count as handed over once it is in place', async () => {
    const exchange = fixture.exchange();
    const { inquiry, numbers, name } = await asked(exchange, 3);
    expect(await fixture.package(name)).toEqual({
      'requests.json': numbers.map((requestNumber) => ({ requestNumber, contractVersion: '7' })),
      'documents.json': [inquiry.documentNumber],
      'certificates.json': ['测试甲', '测试乙'],
    });
    expect(await waitingRows()).toMatchObject(numbers.map(() => ({ fetches: 1, first_fetched_at: expect.any(Date) as Date })));
    const [sent] = (await fixture.exchanges()).slice(-1);
    expect(sent).toMatchObject({ operation: 'ASK', direction: 'out', request_id: null });
    expect(sent?.sent_bytes).toEqual(await readFile(join(fixture.folder('download'), name)));
  });

  it('are packed once, however often the folder is visited', async () => {
    const exchange = fixture.exchange();
    await asked(exchange);
    await exchange.visit(BANK);
    expect(await fixture.names('download')).toHaveLength(1);
  });

  it('are packed again when they have had no answer for long', async () => {
    const exchange = fixture.exchange({ packAgainAfterMs: 0 });
    const { name } = await asked(exchange);
    await exchange.visit(BANK);
    const [first, second] = await fixture.names('download');
    expect(first).toBe(name);
    expect((await fixture.package(second!))['requests.json']).toEqual((await fixture.package(first!))['requests.json']);
  });

  it('of cases with other officers go in a package of their own', async () => {
    const exchange = fixture.exchange();
    await fixture.acceptElsewhere({ institutionCode: BANK });
    await fixture.acceptElsewhere({ institutionCode: BANK });
    await exchange.visit(BANK);
    expect(await fixture.names('download')).toHaveLength(2);
  });

  it('are for their institution only, and none leave while it is out of service', async () => {
    const exchange = fixture.exchange();
    await fixture.accept({ institutionCode: OTHER });
    await exchange.visit(BANK);
    expect(await fixture.names('download')).toEqual([]);
    fixture.registry.put(fixture.bank(OTHER, { state: 'out-of-service' }));
    await exchange.visit(OTHER);
    expect(await fixture.names('download', OTHER)).toEqual([]);
  });

  it('its contract cannot carry are ended as such; the others leave', async () => {
    const exchange = fixture.exchange();
    const inquiry = await fixture.accept({ institutionCode: BANK, sources: ['vehicle'] }, { institutionCode: BANK });
    await exchange.visit(BANK);
    expect(await fixture.outcomes(inquiry)).toEqual(['1 not-supported', null]);
    const [name] = await fixture.names('download');
    expect((await fixture.package(name!))['requests.json']).toMatchObject([{ requestNumber: inquiry.requests[1]!.requestNumber }]);
  });
});

describe('answers', () => {
  it('are durable, and only then the file is moved away', async () => {
    const exchange = fixture.exchange();
    const { inquiry, numbers, batch } = await asked(exchange, 2);
    await fixture.deliver(answerName(batch), [answers({ [numbers[0]!]: 'nothing-found', [numbers[1]!]: { kind: 'refused', reason: '资料不全' } })]);
    await look(exchange);
    expect(await fixture.outcomes(inquiry)).toEqual(['1 nothing-found', '1 refused']);
    expect(await fixture.names('upload')).toEqual([]);
    expect(await fixture.names('processed')).toEqual([answerName(batch)]);
    expect(await fixture.names('error')).toEqual([]);
    expect(await waitingRows()).toEqual([]);
    const rows = await rowsOf<{ via: string; sent_at: Date | null }>(fixture.database, 'SELECT via, sent_at FROM outcome WHERE inquiry_id = $1', [inquiry.inquiryId]);
    expect(rows).toMatchObject([{ via: 'file', sent_at: expect.any(Date) as Date }, { via: 'file' }]);
  });

  it('of one request only: what is missing goes on waiting, and the bank is told', async () => {
    const exchange = fixture.exchange();
    const { inquiry, numbers, batch } = await asked(exchange, 2);
    await fixture.deliver(answerName(batch), [answers({ [numbers[0]!]: 'nothing-found' })]);
    await look(exchange);
    expect(await fixture.outcomes(inquiry)).toEqual(['1 nothing-found', null]);
    expect((await fixture.package(`FAILED-${BANK}-${batch}.zip`))['failures.json']).toEqual([{ requestNumber: numbers[1], why: 'missing' }]);
    // The corrected package has the same name; what was answered in the first stands.
    await fixture.deliver(answerName(batch), [answers({ [numbers[0]!]: 'nothing-found', [numbers[1]!]: 'nothing-found' })]);
    await look(exchange);
    expect(await fixture.outcomes(inquiry)).toEqual(['1 nothing-found', '1 nothing-found']);
    expect(await fixture.names('processed')).toHaveLength(2);
  });

  it('with a broken file beside them: its requests are defective, with the reason in the folder', async () => {
    const exchange = fixture.exchange();
    const { inquiry, numbers, batch } = await asked(exchange, 2);
    await fixture.deliver(answerName(batch), [answers({ [numbers[0]!]: 'nothing-found' }), { name: 'second.json', content: Buffer.from('[{') }]);
    await look(exchange);
    expect(await fixture.outcomes(inquiry)).toEqual(['1 nothing-found', '1 defective unreadable']);
    expect(await readFile(join(fixture.folder('error'), `${answerName(batch)}.reason.txt`), 'utf8')).toMatch(/second\.json：不是JSON/);
  });

  it('to another institution\'s request, or to none, are told to be unknown', async () => {
    const exchange = fixture.exchange();
    const foreign = await fixture.accept({ institutionCode: OTHER });
    const { numbers, batch } = await asked(exchange);
    await fixture.deliver(answerName(batch), [answers({ [numbers[0]!]: 'nothing-found', [foreign.requests[0]!.requestNumber]: 'nothing-found', X: 'nothing-found' })]);
    await look(exchange);
    expect(await fixture.outcomes(foreign)).toEqual([null]);
    expect((await fixture.package(`FAILED-${BANK}-${batch}.zip`))['failures.json']).toMatchObject([{ why: 'unknown' }, { why: 'unknown' }]);
  });

  it('that the adapter stumbles over are defective', async () => {
    const exchange = fixture.exchange();
    const { inquiry, numbers, batch } = await asked(exchange);
    await fixture.deliver(answerName(batch), [answers({ [numbers[0]!]: { kind: 'refused', reason: 'throw' } })]);
    await look(exchange);
    expect(await fixture.outcomes(inquiry)).toEqual(['1 defective unreadable']);
  });

  it('in a package that cannot be read are defective, its bytes are kept, and a corrected one counts', async () => {
    const exchange = fixture.exchange();
    const { inquiry, numbers, batch } = await asked(exchange);
    const whole = await zip([answers({ [numbers[0]!]: 'nothing-found' })]);
    const broken = Buffer.concat([whole.subarray(0, 60), Buffer.alloc(10), whole.subarray(70)]);
    await fixture.deliver(answerName(batch), broken);
    await look(exchange);
    expect(await fixture.outcomes(inquiry)).toEqual(['1 defective unreadable']);
    expect(await fixture.names('error')).toEqual([answerName(batch), `${answerName(batch)}.reason.txt`]);
    expect((await fixture.exchanges()).find(({ direction }) => direction === 'in' )?.received_bytes).toBeDefined();
    const kept = await rowsOf<{ received_bytes: Buffer }>(fixture.database, 'SELECT e.* FROM exchange e JOIN outcome o ON o.exchange_id = e.id WHERE o.inquiry_id = $1', [inquiry.inquiryId]);
    expect((await openedRows(fixture.database, kept))[0]?.received_bytes).toEqual(broken);
    await fixture.deliver(answerName(batch), whole);
    await look(exchange);
    expect(await fixture.outcomes(inquiry)).toEqual(['2 nothing-found']);
  });

  it('still being written are left alone; cut off for ever, they are defective', async () => {
    const exchange = fixture.exchange();
    const { inquiry, numbers, batch } = await asked(exchange);
    const whole = await zip([answers({ [numbers[0]!]: 'nothing-found' })]);
    const path = join(fixture.folder('upload'), answerName(batch));
    await writeFile(path, whole.subarray(0, 50));
    await look(exchange);
    expect(await fixture.names('upload')).toEqual([answerName(batch)]);
    expect(await fixture.outcomes(inquiry)).toEqual([null]);
    await until(async () => {
      await exchange.visit(BANK);
      return (await fixture.names('upload')).length === 0;
    });
    expect(await fixture.outcomes(inquiry)).toEqual(['1 defective truncated']);
  });

  it.each([
    ['a bomb', (name: string) => zip([{ name, content: Buffer.alloc(99_000) }, { name: 'b', content: Buffer.alloc(99_000) }]), '1 defective oversized'],
    ['nothing in it', () => zip([{ name: 'a', content: Buffer.from('nothing') }]), '1 defective schema'],
    ['something the adapter breaks on', () => zip([{ name: 'a', content: Buffer.from('throw') }]), '1 defective unreadable'],
    ['too many bytes', () => Promise.resolve(Buffer.alloc(20_001)), '1 defective oversized'],
  ])('that are %s do not hold up the others', async (_, make, expected) => {
    const exchange = fixture.exchange();
    const { inquiry, batch } = await asked(exchange);
    const next = await asked(exchange);
    await fixture.deliver(answerName(batch), await make('a'));
    await fixture.deliver(answerName(next.batch), [answers({ [next.numbers[0]!]: 'nothing-found' })]);
    await look(exchange);
    expect(await fixture.outcomes(inquiry)).toEqual([expected]);
    expect(await fixture.outcomes(next.inquiry)).toEqual(['1 nothing-found']);
  });

  it('under a name that says nothing, or another bank, are set aside', async () => {
    const exchange = fixture.exchange();
    const { inquiry, numbers, batch } = await asked(exchange);
    const files = [answers({ [numbers[0]!]: 'nothing-found' })];
    await fixture.deliver('photo.zip', files);
    await fixture.deliver(answerName(batch, OTHER), files);
    await look(exchange);
    expect(await fixture.outcomes(inquiry)).toEqual([null]);
    expect((await fixture.names('error')).filter((name) => name.endsWith('.zip'))).toEqual([answerName(batch, OTHER), 'photo.zip']);
  });

  it('behind a link are never followed', async () => {
    const exchange = fixture.exchange();
    const { batch } = await asked(exchange);
    await symlink('/etc/hostname', join(fixture.folder('upload'), answerName(batch)));
    await look(exchange);
    expect(await fixture.names('upload')).toEqual([answerName(batch)]);
    expect(await fixture.names('error')).toEqual([]);
  });
});

describe('the same package twice', () => {
  it('with the same bytes counts once and leaves no second trace', async () => {
    const exchange = fixture.exchange();
    const { inquiry, numbers, batch } = await asked(exchange);
    const files = [answers({ [numbers[0]!]: 'nothing-found' })];
    await fixture.deliver(answerName(batch), files);
    await look(exchange);
    const traces = await fixture.exchanges();
    await fixture.deliver(answerName(batch), files);
    await look(exchange);
    expect(await fixture.exchanges()).toHaveLength(traces.length);
    expect(await fixture.outcomes(inquiry)).toEqual(['1 nothing-found']);
    expect(await fixture.names('processed')).toEqual([answerName(batch)]);
  });

  it('with other bytes is skipped: its name was taken; the bytes are kept', async () => {
    const exchange = fixture.exchange();
    const { inquiry, numbers, batch } = await asked(exchange);
    await fixture.deliver(answerName(batch), [answers({ [numbers[0]!]: 'nothing-found' })]);
    await look(exchange);
    await fixture.deliver(answerName(batch), [answers({ [numbers[0]!]: { kind: 'refused', reason: '改口' } })]);
    await look(exchange);
    expect(await fixture.outcomes(inquiry)).toEqual(['1 nothing-found']);
    expect(await fixture.names('processed')).toHaveLength(2);
    expect((await fixture.exchanges()).map(({ failure }) => failure)).toContain('name-already-taken');
  });
});

describe('dying', () => {
  it('between knowing a package and writing it: the next process writes it', async () => {
    const exchange = fixture.exchange();
    await exchange.visit(BANK);
    const download = fixture.folder('download');
    await chmod(download, 0o500);
    const inquiry = await fixture.accept({ institutionCode: BANK });
    if (process.getuid?.() === 0) await rm(download, { recursive: true }).then(() => writeFile(download, ''));
    await expect(exchange.visit(BANK)).rejects.toThrow('the folder cannot be used');
    expect(await waitingRows()).toMatchObject([{ fetches: expect.any(Number) as number, first_fetched_at: null }]);
    await rm(download, { recursive: true, force: true });
    await mkdir(download);
    await fixture.exchange().visit(BANK);
    expect(await fixture.names('download')).toHaveLength(1);
    expect((await fixture.package((await fixture.names('download'))[0]!))['requests.json']).toMatchObject([{ requestNumber: inquiry.requests[0]!.requestNumber }]);
  });

  it('between writing a package and noting it: the same package is written once more, with the same name and bytes', async () => {
    const { name } = await asked(fixture.exchange());
    const bytes = await readFile(join(fixture.folder('download'), name));
    await fixture.database.pool.query('UPDATE file_package SET placed_at = NULL WHERE name = $1', [name]);
    await fixture.exchange().visit(BANK);
    expect(await fixture.names('download')).toEqual([name]);
    expect(await readFile(join(fixture.folder('download'), name))).toEqual(bytes);
  });

  it('between the answers and moving the file: they count once', async () => {
    const exchange = fixture.exchange();
    const { inquiry, numbers, batch } = await asked(exchange, 2);
    await fixture.deliver(answerName(batch), [answers({ [numbers[0]!]: { kind: 'defective', defect: 'schema', detail: '缺少账号' } , [numbers[1]!]: 'nothing-found' })]);
    await look(exchange);
    const before = await fixture.exchanges();
    for (const state of ['partial', 'reading']) {
      await rename(join(fixture.folder('processed'), answerName(batch)), join(fixture.folder('upload'), answerName(batch)));
      await fixture.database.pool.query('UPDATE file_received SET state = $1', [state]);
      await look(fixture.exchange());
      expect(await fixture.outcomes(inquiry)).toEqual(['1 defective schema', '1 nothing-found']);
      expect(await fixture.names('processed')).toEqual([answerName(batch)]);
    }
    expect((await fixture.exchanges()).filter(({ direction }) => direction === 'in')).toHaveLength(before.filter(({ direction }) => direction === 'in').length);
  });

  it('of the database while a package is taken: the file stays, and is taken when it is back', async () => {
    const { inquiry, numbers, batch } = await asked(fixture.exchange());
    await fixture.deliver(answerName(batch), [answers({ [numbers[0]!]: 'nothing-found' })]);
    const exchange = fixture.exchange({}, fixture.breakable.database);
    await exchange.visit(BANK);
    fixture.breakable.cut();
    await expect(exchange.visit(BANK)).rejects.toThrow();
    expect(await fixture.names('upload')).toEqual([answerName(batch)]);
    fixture.breakable.restore();
    await until(async () => {
      await exchange.visit(BANK).catch(() => undefined);
      return (await fixture.names('upload')).length === 0;
    });
    expect(await fixture.outcomes(inquiry)).toEqual(['1 nothing-found']);
  });
});

describe('running by itself', () => {
  it('an institution whose folder is not there costs the others nothing, and is visited once it is', async () => {
    fixture.registry.put(fixture.bank(OTHER, { endpoint: `file://${fixture.base}/later` }));
    const exchange = fixture.exchange({ longestPauseMs: 200 });
    await fixture.accept({ institutionCode: OTHER }, { institutionCode: BANK });
    exchange.start();
    await until(async () => (await fixture.names('download')).length === 1);
    expect(fixture.lines.filter((line) => line.includes('cannot be used')).join()).toContain(OTHER);
    expect(await waitingRows()).toMatchObject([{ fetches: 0 }, { fetches: 1 }]);
    await mkdir(join(fixture.base, 'later'));
    await until(async () => (await fixture.names(`../later/${OTHER}/download`)).length >= 0 && (await waitingRows()).every(({ fetches }) => fetches === 1));
  });

  it('two processes never pack the same request twice', async () => {
    const [one, two] = [fixture.exchange({ pollMs: 20 }), fixture.exchange({ pollMs: 20 })];
    one.start();
    two.start();
    const inquiries = [];
    for (let i = 0; i < 5; i += 1) inquiries.push(await fixture.accept({ institutionCode: BANK }, { institutionCode: BANK }));
    await until(async () => (await waitingRows()).every(({ first_fetched_at }) => first_fetched_at !== null));
    const packed = (await Promise.all((await fixture.names('download')).map(async (name) => (await fixture.package(name))['requests.json'] as { requestNumber: string }[]))).flat();
    expect(packed.map(({ requestNumber }) => requestNumber).sort()).toEqual(inquiries.flatMap(({ requests }) => requests.map(({ requestNumber }) => requestNumber)).sort());
  });

  it('nothing of a person stands in the log', async () => {
    const exchange = fixture.exchange();
    const { inquiry, batch } = await asked(exchange);
    await fixture.deliver(answerName(batch), [answers({ 某人的姓名: 'nothing-found' })]);
    await look(exchange);
    expect(fixture.lines.length).toBeGreaterThan(0);
    const { name } = inquiry.requests[0]!.snapshot.subjects[0]!;
    for (const line of [...fixture.lines, await readFile(join(fixture.folder('error'), `${answerName(batch)}.reason.txt`), 'utf8')]) expect(line).not.toMatch(new RegExp(`某人的姓名|${name}`));
  });
});
