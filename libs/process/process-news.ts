import type { Collector, TellOthers } from '#libs/collection';
import { ChangeListener } from '#libs/institutions';
import type { Mailbox } from '#libs/mailbox';
import { NewsSender, wordsOf, type Database } from '#libs/store';
import type { Logger } from '#libs/telemetry';
import type { ClosingOrder } from './closing-order.js';

const COMMITTED = 'outcome_committed';
const WAITING = 'mailbox_waiting';
const CANCELLED = 'inquiry_cancelled';
/** Ends the word of an inquiry of which nothing is missing any more. */
const COMPLETE = '!';
/** Between an inquiry and a request of it that left for its institution. */
const ASKED = '>';
/** A signal may be lost with its process: mailboxes are read through as often. */
const LOAD_EVERY_MS = 15_000;

type Place = { readonly database: Database; readonly closing: ClosingOrder };

/** What this process commits of inquiries, and whom it asks, is told to those who wait for it elsewhere: callers with `Prefer: wait`, progress streams. */
export function tellCommitted({ database, closing }: Place): TellOthers {
  const sender = closing.opened(new NewsSender({ database, channel: COMMITTED }), (one) => one.close());
  return (inquiryId, complete, asked) => sender.tell([asked !== undefined ? `${inquiryId}${ASKED}${asked}` : complete ? inquiryId + COMPLETE : inquiryId]);
}

/** Hears what others commit. */
export function hearCommitted(collector: Collector, { database, closing }: Place, logger: Logger): ChangeListener {
  return listen(COMMITTED, { database, closing }, logger, (payload) => {
    if (payload === undefined) collector.heard();
    else for (const word of wordsOf(payload)) heard(collector, word);
  });
}

function heard(collector: Collector, word: string): void {
  const [inquiryId, asked] = word.split(ASKED) as [string, string?];
  if (asked !== undefined) collector.heardAsking(inquiryId, Number(asked));
  else collector.heard(word.endsWith(COMPLETE) ? word.slice(0, -1) : word, word.endsWith(COMPLETE));
}

/** For a process that writes to mailboxes and shows none. */
export function signalMailboxes({ database, closing }: Place): Pick<Mailbox, 'signal'> {
  const sender = closing.opened(new NewsSender({ database, channel: WAITING }), (one) => one.close());
  return { signal: (institutionCodes) => sender.tell(institutionCodes) };
}

/** Hears what others put into mailboxes; looks by itself for what was never told. */
export function hearMailboxes(mailbox: Mailbox, { database, closing }: Place, logger: Logger): ChangeListener {
  const load = (): void => void mailbox.load().catch((err: unknown) => logger.warn({ err }, 'what waits in mailboxes was not read; it is tried again'));
  const timer = setInterval(load, LOAD_EVERY_MS).unref();
  closing.add(() => clearInterval(timer));
  return listen(WAITING, { database, closing }, logger, (payload) => (payload === undefined ? load() : mailbox.signal(wordsOf(payload))));
}

/** Cancelled inquiries, for those who may be about to ask. */
export function tellCancelled({ database, closing }: Place): (inquiryId: string) => void {
  const sender = closing.opened(new NewsSender({ database, channel: CANCELLED, gatherMs: 0 }), (one) => one.close());
  return (inquiryId) => sender.tell([inquiryId]);
}

export function hearCancelled(cancel: (inquiryId: string) => void, { database, closing }: Place, logger: Logger): ChangeListener {
  return listen(CANCELLED, { database, closing }, logger, (payload) => wordsOf(payload ?? '').forEach(cancel));
}

const WANTED = 'dispatch_wanted';
const OFFERED = 'dispatch_offered';

/** Requests for dispatchers, by id, while Kafka is away. */
export function tellOffered({ database, closing }: Place): Pick<NewsSender, 'tell'> {
  return closing.opened(new NewsSender({ database, channel: OFFERED }), (one) => one.close());
}

/** What dispatchers tell each other, and are told while Kafka is away. */
export function hearDispatch(
  { database, closing }: Place,
  logger: Logger,
  hear: { readonly asked: (partitions: readonly number[]) => void; readonly offered: (ids: readonly number[]) => void },
): { readonly ask: (partitions: readonly number[]) => void } {
  const sender = closing.opened(new NewsSender({ database, channel: WANTED, gatherMs: 0 }), (one) => one.close());
  listen(WANTED, { database, closing }, logger, (payload) => payload !== undefined && hear.asked(wordsOf(payload).map(Number)));
  listen(OFFERED, { database, closing }, logger, (payload) => payload !== undefined && hear.offered(wordsOf(payload).map(Number)));
  return { ask: (partitions) => sender.tell(partitions.map(String)) };
}

function listen(channel: string, { database, closing }: Place, logger: Logger, onChange: (payload?: string) => unknown): ChangeListener {
  const listener = closing.opened(new ChangeListener({ database, channel, onChange: (payload) => void onChange(payload), logger }), (one) => one.close());
  listener.start();
  return listener;
}
