import { CONTROL_OUTCOME_KINDS, type AdapterManifest, type ControlOutcome, type ControlOutcomeKind, type ControlRequest, type FileAdapter, type HttpReply, type PullAdapter, type PushAdapter, type PushControls } from '#contracts/adapter';
import fc from 'fast-check';
import type { CaseRun } from './case-run.js';
import { missing } from './case-run.js';
import type { ContractCase } from './cases.js';
import type { ControlWay } from './control-ways.js';
import type { ControlFixtures, GoldenControl } from './fixtures.js';
import { inProportion, withinMemory, withinWork } from './fuzz/bounds.js';
import { damaged, JSON_DIALECT, swollen, XML_DIALECT } from './fuzz/damage.js';
import { forLarge, fuzzEffort, tried } from './fuzz/effort.js';
import { expectUsableText, fieldsOf, valuesOf } from './fuzz/reason.js';
import { GoldenShelf } from './golden-shelf.js';
import { always, cutsOf, flipped, noise } from './mutations.js';
import { reply } from './push-ways.js';
import { SAMPLE_OPERATIONS, SAMPLE_ORGANISATION, sampleOrder, sampleOrders, type TargetKind } from './sample-orders.js';

/** Everything a contract must hold that carries measures, the same for every channel. A contract without any has one case. */
export function controlCases(adapter: PushAdapter | PullAdapter | FileAdapter, ways: readonly ControlWay[], fixtures: { readonly folder: URL; readonly controls?: ControlFixtures }): readonly CaseRun[] {
  const { manifest } = adapter;
  return [
    { case: 'control-operations', title: 'who lists a measure can carry it, and nobody else', run: () => expect(adapter.controls !== undefined).toBe(listedOrders(manifest).length > 0) },
    ...ways.slice(0, 1).flatMap((way) => orderCases(manifest, way)),
    ...(isPush(adapter) && adapter.controls !== undefined ? statusCases(adapter.controls, manifest) : []),
    ...(fixtures.controls === undefined ? [] : goldenCases(manifest, ways, fixtures.folder, fixtures.controls)),
  ];
}

const isPush = (adapter: PushAdapter | PullAdapter | FileAdapter): adapter is PushAdapter => adapter.manifest.channel === 'push';

/** I4: only a reply that proves it lets the same order leave again; a measure takes effect by no other reply than one that was meant to say so. */
function statusCases(controls: PushControls, manifest: AdapterManifest): readonly CaseRun[] {
  const [order] = listedOrders(manifest).filter((one) => manifest.cannotCarry?.(one) === undefined);
  const readers = [(message: HttpReply) => controls.readControl(message, order ?? missing('a sample order')), (message: HttpReply) => controls.readStatus(message, order ?? missing('a sample order'))];
  return [
    {
      case: 'control-status',
      title: 'any reply with any status: never thrown, never effective by an error, and unclear means unconfirmed',
      run: () => {
        always(fc.tuple(fc.constantFrom(200, 201, 202, 204, 301, 400, 401, 403, 404, 408, 409, 410, 418, 422, 429, 500, 502, 503, 504, 599), noise), 400, ([status, bytes]) => {
          for (const read of readers) {
            const reading = read(reply(status, bytes));
            expect(['final', 'later', 'not-taken', 'unknown']).toContain(reading.state);
            if (reading.state === 'later') expect(reading.askAgainInMs).toBeGreaterThan(0);
            if (reading.state !== 'final') continue;
            expectControlOutcome(reading.outcome);
            if (status >= 300 || status < 200) expect(['effective', 'waiting', 'in-progress']).not.toContain(reading.outcome.kind);
          }
        });
      },
    },
    {
      case: 'control-status',
      title: 'a failure behind which the order may have been taken (500, 502, 504, 408) is never "not taken"',
      run: () => {
        for (const status of [500, 502, 504, 408]) expect({ status, state: controls.readControl(reply(status, '<html></html>'), order ?? missing('a sample order')).state }).not.toEqual({ status, state: 'not-taken' });
      },
    },
  ];
}

const listedOrders = ({ operations }: AdapterManifest): readonly ControlRequest[] => sampleOrders(operations);

