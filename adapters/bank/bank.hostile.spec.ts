import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { OUTCOME_KINDS, type PullVerb, type QueryOutcome } from '#contracts/adapter';
import { decode, encode, wrap } from '#libs/convert-data-testkit';
import { adapter } from './index.js';
import { request } from './testkit/questions.js';

const SEED = 20260301;
const FEEDS: readonly PullVerb[] = ['feed-query', 'feed-control', 'feed-transactions', 'return-request'];
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
    expectNobodyNamed(outcome);
  }
  const own = reading.value.findIndex(({ requestNumber }) => requestNumber === request.requestNumber);
  return outcomes[own] ?? { kind: 'refused-message', cause: 'unknown-request' };
}

/** What may be logged of an outcome. */
function expectNobodyNamed(outcome: QueryOutcome): void {
  const words = 'detail' in outcome ? `${outcome.detail ?? ''}${'wireStatus' in outcome ? outcome.wireStatus : ''}` : '';
  expect(words.includes('林试样') || words.includes('330106') || words.length > 200).toBe(false);
}

const SAYS = ['found', 'nothing-found', 'refused'];

describe('a message damaged on its way', () => {
  it.each(['found', 'nothing-found', 'refused', 'v0'])('%s, cut anywhere, says nothing', (file) => {
    const message = encode(golden(file));
    for (let length = 0; length < message.length; length += 1) {
      const outcome = read(message.slice(0, length));
      if (outcome.kind !== 'refused-message') throw new Error(`${length} characters are read as ${outcome.kind}`);
    }
  });

  it.each(['found', 'nothing-found', 'refused', 'query-failed'])('%s, cut inside the document, says nothing', (file) => {
    const bytes = Buffer.from(encode(golden(file)), 'base64');
    for (let length = 0; length < bytes.length; length += 1) {
      expect(read(wrap(bytes.subarray(0, length))).kind).toBe('refused-message');
    }
  });

  it.each(['nothing-found', 'refused', 'query-failed'])('%s with any one bit changed never says something else', (file) => {
    const message = Buffer.from(encode(golden(file)));
    const { kind } = read(message.toString('latin1'));
    for (let bit = 0; bit < message.length * 8; bit += 1) {
      const changed = Buffer.from(message);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const outcome = read(changed.toString('latin1'));
      if (SAYS.includes(outcome.kind) && outcome.kind !== kind) throw new Error(`bit ${bit}: ${kind} became ${outcome.kind}`);
    }
  });

  it.each(['found', 'v0', 'v1', 'nothing-found', 'refused'])('%s with some bits changed never says something else', (file) => {
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
      { seed: SEED, numRuns: 1000 },
    );
  });

  it('in another encoding is refused', () => {
    expect(read(encode(golden('nothing-found'), 'utf16')).kind).toBe('refused-message');
    expect(read(golden('nothing-found')).kind).toBe('refused-message');
    expect(read(Buffer.from(golden('nothing-found')).toString('base64')).kind).toBe('refused-message'); // values in clear
    expect(read(encode(golden('nothing-found'), 'big5')).kind).not.toBe('found');
  });
});

describe('a hostile message', () => {
  const inside = (xml: string): string => wrap(Buffer.from(xml, 'latin1'));
  const row = `<zhxx BDHM="${Buffer.from(request.requestNumber).toString('base64')}" CCXH="MQ==" KHZH="MTIzNA=="/>`;

  it.each([
    ['a document type', `<!DOCTYPE zhxxList [<!ENTITY x SYSTEM "file:///etc/passwd">]><zhxxList>${row}</zhxxList>`, 'hostile'],
    ['growing entities', `<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><zhxxList>&b;${row}</zhxxList>`, 'hostile'],
    ['an undefined entity', `<zhxxList>&nbsp;${row}</zhxxList>`, 'hostile'],
    ['a processing instruction', `<zhxxList><?run now?>${row}</zhxxList>`, 'hostile'],
    ['nesting', `<zhxxList>${'<zhxx>'.repeat(100_000)}`, 'hostile'],
    ['many elements', `<zhxxList>${'<zhxx/>'.repeat(200_001)}</zhxxList>`, 'oversized'],
    ['many attributes', `<zhxxList><zhxx ${Array.from({ length: 200 }, (_, i) => `a${i}="QQ=="`).join(' ')}/></zhxxList>`, 'oversized'],
    ['one attribute after another under the same name', `<zhxxList><zhxx BDHM="QQ==" BDHM="QQ=="/></zhxxList>`, 'malformed'],
  ])('with %s is refused', (_, xml, cause) => {
    for (const verb of FEEDS) {
      expect(read(inside(xml), verb)).toEqual({ kind: 'refused-message', cause });
    }
  });

  it('larger than the manifest allows is refused', () => {
    expect(read('QUJD'.repeat(adapter.manifest.limits.maxMessageBytes / 3 + 10))).toMatchObject({ cause: 'oversized' });
  });

  it('with many rows that all clash is judged without delay that grows with their square', () => {
    const value = (text: string): string => Buffer.from(text).toString('base64');
    const bdhm = value(request.requestNumber);
    const rows = Array.from({ length: 20_000 }, (_, i) => `<zhxx BDHM="${bdhm}" CCXH="${value(String(i))}" KHZH="${value('1234')}"><jrxxList><jrxx ZCXH="MQ==" JRCPBH="QQ=="/></jrxxList><djxxList><djxx ZCXH="MQ==" JRCPBH="QQ=="/></djxxList></zhxx>`);
    const outcome = read(inside(`<zhxxList>${rows.join('')}</zhxxList>`));
    expect(outcome.kind === 'found' && new Set(outcome.assets.map(({ reference }) => reference)).size).toBe(40_000);
  });
});

