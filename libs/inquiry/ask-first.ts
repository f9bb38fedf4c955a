import type { QueryOutcome } from '#contracts/adapter';
import { decideKeys, sameKeys } from '#libs/identity';
import type { IntakeIdentity, StoredAnswer, SubjectSnapshot } from '#libs/store';
import type { PlannedRequest } from './plan.js';

/** A stored answer that serves a request instead of asking. */
export interface ReusedAnswer {
  readonly outcome: QueryOutcome;
  /** The outcome as JSON text. */
  readonly content: string;
  /** Id of the request whose answer it is. */
  readonly from: number;
}

/** Who is asked at once, who waits for a register, and who need not be asked at all. */
export interface AskingOrder {
  readonly reusable: ReadonlyMap<PlannedRequest, ReusedAnswer>;
  /** Requests that wait until the keys of their obligor are decided. */
  readonly held: ReadonlySet<PlannedRequest>;
  /** Keys that a stored answer of a register has corrected already, by obligor. */
  readonly corrected: ReadonlyMap<string, SubjectSnapshot>;
  readonly identity: readonly IntakeIdentity[];
}

export interface AskFirstInput {
  readonly planned: readonly PlannedRequest[];
  /** One per planned request. */
  readonly ids: readonly number[];
  /** Answers that are young enough; none when everybody is to be asked anew. */
  readonly stored: readonly StoredAnswer[];
  readonly nowMs: number;
  /** How long the others wait for a register, ms; 0 = nobody waits. */
  readonly waitMs: number;
}

interface Numbered {
  readonly request: PlannedRequest;
  readonly id: number;
}

/**
 * Registers first (design §4.2): when one is asked about an obligor, everybody else is held back until it has said who that is.
 * Nobody waits where no register is asked, or where it cannot be asked or a stored answer of it tells at once. A stored answer
 * serves only when it was asked with the very keys this question asks with; while those are not known, none of them serves.
 */
export function askFirst({ planned, ids, stored, nowMs, waitMs }: AskFirstInput): AskingOrder {
  const reusable = new Map<PlannedRequest, ReusedAnswer>();
  const storedFor = storedAnswers(stored);
  const reuse = (request: PlannedRequest, keys: SubjectSnapshot): void => {
    const answer = request.outcome === undefined ? storedFor(request, keys) : undefined;
    if (answer !== undefined) reusable.set(request, { outcome: JSON.parse(answer.content) as QueryOutcome, content: answer.content, from: answer.requestId });
  };
  const registers = waitMs > 0 ? planned.flatMap((request, index) => (request.register ? [{ request, id: ids[index]! }] : [])) : [];
  if (registers.length === 0) {
    if (stored.length > 0) for (const request of planned) reuse(request, request.subject);
    return { reusable, held: NOBODY, corrected: NOTHING, identity: [] };
  }

  const held = new Set<PlannedRequest>();
  const corrected = new Map<string, SubjectSnapshot>();
  const identity: IntakeIdentity[] = [];
  for (const [subject, requests] of Map.groupBy(planned, (request) => request.subject)) {
    const asked = registers.filter(({ request }) => request.subject === subject);
    for (const { request } of asked) reuse(request, subject);
    const others = requests.filter(({ register, outcome }) => !register && outcome === undefined);
    if (asked.length === 0 || others.length === 0) {
      for (const request of others) reuse(request, subject);
      continue;
    }
    const decision = decideKeys(subject, asked.map((one) => ({ requestId: one.id, outcome: knownOf(one, reusable) })), false);
    identity.push({
      obligorId: subject.obligorId,
      asked: asked.map(({ id }) => id),
      askByMs: nowMs + waitMs,
      ...(decision && {
        decided: { why: decision.why, requestId: decision.requestId, keys: decision.keys === undefined ? null : JSON.stringify(decision.keys) },
      }),
    });
    if (decision === undefined) others.forEach((request) => held.add(request));
    else {
      if (decision.keys !== undefined) corrected.set(subject.obligorId, decision.keys);
      for (const request of others) reuse(request, decision.keys ?? subject);
    }
  }
  return { reusable, held, corrected, identity };
}

const NOBODY: AskingOrder['held'] = new Set();
const NOTHING: AskingOrder['corrected'] = new Map();

const knownOf = ({ request }: Numbered, reusable: AskingOrder['reusable']): QueryOutcome | undefined => reusable.get(request)?.outcome ?? request.outcome;

/**
 * Finds stored answers that may serve planned requests: same person asked about with the same keys, same institution, and it
 * covered at least the same sources.
 */
function storedAnswers(stored: readonly StoredAnswer[]): (request: PlannedRequest, keys: SubjectSnapshot) => StoredAnswer | undefined {
  const key = (obligorId: string, code: string): string => `${obligorId} ${code}`;
  const byRequest = Map.groupBy(stored, (answer) => key(answer.obligorId, answer.institutionCode));
  return ({ subject, institution, sources }, keys) =>
    byRequest.get(key(subject.obligorId, institution.code))?.find((answer) => sameKeys(answer.keys, keys) && sources.every((source) => answer.sources.includes(source)));
}
