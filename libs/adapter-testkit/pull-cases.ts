import type { PullAdapter, PullVerb, QueryOutcome, Reading } from '#contracts/adapter';
import fc from 'fast-check';
import { answerCases, type Way } from './answer-cases.js';
import type { CaseRun } from './case-run.js';
import { pullFuzzCases } from './fuzz/pull-fuzz.js';
import type { DecodedElement, PullFixtures } from './fixtures.js';
import type { GoldenShelf } from './golden-shelf.js';
import { hostileXml } from './hostile-xml.js';
import { always, cutsOf, flipped } from './mutations.js';
import { expectOutcome } from './read-outcome.js';

/** Everything an adapter on the pull channel must hold. */
export function pullCases(adapter: PullAdapter, fixtures: PullFixtures, shelf: GoldenShelf): readonly CaseRun[] {
  return [
    ...serviceCases(adapter),
    ...parameterCases(adapter, fixtures, shelf),
    ...answerCases(feedbackWay(adapter, fixtures, shelf), fixtures.answers, fixtures.request, shelf),
    ...renderingCases(adapter, fixtures, shelf),
    ...pullFuzzCases(adapter, fixtures, shelf),
  ];
}

function serviceCases(adapter: PullAdapter): readonly CaseRun[] {
  return [
    {
      case: 'service',
      title: 'named, and every operation has its parameters and one verb',
      run: () => {
        const { service } = adapter;
        expect(service.namespace).toMatch(/^[a-z]+:/);
        for (const operation of service.operations) {
          for (const name of [operation.name, ...(operation.aliases ?? [])]) expect(name).toMatch(/^[A-Za-z][A-Za-z0-9]*$/);
          expect(operation.parameters.length).toBeGreaterThan(0);
          expect(new Set(operation.parameters).size).toBe(operation.parameters.length);
          expect(typeof service.soapAction(operation.name)).toBe('string');
        }
        const verbs = service.operations.map((operation) => operation.verb);
        expect(verbs).toEqual(expect.arrayContaining(['list-queries', 'feed-query']));
        expect(new Set(verbs).size).toBe(verbs.length);
      },
    },
  ];
}

/** A feedback with one question in it, as an institution pushes it. */
function feedbackWay(adapter: PullAdapter, fixtures: PullFixtures, shelf: GoldenShelf): Way {
  const verb = fixtures.answerVerb ?? 'feed-query';
  const message = (file: string): Uint8Array => Buffer.from(fixtures.encode(shelf.text(file)), 'latin1');
  return {
    title: 'as a feedback',
    message,
    read: (bytes, request) => {
      const reading = adapter.readFeedback(verb, Buffer.from(bytes).toString('latin1'));
      if (reading.state === 'unreadable') return { kind: 'defective', defect: 'unreadable', detail: reading.detail };
      const entries = reading.value.filter((entry) => entry.requestNumber === request.requestNumber);
      const [entry] = entries;
      if (entries.length > 1) throw new Error('one request number comes as several entries');
      // Rows of another number answer another question; to this one nothing was said.
      return entry === undefined ? { kind: 'defective', defect: 'schema', detail: 'no entry for this request' } : entry.interpret(request);
    },
    hostile: () =>
      hostileXml(adapter.manifest, {
        found: fixtures.answers.found === undefined ? undefined : shelf.text(fixtures.answers.found.file),
        encode: (clearXml) => Buffer.from(fixtures.encode(clearXml), 'latin1'),
        wrap: (bytes) => Buffer.from(fixtures.wrap(bytes), 'latin1'),
        otherEncoding: fixtures.otherEncoding === undefined ? undefined : Buffer.from(fixtures.otherEncoding, 'latin1'),
      }),
  };
}

function parameterCases(adapter: PullAdapter, fixtures: PullFixtures, shelf: GoldenShelf): readonly CaseRun[] {
  const parameter = (file: string): string => fixtures.encode(shelf.text(file));
  const verbs = [...new Set(adapter.service.operations.map((operation) => operation.verb))];
  const feeds = verbs.filter((verb) => verb.startsWith('feed-') || verb === 'return-request');
  const readers: readonly ((text: string) => Reading<unknown>)[] = [
    (text) => adapter.readCredentials(text),
    ...verbs.map((verb) => (text: string) => adapter.readKey(verb, text)),
    ...feeds.map((verb) => (text: string) => adapter.readFeedback(verb, text)),
  ];
  return [
    {
      case: 'credentials',
      title: 'read from the authentication message; cut anywhere, they are not',
      run: () => {
        const text = parameter(fixtures.credentials.file);
        expect(adapter.readCredentials(text)).toEqual({ state: 'read', value: fixtures.credentials.expect });
        for (const at of cutsOf(text.length)) {
          const reading = adapter.readCredentials(text.slice(0, at));
          if (reading.state === 'read') expect(reading.value).toEqual(fixtures.credentials.expect);
        }
      },
    },
    {
      case: 'keys',
      title: 'document and request numbers are read',
      run: () => {
        expect(fixtures.keys.length).toBeGreaterThan(0);
        for (const key of fixtures.keys) expect(adapter.readKey(key.verb, parameter(key.file))).toEqual({ state: 'read', value: key.expect });
      },
    },
    {
      case: 'any-parameter',
      title: 'any text in any parameter: read or unreadable, never thrown, never an answer',
      run: () => {
        const golden = Buffer.from(parameter(fixtures.answers.nothingFound?.file ?? fixtures.credentials.file), 'latin1');
        const text = fc.oneof(
          fc.string({ maxLength: 200 }),
          fc.base64String({ maxLength: 200 }),
          flipped(golden).map((bytes) => Buffer.from(bytes).toString('latin1')),
          fc.string({ maxLength: 80 }).map((inner) => fixtures.wrap(Buffer.from(inner))),
        );
        always(text, 400, (any) => {
          for (const read of readers) {
            const reading = read(any);
            expect(['read', 'unreadable']).toContain(reading.state);
            if (reading.state === 'unreadable') expect(reading.detail.length).toBeLessThanOrEqual(300);
          }
          for (const verb of feeds) expectEntries(adapter, verb, any, fixtures);
        });
      },
    },
  ];
}

