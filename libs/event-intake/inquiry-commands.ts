import { ERROR_CODES, Problem } from '#contracts/errors';
import type { InquiryRequested } from '#contracts/events';
import type { InquiryCommand, InquiryEngine } from '#libs/inquiry';
import type { CaseService } from '#libs/cases';
import { legalBasisOf } from '#libs/statute';
import { eventName, takeEvent, type Database } from '#libs/store';
import { actorOf, caseOf, named } from './case-events.js';
import type { IncomingEvent } from './read-message.js';
import type { Senders } from './senders.js';

export interface InquiryCommandParts {
  readonly database: Database;
  readonly cases: CaseService;
  readonly engine: Pick<InquiryEngine, 'submit'>;
  readonly senders: Senders;
}

/** Commands of other systems to ask, answered by events. */
export class InquiryCommands {
  constructor(private readonly parts: InquiryCommandParts) {}

  /**
   * Asks. The engine knows the command by a key of its own, in the transaction of the inquiry; that it was accepted is told in a second one,
   * once: who dies between them finds the same inquiry again.
   * @throws Problem as `InquiryEngine.submit`, `case-unknown`, `obligor-unknown`, `sender-unknown`, `court-beyond-reach`; EventKnown
   */
  async requested(event: IncomingEvent<'inquiry.requested.v1'>): Promise<void> {
    const { database, engine } = this.parts;
    const known = await caseOf(this.parts, event);
    const { result } = await engine.submit(commandOf(event.data, known.id, event.data.obligors?.map((one) => named(known, one).id)), {
      actor: actorOf(event).login, idempotencyKey: `event:${eventName(event.received)}`, waitMs: 0,
    });
    const payload = { ...of(event), inquiryId: result.id, caseId: known.id };
    await database.query.transaction().execute(async (transaction) => {
      await takeEvent(transaction, event.received);
      await transaction.insertInto('outbox').values({ type: 'inquiry.command-accepted', key: known.id, payload: JSON.stringify(payload) }).execute();
    });
  }

  /** Tells that a command is refused, once. @throws EventKnown */
  async refuse(event: IncomingEvent<'inquiry.requested.v1'>, problem: Problem): Promise<void> {
    // Outside of one's courts, what exists and what does not look the same.
    const { code, fields } = problem.code === 'court-beyond-reach' ? new Problem('case-unknown') : problem;
    const payload = { ...of(event), code, title: ERROR_CODES[code].title, ...(fields === undefined ? {} : { fields }) };
    await this.parts.database.query.transaction().execute(async (transaction) => {
      await takeEvent(transaction, event.received);
      await transaction.insertInto('outbox').values({ type: 'inquiry.command-refused', key: event.caseNumber, payload: JSON.stringify(payload) }).execute();
    });
  }
}

const of = ({ attributes }: IncomingEvent): object => ({ commandId: attributes.id, commandSource: attributes.source });

function commandOf({ sources, institutions, purpose, legalBasis, priority, force }: InquiryRequested, caseId: string, obligorIds: readonly string[] | undefined): InquiryCommand {
  const basis = legalBasis === undefined ? undefined : legalBasisOf(legalBasis);
  if (legalBasis !== undefined && basis === undefined) throw new Problem('request-invalid', undefined, [{ field: '/legalBasis', allowed: 'a code of the list of legal bases' }]);
  return {
    caseId, purpose, ...(obligorIds === undefined ? {} : { obligorIds }), ...(sources === undefined ? {} : { sources }), ...(institutions === undefined ? {} : { institutions }),
    ...(basis === undefined ? {} : { legalBasis: basis.code }), ...(priority === undefined ? {} : { priority }), ...(force === undefined ? {} : { force }),
  };
}
