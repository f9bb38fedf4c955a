import type { QueryOutcome } from '#contracts/adapter';
import { requestNumber, type InquiryWatch } from '#libs/collection';
import { PRIORITIES } from '#libs/lanes';
import type { IntakeItem, RequestRow } from '#libs/store';
import type { InquiryFacts } from './aggregate.js';
import type { AskingOrder, ReusedAnswer } from './ask-first.js';
import type { InquiryCaller, InquiryCommand } from './inquiry-command.js';
import type { PlannedRequest } from './plan.js';

/** An inquiry as it is written, and as it looks right after the commit. */
export interface AcceptedInquiry {
  readonly facts: InquiryFacts;
  readonly item: IntakeItem;
  readonly planned: readonly PlannedRequest[];
  /** In the order of the plan. */
  readonly rows: readonly RequestRow[];
  /** Requests without an outcome. */
  readonly open: number;
  readonly order: AskingOrder;
}

export interface InquiryPlan {
  readonly facts: InquiryFacts;
  readonly planned: readonly PlannedRequest[];
  /** Fresh request ids, one per planned request. */
  readonly ids: readonly number[];
  readonly order: AskingOrder;
  /** How much longer those have to answer who are held back, ms. */
  readonly waitMs: number;
  readonly requestDigest: Buffer;
}

/** Puts an inquiry together for its one commit. */
export function prepareInquiry(plan: InquiryPlan, command: InquiryCommand, caller: InquiryCaller): AcceptedInquiry {
  const { facts, planned, order } = plan;
  const { acceptedAt } = facts;
  const requests: IntakeItem['requests'][number][] = [];
  const rows: RequestRow[] = [];
  for (const [index, request] of planned.entries()) {
    const id = plan.ids[index]!;
    const known = knownOutcome(request, order.reusable.get(request));
    const held = order.held.has(request);
    // The time of an institution begins when it is asked.
    const answerByMs = request.answerByMs + (held ? plan.waitMs : 0);
    const common = {
      id,
      requestNumber: requestNumber(id, acceptedAt),
      obligorId: request.subject.obligorId,
      institutionCode: request.institution.code,
      sources: request.sources,
      channel: request.channel,
    };
    requests.push({ ...common, answerByMs, ...(held ? { held } : {}), ...(known === undefined ? {} : { outcome: known.stored }) });
    rows.push({
      ...common,
      answerBy: new Date(answerByMs),
      firstFetchedAt: null,
      outcome: known === undefined ? null : {
        version: 1, outcome: known.outcome, via: known.stored.via, exchangeId: null, reusedFrom: known.stored.reusedFrom, acceptedAt, sentAt: null,
        receivedAt: null, committedAt: acceptedAt, waitedMs: 0, resultVersion: 1,
      },
    });
  }
  const item: IntakeItem = {
    inquiryId: facts.id,
    caseId: facts.caseId,
    sources: facts.sources,
    priority: PRIORITIES[command.priority ?? 'filing'],
    purpose: facts.purpose,
    ...(facts.legalBasis === null ? {} : { legalBasis: facts.legalBasis }),
    ...(facts.approvedBy === null ? {} : { approvedBy: facts.approvedBy }),
    forced: command.force ?? false,
    actor: caller.actor,
    snapshot: JSON.stringify(facts.snapshot),
    documentNumber: facts.documentNumber,
    acceptedAtMs: acceptedAt.getTime(),
    // Without a key of the caller's the inquiry has one of its own, which nobody repeats.
    idempotencyKey: caller.idempotencyKey ?? facts.id,
    requestDigest: plan.requestDigest,
    correlationId: caller.correlationId ?? null,
    ...(caller.basis === undefined ? {} : { basis: caller.basis }),
    requests,
    identity: order.identity,
  };
  const open = rows.filter(({ outcome }) => outcome === null).length;
  return { facts: open === 0 ? { ...facts, completedAt: acceptedAt } : facts, item, planned, rows, open, order };
}

/** What is known of a request without asking: from store, or because it cannot be asked. */
function knownOutcome(
  request: PlannedRequest,
  reused: ReusedAnswer | undefined,
): { readonly outcome: QueryOutcome; readonly stored: NonNullable<IntakeItem['requests'][number]['outcome']> } | undefined {
  if (reused !== undefined) {
    const { outcome, content, from } = reused;
    return { outcome, stored: { kind: outcome.kind, content, ...(outcome.kind === 'found' ? { assets: outcome.assets.length } : {}), via: 'stored', reusedFrom: from } };
  }
  const { outcome } = request;
  return outcome && { outcome, stored: { kind: outcome.kind, content: JSON.stringify(outcome), via: 'gateway', reusedFrom: null } };
}

/** The inquiry as a watch saw it grow, without reading anything. */
export function asWatched({ facts, rows }: AcceptedInquiry, watch: InquiryWatch): { facts: InquiryFacts; rows: readonly RequestRow[] } {
  return {
    facts: watch.completedAtMs === null ? facts : { ...facts, completedAt: new Date(watch.completedAtMs) },
    rows: rows.map((row) => withOutcome(row, watch)),
  };
}

function withOutcome(row: RequestRow, watch: InquiryWatch): RequestRow {
  const told = watch.outcomes.get(row.id);
  if (told === undefined) return row;
  const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
  return {
    ...row,
    outcome: {
      version: told.version,
      outcome: told.outcome,
      via: told.via,
      exchangeId: told.exchangeId,
      reusedFrom: null,
      acceptedAt: new Date(told.acceptedAtMs),
      sentAt: date(told.sentAtMs),
      receivedAt: date(told.receivedAtMs),
      committedAt: new Date(told.committedAtMs),
      waitedMs: Math.max(0, Math.round(told.waitedMs)),
      resultVersion: 0,
    },
  };
}
