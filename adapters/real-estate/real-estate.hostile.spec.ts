import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { OUTCOME_KINDS, type PullVerb, type QueryOutcome } from '#contracts/adapter';
import { adapter } from './index.js';
import { request } from './testkit/questions.js';
import { decode, encode, encodeClear, wrap } from './testkit/wire-image.js';

const SEED = 20260301;
const FEEDS: readonly PullVerb[] = ['feed-query', 'feed-control', 'feed-receipt'];
const SAYS = ['found', 'nothing-found', 'refused'];
const golden = (file: string): string => readFileSync(new URL(`golden/${file}.xml`, import.meta.url), 'utf8').trimEnd();

/** What the gateway would keep: the outcome of our request, or why there is none. */
function read(message: string, verb: PullVerb = 'feed-query'): QueryOutcome | { readonly kind: 'refused-message'; readonly cause: string } {
  const reading = adapter.readFeedback(verb, message);
  if (reading.state === 'unreadable') {
    expect(reading.detail.length).toBeLessThan(200);
    return { kind: 'refused-message', cause: reading.cause };
  }
  const outcomes = reading.value.map((entry) => entry.interpret(request));
  for (const outcome of outcomes) {
    expect(OUTCOME_KINDS).toContain(outcome.kind);
    const words = 'detail' in outcome ? `${outcome.detail ?? ''}${'wireStatus' in outcome ? outcome.wireStatus : ''}` : '';
    expect(words.includes('林试样') || words.includes('330106') || words.length > 200).toBe(false);
  }
  const own = reading.value.findIndex(({ requestNumber }) => requestNumber === request.requestNumber);
  return outcomes[own] ?? { kind: 'refused-message', cause: 'unknown-request' };
}

describe.each([
  ['coded', encode],
  ['in clear', encodeClear],
] as const)('a message %s, damaged on its way', (_, image) => {
  it.each(['nothing-found', 'refused', 'lookup-failed', 'organisation'])('%s, cut inside the document, says nothing', (file) => {
    const bytes = Buffer.from(image(golden(file)), 'base64');
    for (let length = 0; length < bytes.length; length += 1) expect(read(wrap(bytes.subarray(0, length))).kind).toBe('refused-message');
  });

  it('a long answer, cut anywhere, says nothing', () => {
    const message = image(golden('found'));
    for (let length = 0; length < message.length; length += 37) expect(read(message.slice(0, length)).kind).toBe('refused-message');
  });
});

