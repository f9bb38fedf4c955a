import { isAnswered, type Source } from '#contracts/adapter';
import { EVENT_TYPES, isOutboxType, OUTBOX_TYPES, toHeaders, topicName, type EventData, type EventType } from '#contracts/events';
import type { OutgoingMessage } from '#libs/message-bus';
import type { MissingAnswer, OutboxEvent, OutcomeEvent } from '#libs/store';
import { inFull, inPublic } from './public-asset.js';

/** What stands in every message of an installation. */
export interface Sender {
  /** Of topics. */
  readonly prefix: string;
  /** `ce_source`. */
  readonly source: string;
}

/** A message above this is sent without its content; brokers take 1 MB unless they say otherwise. */
const MOST_BYTES = 900_000;
/** Of those who did not answer, so many are named. */
const MOST_MISSING = 1000;

/** An outbox row as a message; undefined for a type that nobody described. */
export function eventMessage(sender: Sender, event: OutboxEvent, missing: readonly MissingAnswer[]): OutgoingMessage | undefined {
  if (!isOutboxType(event.type)) return undefined;
  const type = OUTBOX_TYPES[event.type];
  const payload = type === 'inquiry.completed.v1' ? completed(event.payload, missing) : (event.payload as EventData[typeof type]);
  return message(sender, type, event.key, `event-${event.id}-${moment36(event.at)}`, event.at, payload);
}

/** An outcome as messages: that somebody answered, and what was found in both views. */
export function outcomeMessages(sender: Sender, event: OutcomeEvent): OutgoingMessage[] {
  const { caseId, inquiryId, requestId, requestNumber, obligorId, institutionCode, version, found, at } = event;
  const name = `${requestId}-${version}-${moment36(at)}`;
  const answered = message(sender, 'target.answered.v1', caseId, `answer-${name}`, at, {
    inquiryId, caseId, requestId, requestNumber, obligorId, institutionCode, sources: event.sources as Source[], outcome: event.outcome, answered: isAnswered(event.outcome),
    assets: found?.assets.length ?? 0, version, acceptedAt: event.acceptedAt.toISOString(), ...moment('sentAt', event.sentAt), ...moment('receivedAt', event.receivedAt), committedAt: at.toISOString(),
  });
  if (found === undefined) return [answered];
  const { assets, identities, remarks } = inFull(found);
  const of = { inquiryId, caseId, requestId, institutionCode, version, committedAt: at.toISOString() };
  const full = { ...of, obligorId, requestNumber };
  return [
    answered,
    fitting(message(sender, 'asset.found.full.v1', caseId, `found-${name}`, at, { ...full, assets, ...(identities === undefined ? {} : { identities }), ...(remarks === undefined ? {} : { remarks }) }), () =>
      message(sender, 'asset.found.full.v1', caseId, `found-${name}`, at, { ...full, assets: [], omitted: 'too-large' })),
    // A record about a person is no property: there is nothing to publish.
    ...(assets.length === 0 ? [] : [
      fitting(message(sender, 'asset.found.public.v1', caseId, `public-${name}`, at, { ...of, assets: assets.map(inPublic) }), () =>
        message(sender, 'asset.found.public.v1', caseId, `public-${name}`, at, { ...of, assets: [], omitted: 'too-large' })),
    ]),
  ];
}

/** The same event without its content, for brokers that allow less than others; undefined when there is nothing to leave out. */
export function withoutContent(refused: OutgoingMessage): OutgoingMessage | undefined {
  const data = JSON.parse(String(refused.value)) as { assets?: unknown[]; missing?: unknown[]; omitted?: string };
  if (Array.isArray(data.missing) && data.missing.length > 0) return { ...refused, value: JSON.stringify({ ...data, missing: [] }) };
  if (!Array.isArray(data.assets) || data.omitted !== undefined) return undefined;
  const { identities: _identities, remarks: _remarks, ...rest } = data as Record<string, unknown>;
  return { ...refused, value: JSON.stringify({ ...rest, assets: [], omitted: 'too-large' }) };
}

function completed(payload: OutboxEvent['payload'], missing: readonly MissingAnswer[]): EventData['inquiry.completed.v1'] {
  const { inquiryId, caseId, total, missing: missingCount } = payload as { inquiryId: string; caseId: string; total: number; missing: number };
  return {
    inquiryId, caseId, total, complete: missingCount === 0, missingCount,
    missing: missing.slice(0, MOST_MISSING).map(({ cause, sources, ...who }) => ({ ...who, sources: sources as Source[], ...(cause === null ? {} : { cause }) })),
  };
}

function message<Type extends EventType>(sender: Sender, type: Type, key: string, id: string, at: Date, data: EventData[Type]): OutgoingMessage {
  return {
    topic: topicName(sender.prefix, EVENT_TYPES[type]), key, value: JSON.stringify(data),
    headers: toHeaders(type, { id, source: sender.source, time: at.toISOString(), subject: key }),
  };
}

const fitting = (given: OutgoingMessage, smaller: () => OutgoingMessage): OutgoingMessage => (Buffer.byteLength(given.value) > MOST_BYTES ? smaller() : given);
/**
 * When a row became durable, in its id. In a database that was brought back from an older backup numbers are given again, to other things, and consumers who keep ids would take
 * those for known; what was in the backup has its moment there and keeps its id, and no other row with its number has the same.
 */
const moment36 = (at: Date): string => at.getTime().toString(36);
const moment = <Name extends string>(name: Name, at: Date | null): Partial<Record<Name, string>> => (at === null ? {} : ({ [name]: at.toISOString() } as Record<Name, string>));
