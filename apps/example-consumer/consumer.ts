import { EventClient, InquiryRefused } from '#libs/event-client';
import type { BusOptions } from '#libs/message-bus';

export interface ConsumerParts extends Pick<BusOptions, 'brokers' | 'tls' | 'login'> {
  readonly prefix: string;
  /** One line of JSON for each thing that happened. */
  readonly say: (line: object) => void;
}

/**
 * A case-money system (案款系统) as small as it can be: adds up what could be taken of each case's obligors, and asks about a case when it is
 * told to. Says sums and identifiers, never accounts or names.
 */
export async function startConsumer({ say, ...reach }: ConsumerParts): Promise<{ ask(caseNumber: string): Promise<void>; close(): Promise<void> }> {
  const available = new Map<string, number>();
  const counted = new Set<string>();
  const client = new EventClient({ ...reach, source: 'urn:example:case-money', group: `${reach.prefix}.example-consumer` });

  client.on('asset.found.full.v1', ({ caseId, institutionCode, assets, omitted }, { id }) => {
    // At least once: a real system keeps the ids where it keeps the sums.
    if (counted.has(id)) return;
    counted.add(id);
    const fen = assets.reduce((sum, { available: left }) => sum + (left?.currency === 'CNY' ? left.fen : 0), 0);
    available.set(caseId, (available.get(caseId) ?? 0) + fen);
    say({ found: { caseId, institutionCode, things: assets.length, availableFen: available.get(caseId), ...(omitted === undefined ? {} : { omitted }) } });
  });
  await client.start();

  return {
    ask: async (caseNumber) => {
      try {
        const { inquiryId, total, complete, missingCount } = await client.inquire({ caseNumber, purpose: '案款核实', sources: ['deposit', 'payment'] });
        say({ completed: { caseNumber, inquiryId, total, complete, missingCount } });
      } catch (error) {
        if (!(error instanceof InquiryRefused)) throw error;
        say({ refused: { caseNumber, code: error.code } });
      }
    },
    close: () => client.close(),
  };
}