describe('bits changed on the way', () => {
  it.each(['nothing-found', 'refused', 'lookup-failed'])('%s with any one bit changed never says something else', (file) => {
    const message = Buffer.from(encode(golden(file)));
    const { kind } = read(message.toString('latin1'));
    for (let bit = 0; bit < message.length * 8; bit += 1) {
      const changed = Buffer.from(message);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const outcome = read(changed.toString('latin1'));
      if (SAYS.includes(outcome.kind) && outcome.kind !== kind) throw new Error(`bit ${bit}: ${kind} became ${outcome.kind}`);
    }
  });

  it.each(['found', 'only-registrations', 'nothing-found', 'refused', 'contradictory-code'])('%s with some bits changed never says something else', (file) => {
    const message = Buffer.from(encode(golden(file)));
    const { kind } = read(message.toString('latin1'));
    const flips = fc.array(fc.tuple(fc.nat(message.length - 1), fc.integer({ min: 0, max: 7 })), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(flips, (places) => {
        const changed = Buffer.from(message);
        for (const [at, bit] of places) changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        const outcome = read(changed.toString('latin1'));
        if (SAYS.includes(outcome.kind)) expect(outcome.kind).toBe(kind);
      }),
      { seed: SEED, numRuns: 600 },
    );
  });

  it('another character set is refused, inside and outside', () => {
    const clear = golden('nothing-found');
    expect(read(wrap(iconv.encode(clear, 'gbk'))).kind).toBe('refused-message');
    expect(read(encode(clear, 'utf16le')).kind).toBe('refused-message');
    expect(read(clear).kind).toBe('refused-message');
    const gbkLeaves = golden('refused').replace(/>([^<>\n]+)<\//g, (_, value: string) => `>${iconv.encode(value, 'gbk').toString('base64')}</`);
    expect(SAYS).not.toContain(read(wrap(Buffer.from(gbkLeaves))).kind);
  });
});

describe('a hostile message', () => {
  const inside = (xml: string): string => wrap(Buffer.from(xml));
  const row = `<BDCCXJG><CXQQDH>${Buffer.from(request.requestNumber).toString('base64')}</CXQQDH><RESULT>MDAwMA==</RESULT></BDCCXJG>`;

  it.each([
    ['a document type', `<!DOCTYPE BDCFKLIST [<!ENTITY x SYSTEM "file:///etc/hostname">]><BDCFKLIST>${row}</BDCFKLIST>`, 'hostile'],
    ['growing entities', `<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><BDCFKLIST>&b;${row}</BDCFKLIST>`, 'hostile'],
    ['an undefined entity', `<BDCFKLIST>&nbsp;${row}</BDCFKLIST>`, 'hostile'],
    ['a processing instruction', `<BDCFKLIST><?run now?>${row}</BDCFKLIST>`, 'hostile'],
    ['nesting', `<BDCFKLIST>${'<BDCCXJG>'.repeat(100_000)}`, 'hostile'],
    ['many elements', `<BDCFKLIST>${'<BDCCXJG/>'.repeat(200_001)}</BDCFKLIST>`, 'oversized'],
    ['many attributes', `<BDCFKLIST ${Array.from({ length: 200 }, (_, i) => `a${i}="1"`).join(' ')}>${row}</BDCFKLIST>`, 'oversized'],
  ])('with %s is refused', (_, xml, cause) => {
    for (const verb of FEEDS) expect(read(inside(xml), verb)).toEqual({ kind: 'refused-message', cause });
  });

  it('larger than the manifest allows is refused', () => {
    expect(read('QUJD'.repeat(adapter.manifest.limits.maxMessageBytes / 3 + 10))).toMatchObject({ cause: 'oversized' });
  });

  it('with thousands of rows on one unit is judged without delay that grows with their square', () => {
    const rows = (list: string, count: number, fields: (i: number) => string): string =>
      `<${list}LIST>${Array.from({ length: count }, (_, i) => `<${list}><BDCDYH>330106001001GB00012F00010008</BDCDYH>${fields(i)}</${list}>`).join('')}</${list}LIST>`;
    const clear = `<BDCFKLIST><BDCCXJG><CXQQDH>${request.requestNumber}</CXQQDH><RESULT>0000</RESULT>${rows('FDCQ', 20_000, (i) => `<BDCQZH>${i}</BDCQZH>`)}${rows('CFDJ', 20_000, (i) => `<CFWH>${i}</CFWH>`)}${rows('QLRXX', 2_000, (i) => `<SXH>${i}</SXH><QLRMC>林试样</QLRMC>`)}</BDCCXJG></BDCFKLIST>`;
    const outcome = read(encodeClear(clear));
    expect(outcome.kind === 'found' && new Set(outcome.assets.map(({ reference }) => reference)).size).toBe(20_000);
  });
});

describe('whatever comes, nothing throws', () => {
  it('any text in any parameter', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.base64String({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => wrap(bytes)),
      fc.string({ unit: 'binary', maxLength: 60 }).map((value) => wrap(Buffer.from(`<BDCFKLIST><BDCCXJG><CXQQDH>${value}</CXQQDH></BDCCXJG></BDCFKLIST>`))),
    );
    fc.assert(
      fc.property(text, (parameter) => {
        adapter.readCredentials(parameter);
        for (const { verb } of adapter.service.operations) {
          adapter.readKey(verb, parameter);
          if (FEEDS.includes(verb)) read(parameter, verb);
        }
      }),
      { seed: SEED, numRuns: 1500 },
    );
  });

  it('any values in any fields of any list', () => {
    const names = ['BDCDYH', 'ZL', 'FDZL', 'JZMJ', 'SYQMJ', 'MJDW', 'YT', 'GHYT', 'QLXZ', 'JGSJ', 'BDCQZH', 'DYFS', 'DYQR', 'BDBZZQSE', 'ZWLXQSSJ', 'CFLX', 'CFQSSJ', 'CFJG', 'QLRMC', 'ZJH', 'QSZT', 'GYFS', 'QLBL', 'DYBDCLX'];
    const value = fc.oneof(
      fc.constantFrom('', '0', '1', '2', '102', '89.50', '1e9', 'null', '350万元', '2020-02-30', '2020/01/01', '330106001001GB00012F00010008', '330106001001GB00012W00000000', '林试样', '330106197906127430', '林样试', '\u{20BB7}', 'MDAwMA=='),
      fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[&<>]/g, '')),
    );
    const leaves = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 8 }).map((record) => Object.entries(record).map(([name, text]) => `<${name}>${text}</${name}>`).join(''));
    const holders = fc.array(leaves, { maxLength: 2 }).map((all) => (all.length === 0 ? '' : `<QLRXXLIST>${all.map((own) => `<QLRXX>${own}</QLRXX>`).join('')}</QLRXXLIST>`));
    const list = fc.tuple(fc.constantFrom('FDCQ', 'JSYDSYQ', 'TDSYQ', 'HYSYQ', 'GJZWSYQ', 'LQ', 'DYAQ', 'YGDJ', 'CFDJ', 'QLRXX', 'TXQ'), leaves, holders).map(([name, own, held]) => `<${name}LIST><${name}>${own}${held}</${name}></${name}LIST>`);
    const result = fc.constantFrom('0000', '0000', '0000', '2040', '1001', '');
    const message = fc.constantFrom('', '成功', '业务审核未通过', '查询异常');
    const record = fc.tuple(result, message, fc.array(list, { maxLength: 4 })).map(([code, words, lists]) => `<BDCCXJG><CXQQDH>${request.requestNumber}</CXQQDH><RESULT>${code}</RESULT><MESSAGE>${words}</MESSAGE>${lists.join('')}</BDCCXJG>`);
    const kinds = new Set<string>();
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 2 }), fc.boolean(), (records, coded) => {
        const outcome = read((coded ? encode : encodeClear)(`<BDCFKLIST>${records.join('')}</BDCFKLIST>`));
        kinds.add(outcome.kind);
        if (outcome.kind === 'found') expect(new Set(outcome.assets.map(({ reference }) => reference)).size).toBe(outcome.assets.length);
      }),
      { seed: SEED, numRuns: 2000 },
    );
    expect([...kinds]).toEqual(expect.arrayContaining(['found', 'nothing-found', 'refused', 'defective', 'unconfirmed', 'unavailable']));
  });
});

