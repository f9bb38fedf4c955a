import { Problem } from '#contracts/errors';
import type { CaseFiled, NamedObligor } from '#contracts/events';
import type { Actor } from '#libs/access';
import { identityKeys, type CaseRecord, type CaseService, type ObligorRecord } from '#libs/cases';
import type { CaseFacts } from '#libs/control-desk';
import type { FiledCase, FilingDesk, FilingReceipt } from '#libs/filing';
import { isDocumentType, parseIdentityDocument } from '#libs/identifiers';
import type { InquiryEngine } from '#libs/inquiry';
import { eventName, takeEvent, type CaseState, type Database } from '#libs/store';
import type { IncomingEvent } from './read-message.js';
import type { Senders } from './senders.js';

export interface CaseEventParts {
  readonly database: Database;
  readonly desk: FilingDesk;
  readonly cases: CaseService;
  readonly facts: Pick<CaseFacts, 'recordBankruptcy'>;
  readonly engine: Pick<InquiryEngine, 'submit'>;
  readonly senders: Senders;
  /** Starts what a filing ordered, without waiting for its turn. */
  readonly startOrders?: (orderIds: readonly string[]) => Promise<void>;
}

/** Who says it, as the audit record names them. */
export const actorOf = ({ received, attributes }: IncomingEvent): Actor => ({ login: `kafka:${attributes.source}`, correlationId: null, event: received });

/**
 * What events of case systems bring about (案件事件), by the same services as every other way in. Each writes down its event in the transaction
 * of its effect, so that one that comes again does nothing. Everything throws `Problem` or EventKnown; what then becomes of the message is
 * said in `verdict.ts`.
 */
export class CaseEvents {
  constructor(private readonly parts: CaseEventParts) {}

  /** 立案: registered, and asked about as the policy says. @throws Problem as `FilingDesk.file`, `request-invalid` when no party can be taken */
  async filed(event: IncomingEvent<'case.filed.v1'>): Promise<FilingReceipt> {
    const within = this.parts.senders.courtOf(event.attributes.source);
    const receipt = await this.parts.desk.file(toFiledCase(event.data), { actor: actorOf(event), channel: 'kafka', exchangeId: null, ...(within === undefined ? {} : { within }) });
    if (receipt.filingId === undefined) throw invalidParties(receipt);
    if (receipt.parties.every(({ result }) => result === 'conflict')) throw new Problem('filing-conflict');
    await this.parts.startOrders?.(receipt.orderIds).catch(() => undefined);
    return receipt;
  }

  async changed(event: IncomingEvent<'case.changed.v1'>): Promise<void> {
    const { id } = await this.#case(event);
    const { kind, filedOn, owed, officerIds } = event.data;
    await this.parts.cases.change(id, undefined, { ...(kind === undefined ? {} : { kind }), ...(filedOn === undefined ? {} : { filedOn }), ...(owed === undefined ? {} : { owed }), ...(officerIds === undefined ? {} : { officerIds }) }, actorOf(event));
  }

  /** 追加被执行人: two steps, each done once; a process that dies between them leaves the message, and the second follows. */
  async obligorAdded(event: IncomingEvent<'case.obligor-added.v1'>): Promise<void> {
    const known = await this.#case(event);
    const { kind, name, otherNames, documents, ask } = event.data;
    const there = find({ ...known, obligors: known.obligors.filter(({ removedAt }) => removedAt === undefined) }, documents);
    const obligor = there ?? (await this.parts.cases.addObligor(known.id, { kind, name, documents, ...(otherNames === undefined ? {} : { otherNames }) }, actorOf(event)));
    if (ask !== true) return there === undefined ? undefined : this.#nothingToDo(event);
    await this.parts.engine.submit({ caseId: known.id, obligorIds: [obligor.id], purpose: '追加被执行人查控', priority: 'filing' }, {
      actor: actorOf(event).login, cause: 'filing', idempotencyKey: `event:${eventName(event.received)}`, waitMs: 0,
    });
  }

  async obligorRemoved(event: IncomingEvent<'case.obligor-removed.v1'>): Promise<void> {
    const known = await this.#case(event);
    const obligor = named(known, event.data);
    if (obligor.removedAt !== undefined) return this.#nothingToDo(event);
    await this.parts.cases.removeObligor(known.id, obligor.id, undefined, actorOf(event));
  }

  /** 案款到账: a total, so that what comes twice counts once; what is held is counted anew against it (I1). */
  async amountPaid(event: IncomingEvent<'case.amount-paid.v1'>): Promise<void> {
    const { id } = await this.#case(event);
    await this.parts.cases.change(id, undefined, { owed: { paidFen: event.data.paidTotalFen } }, actorOf(event));
  }