function orderCases(manifest: AdapterManifest, way: ControlWay): readonly CaseRun[] {
  const carried = (order: ControlRequest): boolean => manifest.cannotCarry?.(order) === undefined;
  return [
    {
      case: 'control-orders',
      title: `every listed operation can be ordered in some extent; written ${way.title.includes('reply') ? 'as a call' : 'as a list'}, each time the same`,
      run: () => {
        const orders = listedOrders(manifest);
        const writable = orders.filter(carried);
        const missed = Object.entries(manifest.operations).flatMap(([source, listed]) =>
          listed.filter((operation) => operation !== 'query' && !writable.some((order) => order.source === source && order.operation === operation)).map((operation) => `${source}/${operation}`),
        );
        expect(missed).toEqual([]);
        for (const order of writable) expect(way.written([order])).toEqual(way.written([order]));
      },
    },
    {
      case: 'control-orders',
      title: 'an organisation, and a name of signs that escape something somewhere: written all the same',
      run: () => {
        const [order] = listedOrders(manifest).filter(carried);
        for (const subject of [SAMPLE_ORGANISATION, { ...SAMPLE_ORGANISATION, name: '样例<&>"\'\\·（集团）' }]) {
          const asked = { ...(order ?? missing('a sample order that can be carried')), subject };
          if (carried(asked)) expect(JSON.stringify(way.written([asked]))).toContain(JSON.stringify(subject.name).slice(1, -1));
        }
      },
    },
    {
      case: 'control-orders',
      title: 'what cannot be carried is refused with the reason and the way that remains, and nothing throws',
      run: () => {
        const kinds: readonly TargetKind[] = ['account', 'product', 'real-estate', 'vehicle', 'security', 'equity', 'policy'];
        for (const kind of kinds) {
          for (const operation of SAMPLE_OPERATIONS) {
            for (const bare of [{}, { original: undefined, payee: undefined, from: undefined, until: undefined, transferTo: undefined }, { subject: { ...SAMPLE_ORGANISATION, name: '样'.repeat(300), documents: [] } }]) {
              const order = sampleOrder({ kind, operation }, bare);
              const refusal = manifest.cannotCarry?.(order);
              if (refusal === undefined) continue;
              expect(refusal.why).toMatch(/^[\x20-\x7e]{10,300}$/);
              expect(refusal.offlineWay).toMatch(/\p{Script=Han}{4}/u);
              expect(refusal.why + refusal.offlineWay).not.toContain(order.subject.name);
            }
          }
        }
      },
    },
  ];
}

type Role = keyof ControlFixtures['answers'];

const KIND_OF: Readonly<Record<Role, ControlOutcomeKind | undefined>> = {
  effective: 'effective', refused: 'refused', unknownStatus: 'unconfirmed', anothers: 'defective', contradictory: 'defective', waiting: 'waiting', inProgress: 'in-progress', further: undefined,
};

/** Outcomes that say something of the order; none of them may come out of a message that was damaged into another. */
const SAYS: ReadonlySet<string> = new Set(['effective', 'waiting', 'in-progress', 'refused']);

function goldenCases(manifest: AdapterManifest, ways: readonly ControlWay[], folder: URL, { rendering, answers }: ControlFixtures): readonly CaseRun[] {
  const shelf = new GoldenShelf(folder, 'golden-controls/');
  const goldens = (Object.entries(answers) as [Role, readonly GoldenControl[]][]).flatMap(([role, list]) => list.map((golden) => ({ role, golden })));
  const telling = goldens.filter(({ role }) => !['contradictory', 'anothers', 'unknownStatus'].includes(role)).map(({ golden }) => golden);
  const run = (name: ContractCase, title: string, check: () => void): CaseRun => ({ case: name, title, run: check });
  return [
    run('control-orders', 'as in the golden file', () => {
      for (const way of ways.slice(0, 1)) expect(way.written(rendering.orders)).toEqual(way.expected(shelf.text(rendering.file)));
    }),
    ...ways.flatMap((way) => [
      run('control-answers', `${way.title}, each exactly the outcome beside its golden file`, () => {
        for (const role of ['effective', 'refused', 'unknownStatus', 'anothers', 'contradictory'] as const) if (answers[role].length === 0) missing(`controls.answers.${role}`);
        for (const { role, golden } of goldens) {
          const outcome = readGolden(way, shelf, golden);
          expectControlOutcome(outcome);
          expect({ file: golden.file, kind: outcome.kind }).toEqual({ file: golden.file, kind: KIND_OF[role] ?? outcome.kind });
          if (role === 'contradictory') expect(outcome).toMatchObject({ defect: 'contradictory' });
          expect({ file: golden.file, outcome: plainControl(outcome) }).toEqual({ file: golden.file, outcome: shelf.outcomeOf(golden.file) });
        }
      }),
      run('control-damage', `${way.title}: cut at every byte, it never binds anything`, () => {
        for (const golden of telling) {
          const message = way.message(shelf.text(golden.file));
          const complete = JSON.stringify(plainControl(readGolden(way, shelf, golden)));
          for (const at of cutsOf(message.length, 800)) {
            const outcome = way.read(message.subarray(0, at), golden.order, golden);
            if (outcome === undefined || !SAYS.has(outcome.kind)) continue;
            if (JSON.stringify(plainControl(outcome)) !== complete) throw new Error(`${golden.file} cut at byte ${at} is read as ${outcome.kind}`);
          }
        }
      }),
      run('control-damage', `${way.title}: with bits changed, never more is bound than was`, () => {
        for (const golden of telling) {
          const before = meaningOf(readGolden(way, shelf, golden));
          always(flipped(way.message(shelf.text(golden.file))), 200, (changed) => {
            const outcome = way.read(changed, golden.order, golden);
            if (outcome === undefined || !SAYS.has(outcome.kind)) return;
            expect(MEANINGS.indexOf(meaningOf(outcome))).toBeLessThanOrEqual(MEANINGS.indexOf(before));
          });
        }
      }),
      ...fuzzCases(manifest, way, shelf, goldens.map(({ golden }) => golden)),
    ]),
    run('control-golden-files', 'every file under golden-controls/ is read by some case', () => expect(shelf.unread()).toEqual([])),
  ];
}

