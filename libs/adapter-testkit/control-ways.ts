import type { ControlEntry, ControlOutcome, ControlRequest, ControlStatusReading, FileAdapter, HttpReply, PullAdapter, PushAdapter } from '#contracts/adapter';
import type { FileFixtures, GoldenControl, PullFixtures, PushFixtures } from './fixtures.js';
import { expectFilled, expectProper } from './proper-call.js';
import { reply } from './push-ways.js';
import { sampleOrderCertificates, sampleOrderDocuments } from './sample-orders.js';

/** One way orders leave and their answers come in, whoever starts the exchange. */
export interface ControlWay {
  readonly title: string;
  /** Bytes of a golden file as they travel. */
  message(clear: string): Uint8Array;
  /** Reads bytes of this way as the answer to an order; a refusal to read them is `defective`. Undefined: the order stays where it is. */
  read(message: Uint8Array, order: ControlRequest, golden?: GoldenControl): ControlOutcome | undefined;
  /** Orders as they leave, in a form that can be compared with `expected`. */
  written(orders: readonly ControlRequest[]): unknown;
  /** The golden file in the same form. */
  expected(clear: string): unknown;
  readonly dialect: 'xml' | 'json';
}

const UNREAD = (detail: string): ControlOutcome => ({ kind: 'defective', defect: 'unreadable', detail });

function entryFor(entries: readonly ControlEntry[], order: ControlRequest): ControlOutcome {
  const own = entries.filter(({ requestNumber }) => requestNumber === order.requestNumber);
  const [entry] = own;
  if (own.length > 1) throw new Error('one request number comes as several entries');
  return entry === undefined ? UNREAD('no entry for this order') : entry.interpret(order);
}

export function pullControlWays(adapter: PullAdapter, fixtures: PullFixtures): readonly ControlWay[] {
  const { controls } = adapter;
  if (controls === undefined) return [];
  return [
    {
      title: 'as a feedback',
      dialect: 'xml',
      message: (clear) => Buffer.from(fixtures.encode(clear), 'latin1'),
      read: (bytes, order, golden) => {
        const reading = controls.readControlFeedback(golden?.verb ?? 'feed-control', Buffer.from(bytes).toString('latin1'));
        return reading.state === 'read' ? entryFor(reading.value, order) : UNREAD(reading.detail);
      },
      written: (orders) => fixtures.decode((adapter.renderControlList ?? adapter.renderQueryList)(orders.map((order) => controls.renderControl(order)))),
      expected: (clear) => fixtures.decode(fixtures.encode(clear)),
    },
  ];
}

export function fileControlWays(adapter: FileAdapter, fixtures: FileFixtures): readonly ControlWay[] {
  const { controls } = adapter;
  if (controls === undefined) return [];
  const { institutionCode, batchNumber } = fixtures;
  return [
    {
      title: 'in a package',
      dialect: 'xml',
      message: (clear) => Buffer.from(clear),
      read: (bytes, order) => {
        const label = { kind: 'control-feedback', operation: 'KZFK', institutionCode, batchNumber, requestNumber: order.requestNumber } as const;
        const number = (text: string): string => text.padStart(30, '0');
        const types = ['QR', 'QNA', 'QRI'].map((type) => {
          const reading = controls.readControlPackage(label, [{ name: `${type}${institutionCode}${number(batchNumber)}${number(order.requestNumber)}.xml`, content: bytes }]);
          if (reading.state !== 'read') return UNREAD(reading.detail);
          const [lost] = reading.value.lost;
          return lost === undefined ? entryFor(reading.value.entries, order) : UNREAD(lost.fault.detail);
        });
        // Which kind of file it was is tried by its root.
        return types.find((outcome) => outcome.kind !== 'defective' || outcome.defect !== 'unreadable') ?? types[0];
      },
      written: (orders) => {
        const made = controls.packControls({
          institutionCode,
          batchNumber,
          requests: orders,
          documents: orders.map((order) => ({ requestNumber: order.requestNumber, documents: sampleOrderDocuments(order) })),
          certificates: orders[0] === undefined ? [] : sampleOrderCertificates(orders[0]),
        });
        return fixtures.decode(made.files[0]?.content ?? new Uint8Array());
      },
      expected: (clear) => fixtures.decode(Buffer.from(clear)),
    },
  ];
}

export function pushControlWays(adapter: PushAdapter, fixtures: PushFixtures): readonly ControlWay[] {
  const { controls } = adapter;
  if (controls === undefined) return [];
  const { institution } = fixtures;
  const written = (orders: readonly ControlRequest[]): unknown => {
    const bodies = orders.map((order) => {
      const call = controls.describeControl({ request: order, documents: sampleOrderDocuments(order), certificates: sampleOrderCertificates(order) }, institution);
      const asked = controls.describeStatus(order, institution);
      for (const one of [call, asked]) expectProper(one, { ...fixtures.request, subject: order.subject });
      const body: unknown = call.body === undefined ? {} : JSON.parse(typeof call.body === 'string' ? call.body : Buffer.from(call.body).toString('utf8'));
      expectFilled(body);
      return body;
    });
    return bodies[0];
  };
  const way = (title: string, read: (message: HttpReply, order: ControlRequest) => ControlStatusReading): ControlWay => ({
    title,
    dialect: 'json',
    message: (clear) => Buffer.from(clear),
    read: (bytes, order) => {
      const reading = read(reply(200, bytes), order);
      if (reading.state === 'later') return reading.outcome;
      return reading.state === 'final' ? reading.outcome : undefined;
    },
    written,
    expected: (clear) => JSON.parse(clear) as unknown,
  });
  return [way('as the reply to an order', (message, order) => controls.readControl(message, order)), way('as the reply to a question about it', (message, order) => controls.readStatus(message, order))];
}
