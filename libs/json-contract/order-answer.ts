import type { ControlEffect, ControlOutcome, ControlReceipt, ControlRequest, Money, PriorMeasure, Quantity, ThirdPartyRight } from '#contracts/adapter';
import { sha256, type WireThing } from './write-order.js';

/** The body of a 200 or 202 to an order, field for field. What a contract does not have stays away by its schema. */
export interface WireOrderAnswer {
  readonly requestNumber: string;
  /** `effective`, `waiting`, `accepted`, `in-progress`, `refused` or a word this version does not know. */
  readonly state: string;
  readonly operation?: string;
  /** Milliseconds. */
  readonly askAgainInMs?: number;
  readonly holder?: { readonly name: string; readonly documentNumber: string };
  readonly target?: WireThing;
  /** CNY when left out. */
  readonly currency?: string;
  readonly limitFen?: number;
  readonly heldFen?: number;
  readonly unfundedFen?: number;
  readonly balanceFen?: number;
  readonly availableFen?: number;
  readonly heldQuantity?: string;
  readonly unit?: string;
  readonly heldBasisPoints?: number;
  readonly from?: string;
  readonly until?: string;
  readonly effectiveAt?: string;
  readonly reference?: string;
  readonly position?: number;
  readonly earlierMeasures?: readonly WireEarlierMeasure[];
  readonly othersRights?: readonly WireOthersRight[];
  readonly receipts?: readonly { readonly fileName: string; readonly fileType: string; readonly content: string; readonly sha256?: string }[];
  readonly refusal?: { readonly code?: string; readonly reason: string; readonly contact?: string };
  readonly remarks?: string;
}

export interface WireEarlierMeasure {
  readonly sequence: number;
  readonly authority: string;
  readonly documentNumber?: string;
  readonly amountFen?: number;
  readonly quantity?: string;
  readonly from?: string;
  readonly until?: string;
  readonly effectiveAt?: string;
  readonly remarks?: string;
}

export interface WireOthersRight {
  readonly kind: string;
  readonly holder: string;
  readonly amountFen?: number;
  readonly quantity?: string;
  readonly remarks?: string;
}

const CNY = 'CNY';

/** What the institution says it did, in our terms. Called once the answer proved to be about this order. */
export function effectOf(answer: WireOrderAnswer, request: ControlRequest): ControlEffect {
  const currency = answer.currency ?? CNY;
  const all: ControlEffect = {
    limit: money(answer.limitFen, currency),
    held: money(answer.heldFen, currency),
    heldQuantity: heldQuantity(answer, request),
    unfunded: money(answer.unfundedFen, currency),
    balance: money(answer.balanceFen, currency),
    available: money(answer.availableFen, currency),
    from: answer.from,
    until: answer.until,
    effectiveAt: answer.effectiveAt,
    institutionReference: answer.reference,
    priorMeasures: answer.earlierMeasures?.map((row) => earlier(row, currency)),
    rights: answer.othersRights?.map((row, index) => right(row, index, currency)),
    receipts: answer.receipts?.map(receipt),
    remarks: answer.remarks,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as ControlEffect;
}

/** Shares and units as written; a part of a shareholding in percent. */
function heldQuantity({ heldQuantity: amount, unit, heldBasisPoints }: WireOrderAnswer, { extent }: ControlRequest): Quantity | undefined {
  if (amount !== undefined) return { amount, unit: unit ?? (extent.by === 'quantity' ? extent.quantity.unit : '') };
  return heldBasisPoints === undefined ? undefined : { amount: String(heldBasisPoints / 100), unit: '%' };
}

function earlier(row: WireEarlierMeasure, currency: string): PriorMeasure {
  const remarks = [row.quantity === undefined ? '' : `数量 ${row.quantity}`, row.remarks ?? ''].filter((part) => part !== '').join('；');
  return {
    sequence: row.sequence,
    authority: row.authority,
    ...(row.documentNumber === undefined ? {} : { documentNumber: row.documentNumber }),
    ...(row.amountFen === undefined ? {} : { amount: { fen: row.amountFen, currency } }),
    ...(row.from === undefined ? {} : { startsOn: row.from }),
    ...(row.until === undefined ? {} : { endsOn: row.until }),
    ...(row.effectiveAt === undefined ? {} : { effectiveAt: row.effectiveAt }),
    ...(remarks === '' ? {} : { remarks }),
  };
}

function right(row: WireOthersRight, index: number, currency: string): ThirdPartyRight {
  const remarks = [row.quantity === undefined ? '' : `数量 ${row.quantity}`, row.remarks ?? ''].filter((part) => part !== '').join('；');
  return {
    sequence: index + 1,
    kind: row.kind,
    holder: row.holder,
    ...(row.amountFen === undefined ? {} : { amount: { fen: row.amountFen, currency } }),
    ...(remarks === '' ? {} : { remarks }),
  };
}

/** A receipt that is damaged does not undo what the answer says; it is kept as it came and marked. */
function receipt({ fileName, fileType, content, sha256: digest }: NonNullable<WireOrderAnswer['receipts']>[number]): ControlReceipt {
  const bytes = Buffer.from(content, 'base64');
  const readable = bytes.toString('base64').replace(/=+$/, '') === content.replace(/=+$/, '');
  const matches = readable ? (digest === undefined ? undefined : sha256(bytes) === digest.toLowerCase()) : false;
  return { fileName, fileType, content: Uint8Array.from(readable ? bytes : Buffer.from(content)), ...(matches === undefined ? {} : { digestMatches: matches }) };
}

const money = (fen: number | undefined, currency: string): Money | undefined => (fen === undefined ? undefined : { fen, currency });

/** 退回, 不予办理: with what the institution shows of those before us. */
export function refusedOrder(answer: WireOrderAnswer, request: ControlRequest): ControlOutcome {
  const { reason = '', code, contact } = answer.refusal ?? {};
  const effect = effectOf(answer, request);
  return {
    kind: 'refused',
    reason,
    ...(code === undefined ? {} : { reasonCode: code }),
    ...(contact === undefined ? {} : { contact }),
    ...(Object.keys(effect).length === 0 ? {} : { effect }),
  };
}