describe('whatever comes, nothing throws', () => {
  it('any text in any parameter', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.base64String({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => wrap(bytes)),
      fc.string({ unit: 'binary', maxLength: 60 }).map((value) => wrap(Buffer.from(`<zhxxList><zhxx BDHM="QQ==" KHZH="${value}"/></zhxxList>`))),
    );
    fc.assert(
      fc.property(text, (parameter) => {
        adapter.readCredentials(parameter);
        for (const { verb } of adapter.service.operations) {
          adapter.readKey(verb, parameter);
          if (FEEDS.includes(verb)) read(parameter, verb);
        }
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it('any values in any fields', () => {
    const names = ['CCXH', 'KHZH', 'CCLB', 'ZHZT', 'KHRQ', 'XHRQ', 'BZ', 'YE', 'KYYE', 'FKSJ', 'SFTZ', 'BEIZ', 'XM', 'DSRZJHM', 'ZCXH', 'JRCPBH', 'SE', 'KYSE', 'JLDW', 'ZCDWJG', 'ZCZJE', 'CPXSZL', 'CLR', 'CSXH', 'DJJE', 'DJJZRQ', 'SFBDJ', 'QLJE', 'JE', 'JYSJ', 'ZJLX', 'XCHTYY', '__proto__', 'constructor'];
    const value = fc.oneof(
      fc.constantFrom('', '0', '1', '-1', '0.00', '1.005', '99999999999999999999', '1e9', 'NaN', '156', '人民币', '查无开户信息', '查询异常', '2020-02-30', '2020/01/01', '9999-12-31', '6222021202000000019', '是', '元', '00', '\u{20BB7}'),
      fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/["&<>]/g, '')),
    );
    const number = fc.oneof(fc.constantFrom('查无开户信息', '查询异常', '业务审核未通过', '6222021202000000019'), value);
    const attributes = fc.tuple(fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 8 }), fc.option(number, { freq: 2 })).map(([record, khzh]) => Object.entries(khzh === null ? record : { ...record, KHZH: khzh }).map(([name, text]) => ` ${name}="${text}"`).join(''));
    const child = fc.tuple(fc.constantFrom('jrxx', 'djxx', 'qlxx', 'glxx', 'wlxx', 'hzxx', 'abxx'), fc.array(attributes, { maxLength: 3 })).map(([name, rows]) => `<${name}List>${rows.map((own) => `<${name}${own}/>`).join('')}</${name}List>`);
    const row = fc.tuple(fc.constantFrom('zhxx', 'wlxx', 'kzxx', 'htxx'), attributes, fc.array(child, { maxLength: 3 })).map(([name, own, children]) => ({ name, xml: `<${name} BDHM="${request.requestNumber}"${own}>${children.join('')}</${name}>` }));
    const kinds = new Set<string>();
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), fc.constantFrom('gbk', 'utf8', 'gb18030'), (rows, charset) => {
        const root = `${rows[0]?.name ?? ''}List`;
        const message = encode(`<${root}>${rows.map(({ xml }) => xml).join('')}</${root}>`, charset);
        for (const verb of FEEDS) kinds.add(read(message, verb).kind);
      }),
      { seed: SEED, numRuns: 2000 },
    );
    expect([...kinds]).toEqual(expect.arrayContaining(['found', 'nothing-found', 'refused', 'defective', 'unconfirmed', 'unavailable']));
  });
});

const NOTHING: { readonly attributes: Readonly<Record<string, string>> } = { attributes: {} };

describe('what we write', () => {
  it('is read by a GBK system as it was meant, whatever stands in a request, and rare characters are never question marks', () => {
    const name = fc.array(fc.constantFrom(...'林试样䶮㑇·（）()&<>"\'\\/%{}= 　ABcd€é'), { minLength: 1, maxLength: 20 }).map((characters) => characters.join(''));
    fc.assert(
      fc.property(name, name, (subjectName, officerName) => {
        const question = { ...request, subject: { ...request.subject, name: subjectName }, officers: [{ ...request.officers[0]!, name: officerName }] };
        const { attributes } = decode(adapter.renderQueryList([adapter.renderQuery(question)])).children[0] ?? NOTHING;
        expect([attributes['XM'], attributes['CBR']]).toEqual([subjectName, officerName]);
      }),
      { seed: SEED, numRuns: 500 },
    );
    const rare = adapter.renderQuery({ ...request, subject: { ...request.subject, name: '张𠮷' } });
    expect(rare).toContain(`XM="${Buffer.from([0xd5, 0xc5, 0x95, 0x34, 0xb2, 0x35]).toString('base64')}"`);
  });

  it.each([
    ['a passport before a document without code', [{ type: 'other', number: 'X1' }, { type: 'chinese-passport', number: 'E12345678' }], ['03', 'E12345678']],
    ['only a document without code', [{ type: 'foreigner-permanent-residence', number: 'ABC123456789012' }], ['', 'ABC123456789012']],
    ['no document', [], ['', '']],
    ['a type of a later version', [{ type: 'fingerprint', number: '1' }], ['', '1']],
  ])('a person with %s is asked about by what the contract can say', (_, documents, expected) => {
    const question = { ...request, subject: { ...request.subject, documents }, officers: [] };
    const { attributes } = decode(adapter.renderQueryList([adapter.renderQuery(question)])).children[0] ?? NOTHING;
    expect([attributes['ZJLX'], attributes['DSRZJHM']]).toEqual(expected);
  });
});