function expectEntries(adapter: PullAdapter, verb: PullVerb, text: string, fixtures: PullFixtures): void {
  const reading = adapter.readFeedback(verb, text);
  if (reading.state === 'unreadable') return;
  for (const entry of reading.value) {
    const outcome: QueryOutcome = entry.interpret(fixtures.request);
    expectOutcome(outcome);
    expect(outcome.kind).not.toBe('found');
  }
}

function renderingCases(adapter: PullAdapter, fixtures: PullFixtures, shelf: GoldenShelf): readonly CaseRun[] {
  const { renderings, request, furtherRequests } = fixtures;
  /** The golden file coded and decoded again, so that both sides went through the same hands. */
  const golden = (file: string): DecodedElement => fixtures.decode(fixtures.encode(shelf.text(file)));
  const expectRendering = (rendering: string, file: string): void => {
    const decoded = fixtures.decode(rendering);
    expect({ file, decoded }).toEqual({ file, decoded: golden(file) });
    expectFilled(decoded);
  };
  const list = (requests: PullFixtures['furtherRequests']): string => adapter.renderQueryList(requests.map((one) => adapter.renderQuery(one)));
  return [
    { case: 'list', title: 'nothing waiting: a valid, empty list', run: () => expectRendering(list([]), renderings.emptyList) },
    { case: 'list', title: 'one question', run: () => expectRendering(list([request]), renderings.oneRequest) },
    {
      case: 'list',
      title: 'many questions, in their order; a fragment is the same each time',
      run: () => {
        expect(furtherRequests.length).toBeGreaterThan(0);
        expectRendering(list([request, ...furtherRequests]), renderings.manyRequests);
        expect(adapter.renderQuery(request)).toBe(adapter.renderQuery(request));
      },
    },
    {
      case: 'documents',
      title: 'as served with a question, and none at all',
      run: () => {
        expectRendering(adapter.renderDocuments(renderings.documents.documents), renderings.documents.file);
        fixtures.decode(adapter.renderDocuments([]));
      },
    },
    {
      case: 'certificates',
      title: 'of both officers, and none at all',
      run: () => {
        expectRendering(adapter.renderCertificates(request.requestNumber, renderings.certificates.certificates), renderings.certificates.file);
        fixtures.decode(adapter.renderCertificates(request.requestNumber, []));
      },
    },
    {
      case: 'verdicts',
      title: 'accepted, repeated, unknown, unreadable',
      run: () => {
        const given = new Set(renderings.verdicts.flatMap(({ verdicts }) => verdicts.map(({ verdict }) => verdict)));
        expect([...given].sort()).toEqual(['accepted', 'repeated', 'unknown', 'unreadable']);
        for (const { file, verb, verdicts } of renderings.verdicts) expectRendering(adapter.renderVerdicts(verb, verdicts), file);
      },
    },
    {
      case: 'faults',
      title: 'every kind has its words, for every verb a message that can be decoded',
      run: () => {
        const given = new Set(renderings.faults.map(({ fault }) => fault.kind));
        expect([...given].sort()).toEqual(['bad-credentials', 'internal', 'not-found', 'not-supported', 'unreadable']);
        for (const { file, verb, fault } of renderings.faults) if (file !== undefined) expectRendering(adapter.renderFault(verb, fault), file);
        for (const { verb } of adapter.service.operations) {
          for (const { fault } of renderings.faults) expectFilled(fixtures.decode(adapter.renderFault(verb, fault)));
        }
      },
    },
  ];
}

function expectFilled(element: DecodedElement): void {
  for (const value of Object.values(element.attributes)) expect(value).not.toMatch(/^(undefined|null|NaN)$|\[object/);
  for (const child of element.children) expectFilled(child);
}
