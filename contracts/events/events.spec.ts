import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Parser } from '@asyncapi/parser';
import { stringify } from 'yaml';
import { breaks } from './additive.js';
import { asyncApiDocument } from './asyncapi-document.js';
import { eventPage } from './event-page.js';
import { EVENT_NAMES, EVENT_TYPES, faultOf, fromHeaders, isEventType, OUTBOX_TYPES, releasedSchemaOf, schemaOf, toHeaders, TOPICS, type EventSchema } from './index.js';

const here = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));
const withExtension = (names: readonly string[]): string[] => names.map((name) => `${name}.json`).sort();

describe('the catalogue of events', () => {
  test('every event has a schema, every schema an event, and every event of the outbox is one of ours', async () => {
    expect((await readdir(here('schemas'))).sort()).toEqual(withExtension(EVENT_NAMES));
    for (const type of EVENT_NAMES) expect([schemaOf(type).$id, schemaOf(type).title]).toEqual([`urn:chakong:event:${type}`, type]);
    expect(Object.values(OUTBOX_TYPES).filter((type) => !isEventType(type))).toEqual([]);
  });

  test('every property says what it is', () => {
    const silent: string[] = [];
    const look = (node: Record<string, unknown>, at: string): void => {
      for (const [name, property] of Object.entries((node['properties'] ?? {}) as Record<string, Record<string, unknown>>)) {
        if (property['description'] === undefined) silent.push(`${at}/${name}`);
        look((property['items'] ?? property) as Record<string, unknown>, `${at}/${name}`);
      }
    };
    for (const type of EVENT_NAMES) look(schemaOf(type) as unknown as Record<string, unknown>, type);
    expect(silent.filter((path) => !path.endsWith('/source'))).toEqual([]);
  });

  test('the committed asyncapi.yaml and page are what the catalogue says (else: npm run asyncapi)', async () => {
    expect(await readFile(here('asyncapi.yaml'), 'utf8')).toBe(stringify(asyncApiDocument(), { lineWidth: 0, aliasDuplicateObjects: false }));
    expect(await readFile(here('events.html'), 'utf8')).toBe(eventPage());
  });

  test('a public validator takes asyncapi.yaml, its schemas included', async () => {
    const source = here('asyncapi.yaml');
    const { document, diagnostics } = await new Parser().parse(await readFile(source, 'utf8'), { source });
    // That a newer version of AsyncAPI exists is no fault.
    expect(diagnostics.filter(({ code, severity }) => code !== 'asyncapi-latest-version' && severity < 3).map(({ message, path }) => `${path.join('/')}: ${message}`)).toEqual([]);
    expect(document!.channels().all()).toHaveLength(Object.keys(TOPICS).length);
    expect(document!.allMessages().all().length).toBeGreaterThanOrEqual(EVENT_NAMES.length + 1);
    const filed = document!.allMessages().all().find((message) => message.name() === 'chakong.case.filed.v1')!;
    expect(Object.keys(filed.payload()!.properties()!)).toContain('filingNumber');
  });
});

