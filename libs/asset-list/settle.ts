import { SOURCES, type Source } from '#contracts/adapter';
import type { CoverageRowDto, OpenQuestionDto } from '#contracts/http';
import { momentOf, type GivenAnswer, type GivenAnswers } from './given-answers.js';
import { causeOpen, whyOpen } from './why-open.js';

/** An answer and the sources that are shown as it says. */
export interface SpeakingAnswer {
  readonly answer: GivenAnswer;
  readonly sources: ReadonlySet<Source>;
}

export interface Settled {
  readonly speaking: readonly SpeakingAnswer[];
  readonly open: OpenQuestionDto[];
  readonly coverage: CoverageRowDto[];
}

/**
 * Decides which answer speaks for an obligor at an institution about a source: the newest one in which the institution said what
 * there is, or that there is nothing. A newer question without such an answer takes nothing away from it, but stays visible as
 * open. An institution may have been asked about deposits today and about wealth products last month.
 */
export function settle({ answers, obligors, sources, connected }: GivenAnswers): Settled {
  const coverage = new Map(SOURCES.filter((source) => sources.includes(source)).map((source) => [source, emptyRow(source, connected.has(source))]));
  const speaking: SpeakingAnswer[] = [];
  const open: OpenQuestionDto[] = [];
  for (const asked of questionsOf(answers, new Set(obligors.map(({ id }) => id)))) {
    const taken = takenOf(asked);
    const bySource = new Map<GivenAnswer, Set<Source>>();
    for (const [source, answer] of taken) bySource.set(answer, (bySource.get(answer) ?? new Set()).add(source));
    for (const [answer, spoken] of bySource) speaking.push({ answer, sources: spoken });
    const newest = newestOf(asked);
    for (const [source, question] of newest) count(coverage.get(source), source, taken.get(source), question);
    open.push(...openOf(newest, taken));
  }
  return { speaking, open, coverage: [...coverage.values()] };
}

/** The answers of each institution about each obligor, in the order asked. */
function questionsOf(answers: readonly GivenAnswer[], obligors: ReadonlySet<string>): Iterable<readonly GivenAnswer[]> {
  const groups = new Map<string, GivenAnswer[]>();
  for (const answer of answers) {
    if (!obligors.has(answer.obligorId)) continue;
    const key = `${answer.obligorId} ${answer.institution.code}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [answer]);
    else group.push(answer);
  }
  return groups.values();
}

function takenOf(asked: readonly GivenAnswer[]): ReadonlyMap<Source, GivenAnswer> {
  const taken = new Map<Source, GivenAnswer>();
  const informed = asked.filter(saysWhatThereIs);
  // What is served from store was said by another request; where that one is here too, it speaks for itself.
  if (informed.length > 1) informed.sort((a, b) => compare(momentOf(b), momentOf(a)) || (a.servedFrom === undefined ? 0 : 1) - (b.servedFrom === undefined ? 0 : 1));
  for (const answer of informed) {
    for (const source of spokenOf(answer)) if (!taken.has(source)) taken.set(source, answer);
  }
  return taken;
}

/** An institution may hold something nobody asked it about, and say so. */
function spokenOf({ sources, outcome }: GivenAnswer): Iterable<Source> {
  if (outcome?.kind !== 'found') return sources;
  return new Set([...sources, ...outcome.assets.map(({ source }) => source), ...(outcome.identities ?? []).map(({ source }) => source)]);
}

/** Found or nothing found. What was found for somebody who is perhaps not the obligor says nothing about the obligor (I2). */
const saysWhatThereIs = (answer: GivenAnswer): boolean => answer.outcome?.kind === 'nothing-found' || (answer.outcome?.kind === 'found' && !isWeak(answer));

/** Assets whose holder was known by fewer than three keys: they wait for a person to look. */
export const isWeak = ({ outcome }: GivenAnswer): boolean =>
  outcome?.kind === 'found' && outcome.assets.length > 0 && (outcome.identities ?? []).some(({ match }) => match === 'weak');

function newestOf(asked: readonly GivenAnswer[]): ReadonlyMap<Source, GivenAnswer> {
  const newest = new Map<Source, GivenAnswer>();
  for (const answer of asked) {
    for (const source of answer.sources) {
      const known = newest.get(source);
      if (known === undefined || compare(answer.timing.acceptedAt, known.timing.acceptedAt) >= 0) newest.set(source, answer);
    }
  }
  return newest;
}

function openOf(newest: ReadonlyMap<Source, GivenAnswer>, taken: ReadonlyMap<Source, GivenAnswer>): OpenQuestionDto[] {
  const questions = new Map<string, OpenQuestionDto>();
  for (const [source, question] of newest) {
    if (saysWhatThereIs(question)) continue;
    const shown = taken.get(source);
    const key = `${question.requestId} ${shown?.requestId ?? ''}`;
    const known = questions.get(key);
    if (known !== undefined) known.sources.push(source);
    else {
      questions.set(key, {
        institution: question.institution, obligorId: question.obligorId, sources: [source], state: question.outcome?.kind ?? 'waiting', why: whyOpen(question), ...causeOpen(question),
        ...(shown === undefined ? {} : { shownFrom: momentOf(shown) }),
      });
    }
  }
  return [...questions.values()];
}

const emptyRow = (source: Source, connected: boolean): CoverageRowDto => ({ source, connected, asked: 0, answered: 0, found: 0, nothing: 0, refused: 0, failed: 0, waiting: 0 });

function count(row: CoverageRowDto | undefined, source: Source, taken: GivenAnswer | undefined, newest: GivenAnswer): void {
  if (row === undefined) return;
  row.asked += 1;
  if (taken === undefined && newest.outcome === undefined) row.waiting += 1;
  else if (taken === undefined && newest.outcome?.kind !== 'refused') row.failed += 1;
  else {
    row.answered += 1;
    if (taken === undefined) row.refused += 1;
    else if (holds(taken, source)) row.found += 1;
    else row.nothing += 1;
  }
}

const holds = ({ outcome }: GivenAnswer, source: Source): boolean =>
  outcome?.kind === 'found' && (outcome.assets.some((asset) => asset.source === source) || (outcome.identities ?? []).some((record) => record.source === source));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