  closed(event: IncomingEvent<'case.closed.v1'>): Promise<void> {
    return this.#state(event, 'closed');
  }

  endedWithoutAssets(event: IncomingEvent<'case.ended-without-assets.v1'>): Promise<void> {
    return this.#state(event, 'ended-without-assets', event.data.ruledOn);
  }

  restored(event: IncomingEvent<'case.restored.v1'>): Promise<void> {
    return this.#state(event, 'open');
  }

  async bankruptcyAccepted(event: IncomingEvent<'case.bankruptcy-accepted.v1'>): Promise<void> {
    const known = await this.#case(event);
    const { acceptedOn, court } = event.data;
    await this.parts.facts.recordBankruptcy(known.id, named(known, event.data).id, { acceptedOn, court }, actorOf(event));
  }

  /** Somebody may have entered by hand what the event says. */
  async #state(event: IncomingEvent, state: CaseState, ruledOn?: string): Promise<void> {
    const known = await this.#case(event);
    if (known.state === state) return this.#nothingToDo(event);
    await this.parts.cases.changeState(known.id, undefined, state, actorOf(event), ruledOn);
  }

  async #nothingToDo(event: IncomingEvent): Promise<void> {
    await this.parts.database.query.transaction().execute((transaction) => takeEvent(transaction, event.received));
  }

  async #case(event: IncomingEvent): Promise<CaseRecord> {
    return caseOf(this.parts, event);
  }
}

/** The case an event names. @throws Problem `case-unknown`, `sender-unknown`, `court-beyond-reach` */
export async function caseOf({ cases, senders }: Pick<CaseEventParts, 'cases' | 'senders'>, { attributes, caseNumber }: IncomingEvent): Promise<CaseRecord> {
  // Before anything else: a stranger learns of no case whether it is there.
  senders.courtOf(attributes.source);
  const known = await cases.reader.findByNumber(caseNumber);
  if (known === undefined) throw new Problem('case-unknown');
  await senders.requireReach(attributes.source, known.courtCode);
  return known;
}

/** An obligor by id or document, also one that was taken out. @throws Problem `request-invalid`, `obligor-unknown` */
export function named(known: CaseRecord, { obligorId, document }: NamedObligor): ObligorRecord {
  if (obligorId === undefined && document === undefined) throw new Problem('request-invalid', undefined, [{ field: '/obligorId', allowed: 'an id, or a document' }]);
  const obligor = obligorId === undefined ? find(known, [document!]) : known.obligors.find(({ id }) => id === obligorId);
  if (obligor === undefined) throw new Problem('obligor-unknown');
  return obligor;
}

/** Who stands in the case with one of the documents; those who still do first. */
function find({ obligors }: CaseRecord, documents: readonly { readonly type: string; readonly number: string }[]): ObligorRecord | undefined {
  const wanted = new Set(documents.flatMap(({ type, number }) => {
    const parsed = isDocumentType(type) ? parseIdentityDocument(type, number) : undefined;
    return parsed?.ok === true ? identityKeys([parsed.value]).map((key) => `${key.type} ${key.number}`) : [];
  }));
  const has = ({ documents: own }: ObligorRecord): boolean => identityKeys(own).some(({ type, number }) => wanted.has(`${type} ${number}`));
  return obligors.find((one) => one.removedAt === undefined && has(one)) ?? obligors.find(has);
}

const STATUS = { obligor: '被执行人', applicant: '申请执行人', 'third-party': '案外人' } as const;

function toFiledCase({ filingNumber, caseNumber, courtCode, kind, filedOn, owed, cause, inquiryRequested, officers, parties }: CaseFiled): FiledCase {
  const { principalFen, interestFen, lateInterestFen, executionFeeFen, paidFen } = owed;
  return {
    number: filingNumber, caseNumber, courtCode, kind, filedOn, owed: { principalFen, interestFen, lateInterestFen, executionFeeFen, paidFen }, cause: cause ?? '', requested: inquiryRequested ?? false, remarks: {},
    officers: officers.map(({ id, certificate, name }) => ({ id, certificate, name })),
    parties: parties.map(({ number, role, kind: of, name, otherNames, documents }) => ({
      number, status: STATUS[role], owes: role === 'obligor', kind: of, name, otherNames: otherNames ?? [], documents: documents.map((document) => ({ type: document.type, number: document.number })),
    })),
  };
}

function invalidParties({ parties }: FilingReceipt): Problem {
  const fields = parties.flatMap((party, index) => (party.result === 'invalid' ? party.fields.map(({ field, allowed }) => ({ field: `/parties/${index}${field}`, allowed })) : []));
  return new Problem('request-invalid', undefined, fields);
}