/**
 * Refused, or not; and if not, whether anything is bound. Where a sum or a word was lost, less may be read than was said, never more: no
 * contract here protects its values.
 */
const MEANINGS = ['refused', 'nothing bound', 'bound'] as const;

function meaningOf(outcome: ControlOutcome): (typeof MEANINGS)[number] {
  if (outcome.kind === 'refused') return 'refused';
  const { held, heldQuantity } = ('effect' in outcome ? outcome.effect : undefined) ?? {};
  return (held?.fen ?? 0) > 0 || Number(heldQuantity?.amount ?? 0) > 0 ? 'bound' : 'nothing bound';
}

function readGolden(way: ControlWay, shelf: GoldenShelf, golden: GoldenControl): ControlOutcome {
  return way.read(way.message(shelf.text(golden.file)), golden.order, golden) ?? missing(`an outcome of ${golden.file}`);
}

/** Each reads the whole message anew. */
const MOST_ORDERS_FUZZED = 3;

function fuzzCases({ limits }: AdapterManifest, way: ControlWay, shelf: GoldenShelf, goldens: readonly GoldenControl[]): readonly CaseRun[] {
  const effort = fuzzEffort();
  const dialect = (way.dialect === 'xml' ? XML_DIALECT : JSON_DIALECT)(limits.maxMessageBytes);
  const clear = (): readonly string[] => goldens.map(({ file }) => shelf.text(file));
  const orders = [...new Map(goldens.map(({ order, verb }) => [`${order.requestNumber} ${verb ?? ''}`, { order, verb }])).values()].slice(0, MOST_ORDERS_FUZZED);
  const check = (bytes: Uint8Array): void => {
    const texts = clear();
    const fields = new Set(texts.flatMap(fieldsOf));
    const values = texts.flatMap(valuesOf).filter((value) => !fields.has(value));
    for (const { order, verb } of orders) {
      const outcome = withinWork(() => way.read(bytes, order, { file: '', order, verb }));
      if (outcome === undefined) continue;
      expectControlOutcome(outcome);
      expectPrivateWords(outcome, order, values);
      inProportion(plainControl(outcome), bytes.length);
    }
  };
  const fuzz = (title: string, body: () => void): CaseRun => ({ case: 'control-fuzz', title: `${way.title}, ${title}`, run: () => withinMemory(body) });
  const inside = (): readonly Uint8Array[] => clear().map((text) => Buffer.from(text));
  const travelling = (): readonly Uint8Array[] => clear().map((text) => way.message(text));
  return [
    fuzz('clear text damaged, then coded: one outcome, nobody named, in bounds', () => tried(damaged(inside(), dialect).map((bytes) => way.message(Buffer.from(bytes).toString('utf8'))), effort, check)),
    fuzz('what travels damaged: the same', () => tried(damaged(travelling(), dialect), effort, check)),
    fuzz('larger than may be read: the same', () => tried(swollen(travelling(), dialect), forLarge(effort, limits.maxMessageBytes), check)),
  ];
}

/** The closed union, checked as data: an adapter may be written without our compiler. */
function expectControlOutcome(outcome: ControlOutcome): void {
  expect(CONTROL_OUTCOME_KINDS as readonly string[]).toContain(outcome.kind);
  const effect = 'effect' in outcome ? outcome.effect : undefined;
  for (const money of [effect?.limit, effect?.held, effect?.unfunded]) {
    if (money === undefined) continue;
    expect(Number.isSafeInteger(money.fen) && money.fen >= 0).toBe(true);
    expect(money.currency).toMatch(/^[A-Z]{3}$/);
  }
  if (effect?.from !== undefined && effect.until !== undefined) expect(effect.from <= effect.until).toBe(true);
  if (outcome.kind === 'waiting') expect(effect?.held?.fen ?? 0).toBe(0);
}

/** Our words about an answer are short, one line, and without the person or what the message said. */
function expectPrivateWords(outcome: ControlOutcome, { subject }: ControlRequest, values: readonly string[]): void {
  const words = 'detail' in outcome ? [outcome.detail ?? '', 'wireStatus' in outcome ? outcome.wireStatus : ''] : [];
  const personal = [subject.name, ...subject.otherNames, ...subject.documents.map(({ number }) => number)];
  for (const text of words) {
    expectUsableText(text, outcome.kind === 'defective' ? values : values.filter((value) => /\d/.test(value)));
    for (const value of personal) expect(text).not.toContain(value);
  }
}

/** As it is compared and kept beside a golden file: bytes as Base64, without fields that are absent. */
export const plainControl = (outcome: ControlOutcome): unknown =>
  JSON.parse(JSON.stringify(outcome, (_, value: unknown) => (isBytes(value) ? Buffer.from(value).toString('base64') : isPrinted(value) ? Buffer.from(value.data).toString('base64') : value)));

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;
/** A Buffer has turned itself into this before anybody is asked. */
const isPrinted = (value: unknown): value is { readonly data: readonly number[] } => typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'Buffer';