describe('only additive within a version', () => {
  const directionOf = (type: (typeof EVENT_NAMES)[number]) => (TOPICS[EVENT_TYPES[type]].direction === 'in' ? 'in' : 'out');

  test('no event breaks who knows what was released; a change that may be made is released with it', async () => {
    for (const file of await readdir(here('released'))) expect(EVENT_NAMES).toContain(file.replace(/\.json$/, ''));
    expect(EVENT_NAMES.flatMap((type) => {
      const released = releasedSchemaOf(type);
      return released === undefined ? [] : breaks(released, schemaOf(type), directionOf(type)).map((what) => `${type}${what}`);
    })).toEqual([]);
  });

  const released = { type: 'object', required: ['a'], properties: { a: { type: 'string', maxLength: 5 }, b: { type: 'integer', minimum: 0 }, c: { enum: ['x', 'y'] }, d: { type: 'array', items: { type: 'object', required: ['e'], properties: { e: { type: 'string' } } } } } };
  const changed = (change: (schema: { required: string[]; properties: Record<string, Record<string, unknown>> }) => void): EventSchema => {
    const copy = structuredClone(released);
    change(copy as never);
    return copy as unknown as EventSchema;
  };
  const broken = (direction: 'in' | 'out', change: Parameters<typeof changed>[0]): string[] => breaks(released as unknown as EventSchema, changed(change), direction);

  test.each([
    ['a field that may be there', (s: never) => void ((s as { properties: Record<string, unknown> }).properties['f'] = { type: 'string' }), [], []],
    ['a field that must be there', (s: { required: string[]; properties: Record<string, unknown> }) => { s.properties['f'] = { type: 'string' }; s.required.push('f'); }, ['/: f must be given now'], []],
    ['a field need not be there any more', (s: { required: string[] }) => void s.required.pop(), [], ['/: a may be missing now']],
    ['a field is gone', (s: { properties: Record<string, unknown> }) => void delete s.properties['b'], ['/: b is gone'], ['/: b is gone']],
    ['another type', (s: { properties: Record<string, Record<string, unknown>> }) => void (s.properties['b']!['type'] = 'string'), ['/b: has another type'], ['/b: has another type']],
    ['a new word', (s: { properties: Record<string, { enum: string[] }> }) => void s.properties['c']!.enum.push('z'), [], ['/c: z is a new word']],
    ['a word less', (s: { properties: Record<string, { enum: string[] }> }) => void s.properties['c']!.enum.pop(), ['/c: y is not taken any more'], []],
    ['shorter', (s: { properties: Record<string, Record<string, unknown>> }) => void (s.properties['a']!['maxLength'] = 4), ['/a: maxLength is tighter'], []],
    ['longer', (s: { properties: Record<string, Record<string, unknown>> }) => void delete s.properties['a']!['maxLength'], [], ['/a: maxLength is looser']],
    ['deep inside', (s: { properties: Record<string, { items: { required: string[] } }> }) => void s.properties['d']!.items.required.pop(), [], ['/d/*: e may be missing now']],
  ] as const)('%s: what it breaks for who writes, and for who reads', (_, change, asWriter, asReader) => {
    expect([broken('in', change as never), broken('out', change as never)]).toEqual([asWriter, asReader]);
  });
});

describe('a message', () => {
  const filed = {
    filingNumber: 'RW1', caseNumber: '（2026）浙0106执1号', filedOn: '2026-11-01', owed: { principalFen: 1, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 }, officers: [],
    parties: [{ number: '1', role: 'obligor', kind: 'person', name: '虚构人甲', documents: [{ type: 'resident-id', number: '330106198001011235' }] }],
  };

  test('right: taken, with fields nobody knows; wrong: the place and the rule, never the value', () => {
    expect(faultOf('case.filed.v1', { ...filed, later: true })).toBeUndefined();
    expect(faultOf('case.filed.v1', { ...filed, owed: { ...filed.owed, paidFen: 1.5 } })).toBe('/owed/paidFen: type');
    expect(faultOf('case.filed.v1', { ...filed, parties: [{ ...filed.parties[0], role: '被执行人虚构人甲' }] })).toBe('/parties/0/role: enum');
    expect(faultOf('case.filed.v1', { ...filed, filingNumber: undefined })).toBe('/: required filingNumber');
    expect(faultOf('case.filed.v1', null)).toBe('/: type');
  });

  test('headers: written and read again; what is missing, too long or unprintable is named', () => {
    const headers = toHeaders('case.closed.v1', { id: '7', source: 'urn:court:system', time: '2026-11-26T00:00:00Z', subject: 'x' });
    expect(fromHeaders(headers)).toEqual({ id: '7', source: 'urn:court:system', type: 'chakong.case.closed.v1', time: '2026-11-26T00:00:00Z', subject: 'x', dataschema: 'urn:chakong:event:case.closed.v1' });
    expect(fromHeaders({})).toEqual({ wrong: 'ce_specversion' });
    expect(fromHeaders({ ...headers, ce_id: '' })).toEqual({ wrong: 'ce_id' });
    expect(fromHeaders({ ...headers, ce_source: 'x'.repeat(201) })).toEqual({ wrong: 'ce_source' });
    expect(fromHeaders({ ...headers, ce_type: 'a b' })).toEqual({ wrong: 'ce_type' });
  });
});
