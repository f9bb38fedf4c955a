import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { OUTCOME_KINDS, type PullAdapter, type PullVerb, type QueryOutcome, type QueryRequest } from '#contracts/adapter';
import { encode, wrap } from './wire-image.js';

const SEED = 20260301;
const SAYS = ['found', 'nothing-found', 'refused'];

export interface HostileFixtures {
  /** The adapter's folder, with trailing slash. */
  readonly folder: URL;
  readonly request: QueryRequest;
  /** Golden answers that say something, without `.xml`: at least `found` and `nothing-found`. */
  readonly answers: readonly string[];
  /** Attributes of rows and their children that the fuzz fills with anything. */
  readonly fields: readonly string[];
  /** Children of a row, without `List`. */
  readonly children: readonly string[];
  /** Kinds of outcome that filling fields at random must reach, so that the fuzz is known to get inside. */
  readonly reaches: readonly QueryOutcome['kind'][];
}

type Read = QueryOutcome | { readonly kind: 'refused-message'; readonly cause: string };

/** What a feedback reader of this family must hold however a message was damaged or meant: nothing throws, nothing is guessed. */
export function describeHostileFeedback(adapter: PullAdapter, fixtures: HostileFixtures): void {
  const { request } = fixtures;
  const golden = (file: string): string => readFileSync(new URL(`golden/${file}.xml`, fixtures.folder), 'utf8').trimEnd();
  const verbs = adapter.service.operations.map(({ verb }) => verb);
  const feeds = verbs.filter((verb) => verb.startsWith('feed-') || verb === 'return-request');
  const words = fixtures.answers.filter((file) => file !== 'found');

  /** What the gateway would keep: the outcome of our request, or why there is none. */
  const read = (message: string, verb: PullVerb = 'feed-query'): Read => {
    const reading = adapter.readFeedback(verb, message);
    if (reading.state === 'unreadable') {
      expect(reading.detail.length).toBeLessThan(200);
      return { kind: 'refused-message', cause: reading.cause };
    }
    const outcomes = reading.value.map((entry) => entry.interpret(request));
    for (const outcome of outcomes) {
      expect(OUTCOME_KINDS).toContain(outcome.kind);
      expectNobodyNamed(outcome, request);
      if (outcome.kind === 'found') expect(new Set(outcome.assets.map(({ reference }) => reference)).size).toBe(outcome.assets.length);
    }
    return outcomes[reading.value.findIndex(({ requestNumber }) => requestNumber === request.requestNumber)] ?? { kind: 'refused-message', cause: 'unknown-request' };
  };

  describe('a message damaged on its way', () => {
    it.each(fixtures.answers)('%s, cut anywhere inside or out, says nothing', (file) => {
      const message = encode(golden(file));
      const bytes = Buffer.from(message, 'base64');
      for (let length = 0; length < message.length; length += 1) expect(read(message.slice(0, length)).kind).toBe('refused-message');
      for (let length = 0; length < bytes.length; length += 1) expect(read(wrap(bytes.subarray(0, length))).kind).toBe('refused-message');
    });

    it.each(words)('%s with any one bit changed never says something else', (file) => {
      const message = Buffer.from(encode(golden(file)));
      const { kind } = read(message.toString('latin1'));
      for (let bit = 0; bit < message.length * 8; bit += 1) {
        const changed = Buffer.from(message);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const outcome = read(changed.toString('latin1'));
        if (SAYS.includes(outcome.kind) && outcome.kind !== kind) throw new Error(`bit ${bit}: ${kind} became ${outcome.kind}`);
      }
    });

    it.each(fixtures.answers)('%s with some bits changed, cut and put together again never says something else', (file) => {
      const message = Buffer.from(encode(golden(file)));
      const { kind } = read(message.toString('latin1'));
      const flips = fc.array(fc.tuple(fc.nat(message.length - 1), fc.integer({ min: 0, max: 7 })), { minLength: 1, maxLength: 4 });
      const swapped = fc.tuple(fc.nat(message.length), fc.nat(message.length), fc.boolean());
      fc.assert(
        fc.property(flips, swapped, (places, [one, other, isSwapped]) => {
          let changed = Buffer.from(message);
          for (const [at, bit] of places) changed[at] = (changed[at] ?? 0) ^ (1 << bit);
          if (isSwapped) changed = Buffer.concat([changed.subarray(Math.min(one, other)), changed.subarray(0, Math.max(one, other))]);
          const outcome = read(changed.toString('latin1'));
          if (SAYS.includes(outcome.kind)) expect(outcome.kind).toBe(kind);
        }),
        { seed: SEED, numRuns: 800 },
      );
    });

    it.each(words)('%s in another encoding is refused, or means the same', (file) => {
      const { kind } = read(encode(golden(file)));
      expect(read(encode(golden(file), 'utf8')).kind).toBe(kind);
      expect(read(encode(golden(file), 'utf16')).kind).toBe('refused-message');
      expect(read(golden(file)).kind).toBe('refused-message');
      expect(read(Buffer.from(golden(file)).toString('base64')).kind).toBe('refused-message'); // values in clear
      expect(['refused-message', 'unconfirmed', 'defective', kind]).toContain(read(encode(golden(file), 'big5')).kind);
    });
  });

  describe('a hostile message', () => {
    const inside = (xml: string): string => wrap(Buffer.from(xml, 'latin1'));
    const value = (text: string): string => Buffer.from(text).toString('base64');
    const row = `<zhxx BDHM="${value(request.requestNumber)}" CCXH="MQ==" KHZH="MTIzNA=="/>`;

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
      for (const verb of feeds) expect(read(inside(xml), verb)).toEqual({ kind: 'refused-message', cause });
    });

    it('larger than the manifest allows is refused', () => {
      expect(read('QUJD'.repeat(adapter.manifest.limits.maxMessageBytes / 3 + 10))).toMatchObject({ cause: 'oversized' });
    });

    it('with as many rows and children as are read is judged without delay that grows with their square', () => {
      const lists = fixtures.children.map((name) => `<${name}List><${name} BEIZ="QQ=="/><${name}/></${name}List>`).join('');
      const rows = Array.from({ length: 15_000 }, (_, i) => `<zhxx BDHM="${value(request.requestNumber)}" CCXH="${value(String(i))}" KHZH="${value('1234')}">${lists}</zhxx>`);
      const outcome = read(inside(`<zhxxList>${rows.join('')}</zhxxList>`));
      expect(outcome.kind === 'found' && outcome.assets.length).toBeGreaterThanOrEqual(15_000);
    });
  });

  describe('whatever comes, nothing throws', () => {
    it('any text in any parameter', () => {
      const text = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.base64String({ maxLength: 200 }),
        fc.uint8Array({ maxLength: 200 }).map((bytes) => wrap(bytes)),
        fc.string({ unit: 'binary', maxLength: 60 }).map((content) => wrap(Buffer.from(`<zhxxList><zhxx BDHM="QQ==" KHZH="${content}"/></zhxxList>`))),
      );
      fc.assert(
        fc.property(text, (parameter) => {
          adapter.readCredentials(parameter);
          for (const verb of verbs) {
            adapter.readKey(verb, parameter);
            if (feeds.includes(verb)) read(parameter, verb);
          }
        }),
        { seed: SEED, numRuns: 1000 },
      );
    });

    it('any values in any fields', () => {
      const { fields, children } = fixtures;
      const value = fc.oneof(
        fc.constantFrom('', '0', '1', '-1', '0.0000', '1.0050', '99999999999999999999', '1e9', 'NaN', '156', '人民币', '查无开户信息', '查询异常', '2020-02-30', '2020/01/01', '9999-12-31', '是', '否', '100.00份', '12.5元', '余额宝', '\u{20BB7}'),
        fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/["&<>]/g, '')),
      );
      const names = [...fields, '__proto__', 'constructor', 'toString'];
      const number = fc.oneof(fc.constantFrom('查无开户信息', '查询异常', '业务审核未通过', '6222021202000000019', 'a@b'), value);
      const attributes = fc.tuple(fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 8 }), fc.option(number, { freq: 3 })).map(([record, khzh]) =>
        Object.entries(khzh === null ? record : { ...record, KHZH: khzh })
          .map(([name, text]) => ` ${name}="${text}"`)
          .join(''),
      );
      const child = fc.tuple(fc.constantFrom(...children, 'hzxx', 'abxx'), fc.array(attributes, { maxLength: 3 })).map(([name, rows]) => `<${name}List>${rows.map((own) => `<${name}${own}/>`).join('')}</${name}List>`);
      const row = fc.tuple(fc.constantFrom('zhxx', 'zhxx', 'kzxx', 'htxx'), attributes, fc.array(child, { maxLength: 3 })).map(([name, own, inner]) => ({ name, xml: `<${name} BDHM="${request.requestNumber}"${own}>${inner.join('')}</${name}>` }));
      const kinds = new Set<string>();
      fc.assert(
        fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), fc.constantFrom('gbk', 'utf8', 'gb18030'), (rows, charset) => {
          const root = `${rows[0]?.name ?? ''}List`;
          const message = encode(`<${root}>${rows.map(({ xml }) => xml).join('')}</${root}>`, charset);
          for (const verb of feeds) kinds.add(read(message, verb).kind);
        }),
        { seed: SEED, numRuns: 1500 },
      );
      expect([...kinds]).toEqual(expect.arrayContaining([...fixtures.reaches]));
    });
  });
}

/** What may be logged of an outcome. */
function expectNobodyNamed(outcome: QueryOutcome, { subject }: QueryRequest): void {
  const words = 'detail' in outcome ? `${outcome.detail ?? ''}${'wireStatus' in outcome ? outcome.wireStatus : ''}` : '';
  expect(words.length).toBeLessThanOrEqual(200);
  for (const personal of [subject.name, ...subject.documents.map(({ number }) => number.slice(0, 6))]) expect(words.includes(personal)).toBe(false);
}
