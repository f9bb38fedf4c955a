import type { HttpReply, PushAdapter, PushReading, QueryRequest } from '#contracts/adapter';
import type { CaseRun } from '../case-run.js';
import type { Way } from '../answer-cases.js';
import { expectPrivate } from '../answer-cases.js';
import { expectOutcome } from '../read-outcome.js';
import type { AnswerFixtures, PushFixtures } from '../fixtures.js';
import type { GoldenShelf } from '../golden-shelf.js';
import { reply, waysOf } from '../push-ways.js';
import { inProportion, withinMemory, withinWork } from './bounds.js';
import { damaged, JSON_DIALECT, swollen } from './damage.js';
import { distorted } from './distortion.js';
import { forLarge, fuzzEffort, tried } from './effort.js';
import { expectUsableReason, expectUsableText, fieldsOf, valuesOf } from './reason.js';

/** Every golden answer of the fixtures, whatever it is for. */
export function goldenFiles(answers: AnswerFixtures): readonly string[] {
  const { found, nothingFound, refused, unknownStatus, duplicateRows, wrongPerson = [], contradictory = [], oldVersions = [], further = [] } = answers;
  const all = [found, nothingFound, refused, unknownStatus, duplicateRows, ...wrongPerson, ...contradictory, ...oldVersions, ...further];
  return [...new Set(all.filter((golden) => golden !== undefined).map(({ file }) => file))];
}

/** Feeds every reader of a contract that we call with what no institution should send: replies, polls, callbacks, errors. */
export function pushFuzzCases(adapter: PushAdapter, fixtures: PushFixtures, shelf: GoldenShelf): readonly CaseRun[] {
  const effort = fuzzEffort();
  const dialect = JSON_DIALECT(adapter.manifest.limits.maxMessageBytes);
  const files = goldenFiles(fixtures.answers);
  const few = forLarge(effort, adapter.manifest.limits.maxMessageBytes);
  const fuzz = (title: string, run: () => void): CaseRun => ({ case: 'fuzz', title, run: () => withinMemory(run) });
  const cases = waysOf(adapter, fixtures, shelf).flatMap((way) => {
    const messages = (): readonly Uint8Array[] => files.map((file) => way.message(file));
    const check = soundOn(way, fixtures.request, files.map((file) => shelf.text(file)));
    return [
      fuzz(`${way.title}, bytes damaged in every way: one outcome, with a reason, in bounds`, () => tried(damaged(messages(), dialect), effort, check)),
      fuzz(`${way.title}, right in form and wrong in content: the same`, () => tried(distorted(messages().map((bytes) => JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown)), effort, check)),
      fuzz(`${way.title}, larger than may be read: the same`, () => tried(swollen(messages(), dialect), few, check)),
    ];
  });
  return [...cases, fuzz('as any reply with any status: one reading, in bounds', () => tried(damaged(allMessages(files, fixtures, shelf), dialect), effort, replyCheck(adapter, fixtures)))];
}

/** What holds of any bytes on one way of an answer. */
export function soundOn(way: Way, request: QueryRequest, texts: readonly string[]): (bytes: Uint8Array) => void {
  const fields = new Set(texts.flatMap(fieldsOf));
  const values = texts.flatMap(valuesOf).filter((value) => !fields.has(value));
  return (bytes) => {
    const outcome = withinWork(() => way.read(bytes, request));
    expectOutcome(outcome);
    expectPrivate(outcome, request);
    expectUsableReason(outcome, values);
    inProportion(outcome, bytes.length);
    // Whatever it says, it says it about this question.
    if (outcome.kind === 'found' || outcome.kind === 'nothing-found') expect(Buffer.from(bytes).toString('utf8')).toContain(request.requestNumber);
  };
}

function allMessages(files: readonly string[], { declined, ticket, callback }: PushFixtures, shelf: GoldenShelf): readonly Uint8Array[] {
  const others = [declined?.file, ticket?.taken, ticket?.working, callback?.promised.file].filter((file) => file !== undefined);
  return [...files, ...others].map((file) => shelf.bytes(file));
}

const STATUSES = [200, 202, 400, 401, 404, 409, 410, 422, 429, 500, 503, 204, 301];

/** The status is taken from the bytes, so that a failure shows both. */
function replyCheck(adapter: PushAdapter, { request }: PushFixtures): (bytes: Uint8Array) => void {
  const readers: readonly ((message: HttpReply) => PushReading)[] = [
    (message) => adapter.readReply(message, request),
    ...(adapter.readPoll === undefined ? [] : [(message: HttpReply): PushReading => (adapter.readPoll ?? adapter.readReply).call(adapter, message, request)]),
  ];
  return (bytes) => {
    for (const status of STATUSES) {
      for (const read of readers) {
        const reading = withinWork(() => read(reply(status, bytes)));
        inProportion(reading, bytes.length);
        if (reading.state === 'retry') expectUsableText(reading.detail, []);
        if (reading.state === 'ticket') expect(reading.askAgainInMs).toBeGreaterThan(0);
        if (reading.state !== 'final') continue;
        expectOutcome(reading.outcome);
        expectPrivate(reading.outcome, request);
        expectUsableReason(reading.outcome, []);
        if (status !== 200) expect(['found', 'nothing-found']).not.toContain(reading.outcome.kind);
      }
    }
  };
}
