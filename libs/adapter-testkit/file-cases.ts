import fc from 'fast-check';
import type { FileAdapter, OutgoingPackage, PackageFile, PackageLabel } from '#contracts/adapter';
import { answerCases, type Way } from './answer-cases.js';
import { anyRequest } from './any-request.js';
import { missing, type CaseRun } from './case-run.js';
import type { DecodedElement, FileFixtures } from './fixtures.js';
import type { GoldenShelf } from './golden-shelf.js';
import { fileFuzzCases } from './fuzz/file-fuzz.js';
import { hostileXml } from './hostile-xml.js';
import { always, flipped, noise } from './mutations.js';
import { expectOutcome } from './read-outcome.js';

/** Everything an adapter on the file channel must hold. */
export function fileCases(adapter: FileAdapter, fixtures: FileFixtures, shelf: GoldenShelf): readonly CaseRun[] {
  const way = packageWay(adapter, fixtures, shelf);
  return [
    ...labelCases(adapter, fixtures),
    ...answerCases(way, fixtures.answers, fixtures.request, shelf),
    ...packageCases(adapter, fixtures, shelf),
    ...outgoingCases(adapter, fixtures, shelf),
    ...fileFuzzCases(adapter, fixtures, way, shelf),
  ];
}

function labelOf(adapter: FileAdapter, { packageName }: FileFixtures): PackageLabel {
  return adapter.readLabel(packageName) ?? missing('packageName');
}

function labelCases(adapter: FileAdapter, fixtures: FileFixtures): readonly CaseRun[] {
  return [
    {
      case: 'labels',
      title: 'a name says whose package it is and which batch it answers; others say nothing',
      run: () => {
        const { packageName, institutionCode, batchNumber, otherNames } = fixtures;
        expect(adapter.readLabel(packageName)).toMatchObject({ institutionCode, batchNumber });
        expect(otherNames.length).toBeGreaterThan(0);
        for (const name of otherNames) expect({ name, label: adapter.readLabel(name) }).toEqual({ name, label: undefined });
        always(fc.string({ unit: 'binary', maxLength: 120 }), 400, (name) => void expect(adapter.readLabel(name)).toBeUndefined());
      },
    },
  ];
}

/** A package with one file in it. */
function packageWay(adapter: FileAdapter, fixtures: FileFixtures, shelf: GoldenShelf): Way {
  const nameOf = new Map<Uint8Array, string>();
  const found = fixtures.answers.found ?? missing('answers.found');
  return {
    title: 'in a package',
    message: (file) => {
      const bytes = shelf.bytes(file);
      nameOf.set(bytes, fixtures.nameOf(file));
      return bytes;
    },
    // Damage changes bytes, never the name; which of the two kinds of file it was is tried by its root.
    read: (bytes, request) => {
      const name = nameOf.get(bytes) ?? fixtures.nameOf(found.file);
      const outcomes = [name, ...[...new Set(nameOf.values())].filter((other) => other !== name)].map((one) => {
        const reading = adapter.readPackage(labelOf(adapter, fixtures), [{ name: one, content: bytes }]);
        if (reading.state === 'unreadable') return { kind: 'defective' as const, defect: 'unreadable' as const, detail: reading.detail };
        const [lost] = reading.value.lost;
        if (lost !== undefined) return { kind: 'defective' as const, defect: 'unreadable' as const, detail: lost.fault.detail };
        const entries = reading.value.entries.filter((entry) => entry.requestNumber === request.requestNumber);
        const [entry] = entries;
        if (entries.length > 1) throw new Error('one request number comes as several entries');
        return entry === undefined ? { kind: 'defective' as const, defect: 'schema' as const, detail: 'no entry for this request' } : entry.interpret(request);
      });
      return outcomes.find(({ kind }) => kind !== 'defective') ?? outcomes[0]!;
    },
    hostile: () =>
      hostileXml(adapter.manifest, {
        found: shelf.text(found.file),
        encode: (clearXml) => Buffer.from(clearXml),
        wrap: (bytes) => bytes,
        otherEncoding: fixtures.otherEncoding,
      }),
  };
}

