import type { OutcomeKind, QueryOutcome, QueryRequest } from '#contracts/adapter';
import { missing, type CaseRun } from './case-run.js';
import type { ContractCase } from './cases.js';
import type { AnswerFixtures, GoldenAnswer } from './fixtures.js';
import type { GoldenShelf } from './golden-shelf.js';
import { always, cutsOf, flipped } from './mutations.js';
import { expectOutcome, plain, SAYS_SOMETHING, wordsOf } from './read-outcome.js';

/** One way an institution's message reaches the adapter: a reply, a poll, a callback, a feedback. */
export interface Way {
  readonly title: string;
  /** A golden file as bytes on this way. */
  message(file: string): Uint8Array;
  /** Reads bytes of this way as the answer to the question; a refusal to read them is `defective`. */
  read(message: Uint8Array, request: QueryRequest): QueryOutcome;
  /** Messages that must come out `defective`, by case. Made late: some are large. */
  hostile(): readonly { readonly case: ContractCase; readonly title: string; message(): Uint8Array }[];
}

/** Cases about what an institution's message means, the same for every way and channel. */
export function answerCases(way: Way, answers: AnswerFixtures, request: QueryRequest, shelf: GoldenShelf): readonly CaseRun[] {
  const read = (golden: GoldenAnswer): QueryOutcome => plain(way.read(way.message(golden.file), golden.request ?? request));
  const one = (name: ContractCase, role: keyof AnswerFixtures, golden: GoldenAnswer | undefined, kind: OutcomeKind): CaseRun => ({
    case: name,
    title: `${way.title}, exactly the outcome beside the golden file`,
    run: () => {
      const outcome = read(golden ?? missing(`answers.${role}`));
      expect(outcome.kind).toBe(kind);
      expect(outcome).toEqual(shelf.outcomeOf(golden?.file ?? ''));
    },
  });
  const several = (name: ContractCase, role: keyof AnswerFixtures, goldens: readonly GoldenAnswer[] | undefined, check: (outcome: QueryOutcome) => void): CaseRun => ({
    case: name,
    title: `${way.title}, each exactly the outcome beside its golden file${role === 'further' ? ' (further messages)' : ''}`,
    run: () => {
      if (goldens === undefined || goldens.length === 0) missing(`answers.${role}`);
      for (const golden of goldens) {
        const outcome = read(golden);
        check(outcome);
        expect({ file: golden.file, outcome }).toEqual({ file: golden.file, outcome: shelf.outcomeOf(golden.file) });
      }
    },
  });
  return [
    one('found', 'found', answers.found, 'found'),
    one('nothing-found', 'nothingFound', answers.nothingFound, 'nothing-found'),
    one('refused', 'refused', answers.refused, 'refused'),
    one('unknown-status', 'unknownStatus', answers.unknownStatus, 'unconfirmed'),
    several('wrong-person', 'wrongPerson', answers.wrongPerson, (outcome) => {
      expect(outcome).toMatchObject({ kind: 'defective', defect: 'wrong-person' });
    }),
    several('contradictory', 'contradictory', answers.contradictory, (outcome) => {
      expect(outcome).toMatchObject({ kind: 'defective', defect: 'contradictory' });
    }),
    several('old-versions', 'oldVersions', answers.oldVersions, (outcome) => {
      expect(outcome.kind).not.toBe('defective');
    }),
    // Not a case of its own: whatever else the folder holds still.
    ...(answers.further === undefined ? [] : [several('found', 'further', answers.further, expectOutcome)]),
    {
      case: 'duplicate-rows',
      title: `${way.title}: a row sent twice counts once`,
      run: () => {
        expect(read(answers.duplicateRows ?? missing('answers.duplicateRows'))).toEqual(read(answers.found ?? missing('answers.found')));
      },
    },
    ...way.hostile().map(({ case: name, title, message }) => ({
      case: name,
      title: `${way.title}: ${title}`,
      run: (): void => {
        expect(way.read(message(), request).kind).toBe('defective');
      },
    })),
    ...damageCases(way, answers, request),
  ];
}

function damageCases(way: Way, answers: AnswerFixtures, request: QueryRequest): readonly CaseRun[] {
  const whole = [answers.found, answers.nothingFound, answers.refused].filter((golden) => golden !== undefined);
  const questionOf = (golden: GoldenAnswer): QueryRequest => golden.request ?? request;
  return [
    {
      case: 'truncated',
      title: `${way.title}: cut at every byte, it never says anything`,
      run: () => {
        for (const golden of whole) {
          const message = way.message(golden.file);
          const complete = JSON.stringify(way.read(message, questionOf(golden)));
          for (const at of cutsOf(message.length)) {
            const outcome = way.read(message.subarray(0, at), questionOf(golden));
            // Only padding or a closing line end may be lost without loss.
            if (outcome.kind !== 'defective' && JSON.stringify(outcome) !== complete) {
              throw new Error(`${golden.file} cut at byte ${at} is read as ${outcome.kind}`);
            }
          }
        }
      },
    },
    {
      case: 'bit-flips',
      title: `${way.title}: with bits changed, something never becomes nothing, nor nothing something`,
      run: () => {
        for (const golden of whole) {
          const message = way.message(golden.file);
          const before = way.read(message, questionOf(golden)).kind;
          always(flipped(message), 400, (changed) => {
            const outcome = way.read(changed, questionOf(golden));
            expectOutcome(outcome);
            if (SAYS_SOMETHING.includes(outcome.kind)) expect(outcome.kind).toBe(before);
          });
        }
      },
    },
    {
      case: 'private-words',
      title: `${way.title}: what may be logged names nobody`,
      run: () => {
        const goldens = [...whole, ...(answers.wrongPerson ?? []), ...(answers.contradictory ?? []), ...(answers.unknownStatus === undefined ? [] : [answers.unknownStatus])];
        for (const golden of goldens) {
          const message = way.message(golden.file);
          expectPrivate(way.read(message, questionOf(golden)), questionOf(golden));
          for (const at of cutsOf(message.length, 60)) expectPrivate(way.read(message.subarray(0, at), questionOf(golden)), questionOf(golden));
          always(flipped(message), 60, (changed) => {
            expectPrivate(way.read(changed, questionOf(golden)), questionOf(golden));
          });
        }
      },
    },
  ];
}

/** Our words about a message: short, one line, and without the person. */
export function expectPrivate(outcome: QueryOutcome, request: QueryRequest): void {
  const { subject } = request;
  const personal = [subject.name, ...subject.otherNames, ...subject.documents.map((document) => document.number)];
  for (const words of wordsOf(outcome)) {
    expect(words.length).toBeLessThanOrEqual(300);
    expect(words).not.toMatch(/[\r\n]/);
    for (const value of personal) expect(words).not.toContain(value);
  }
}