describe('what we write', () => {
  it('is read as it was meant, whatever stands in a request', () => {
    const name = fc.array(fc.constantFrom(...'林试样䶮㑇𠮷·（）()&<>"\'\\/%{}= 　ABcd€é'), { minLength: 1, maxLength: 20 }).map((characters) => characters.join(''));
    fc.assert(
      fc.property(name, name, (subjectName, officerName) => {
        const question = { ...request, subject: { ...request.subject, name: subjectName }, officers: [{ ...request.officers[0]!, name: officerName }] };
        const query = decode(adapter.renderQueryList([adapter.renderQuery(question)])).children[1]?.children[0]?.children[0];
        const text = (field: string): string | undefined => query?.children.find((leaf) => leaf.name === field)?.attributes['text'];
        expect([text('XM'), text('CBR')]).toEqual([subjectName, officerName]);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it.each([
    ['a passport after a document without code', [{ type: 'other', number: 'X1' }, { type: 'foreign-passport', number: 'E12345678' }], ['3', 'E12345678']],
    ['only a document without code', [{ type: 'foreigner-permanent-residence', number: 'ABC1' }], ['99', 'ABC1']],
    ['a type of a later version', [{ type: 'constructor', number: '1' }], ['99', '1']],
    ['no document', [], [undefined, undefined]],
  ])('a person with %s is asked about by what the contract can say', (_, documents, expected) => {
    const question = { ...request, subject: { ...request.subject, documents }, officers: [] };
    const query = decode(adapter.renderQueryList([adapter.renderQuery(question)])).children[1]?.children[0]?.children[0];
    expect(['ZJZL', 'ZJH'].map((field) => query?.children.find((leaf) => leaf.name === field)?.attributes['text'])).toEqual(expected);
  });
});