function packageCases(adapter: FileAdapter, fixtures: FileFixtures, shelf: GoldenShelf): readonly CaseRun[] {
  const { request, answers } = fixtures;
  const label = (): PackageLabel => labelOf(adapter, fixtures);
  return [
    {
      case: 'any-package',
      title: 'any files with any bytes: read or unreadable, never thrown',
      run: () => {
        const golden = shelf.bytes((answers.nothingFound ?? missing('answers.nothingFound')).file);
        const name = fc.oneof(fc.constant(fixtures.nameOf(answers.nothingFound!.file)), fc.string({ maxLength: 80 }));
        const file: fc.Arbitrary<PackageFile> = fc.record({ name, content: fc.oneof(noise, flipped(golden)) });
        always(fc.array(file, { maxLength: 4 }), 400, (files) => {
          const reading = adapter.readPackage(label(), files);
          if (reading.state === 'unreadable') return void expect(reading.detail.length).toBeLessThanOrEqual(300);
          const numbers = reading.value.entries.map(({ requestNumber }) => requestNumber);
          expect(new Set(numbers).size).toBe(numbers.length);
          for (const entry of reading.value.entries) expectOutcome(entry.interpret(request));
        });
      },
    },
    {
      case: 'any-package',
      title: 'one file that cannot be read costs its own requests only',
      run: () => {
        const found = answers.found ?? missing('answers.found');
        const good = { name: fixtures.nameOf(found.file), content: shelf.bytes(found.file) };
        const reading = adapter.readPackage(label(), [good, { name: good.name.replace(/1\.xml$/, '2.xml'), content: Buffer.from('<') }]);
        if (reading.state !== 'read') throw new Error(reading.detail);
        expect(reading.value.lost).toHaveLength(1);
        expect(reading.value.entries.map((entry) => entry.interpret(request).kind)).toEqual(['found']);
      },
    },
  ];
}

function outgoingCases(adapter: FileAdapter, fixtures: FileFixtures, shelf: GoldenShelf): readonly CaseRun[] {
  const { batch, receipt, institutionCode, batchNumber, request } = fixtures;
  /** Both sides are read by the same independent hands. */
  const expectPackage = (made: OutgoingPackage, expected: { readonly name: string; readonly files: Readonly<Record<string, string>> }): void => {
    expect(made.name).toBe(expected.name);
    const decoded = Object.fromEntries(made.files.map(({ name, content }) => [name, fixtures.decode(content)]));
    expect(decoded).toEqual(Object.fromEntries(Object.entries(expected.files).map(([name, file]) => [name, fixtures.decode(shelf.bytes(file))])));
    for (const element of Object.values(decoded)) expectFilled(element);
  };
  const pack = (requests: FileFixtures['batch']['furtherRequests']): OutgoingPackage =>
    adapter.packQueries({ institutionCode, batchNumber, requests, documents: batch.documents, certificates: batch.certificates });
  return [
    { case: 'batch', title: 'requests, documents and certificates, as in the golden files', run: () => expectPackage(pack([request, ...batch.furtherRequests]), batch) },
    {
      case: 'batch',
      title: 'any request can be written, and is read by an institution as it was meant',
      run: () => {
        always(anyRequest(request, request.sources), 200, (any) => {
          const made = pack([any]);
          expect(made.files.map(({ content }) => fixtures.decode(content).children.length)).toEqual([1, batch.documents.length, batch.certificates.length]);
          expect(JSON.stringify(fixtures.decode(made.files[0]!.content))).toContain(JSON.stringify(any.subject.name).slice(1, -1));
        });
      },
    },
    {
      case: 'receipts',
      title: 'every reason has its code and words',
      run: () => {
        expect([...new Set(receipt.failures.map(({ why }) => why))].sort()).toEqual(['defective', 'missing', 'unknown', 'unreadable']);
        expectPackage(adapter.packFailures(labelOf(adapter, fixtures), receipt.failures), receipt);
      },
    },
  ];
}

function expectFilled(element: DecodedElement): void {
  for (const value of Object.values(element.attributes)) expect(value).not.toMatch(/^(undefined|null|NaN)$|\[object/);
  for (const child of element.children) expectFilled(child);
}
