import { KafkaPartitionGroup, LaneOwnership, partitionOfInstitution, type PartitionGroup } from '#libs/lane-ownership';
import type { MessageBus } from '#libs/message-bus';
import { hearDispatch, type ClosingOrder, type ProcessCore } from '#libs/process';
import { toPushWork } from '#libs/push-dispatch';
import { DispatchFences, OpenBreakers } from '#libs/store';
import type { Dispatcher, DispatcherShare } from './dispatcher-application.js';

export interface AmongManyParts {
  readonly core: ProcessCore;
  readonly group: PartitionGroup;
  readonly closing: ClosingOrder;
  /** How long calls under way have when institutions are given up, ms. */
  readonly graceMs: number;
  /** Makes the dispatcher over its share. */
  readonly dispatcher: (share: DispatcherShare) => Dispatcher;
}

/** A dispatcher among several. */
export interface DispatcherAmongMany {
  readonly dispatcher: Dispatcher;
  readonly ownership: LaneOwnership;
}

export const kafkaGroup = (bus: MessageBus, prefix: string, core: ProcessCore): PartitionGroup => new KafkaPartitionGroup({ bus, prefix, logger: core.log('dispatcher') });

/** Puts together a dispatcher, the institutions it has by group and fence, and what they were left with by whoever had them before. */
export function shareInstitutions({ core, group, closing, graceMs, dispatcher: make }: AmongManyParts): DispatcherAmongMany {
  const { database, registry, requests, log } = core;
  const logger = log('dispatcher');
  const breakers = new OpenBreakers(database);
  const leftOpen = new Set<string>();
  const note = async (code: string, open: boolean): Promise<void> => (open ? breakers.opened(code) : breakers.closed(code));
  const dispatcher = make({
    owns: (code) => ownership.owns(code),
    breakerLeftOpen: (code) => leftOpen.delete(code),
    onBreaker: (code, open) => void note(code, open).catch((err: unknown) => logger.warn({ err, institutionCode: code }, 'the state of a breaker was not kept')),
  });
  const codesIn = (partitions: readonly number[]): string[] => {
    const among = new Set(partitions);
    return registry.all().flatMap(({ code }) => (among.has(partitionOfInstitution(code)) ? [code] : []));
  };
  const fences = closing.opened(new DispatchFences({ database, onLost: (partitions) => ownership.lost(partitions) }), (one) => one.close());
  const news = hearDispatch({ database, closing }, logger, {
    asked: (partitions) => ownership.asked(partitions),
    offered: (ids) => void offer(ids).catch((err: unknown) => logger.warn({ err }, 'requests that were handed over could not be read; they are found later')),
  });
  const ownership: LaneOwnership = new LaneOwnership({
    fences,
    ask: (partitions) => news.ask(partitions),
    orphans: { groupSpeaks: () => group.isMember },
    logger,
    owner: {
      takeUp: async (partitions) => {
        const codes = codesIn(partitions);
        for (const code of await breakers.leftOpen(codes)) leftOpen.add(code);
        await dispatcher.takeUp(codes);
      },
      release: (partitions, atOnce) => dispatcher.release(codesIn(partitions), atOnce ? 0 : graceMs),
    },
  });
  const offer = async (ids: readonly number[]): Promise<void> => dispatcher.handover.offer((await requests.openPushOf(ids)).map(toPushWork));
  closing.add(() => dispatcher.close(graceMs));
  closing.add(() => ownership.close());
  // Out of the group first: the others get ours while we finish.
  closing.add(() => group.close());
  group.start({ assigned: (partitions) => ownership.assigned(partitions), revoked: (partitions) => ownership.revoked(partitions), requests: offer });
  return { dispatcher, ownership };
}
