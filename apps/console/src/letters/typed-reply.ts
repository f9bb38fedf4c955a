import type { Schema } from '../api/index.js';
import { fenOf } from '../format/index.js';

type EnteredReply = Schema<'EnterControlReplyDto'>;
export type ReplyKind = EnteredReply['kind'];

export interface PriorRow {
  readonly authority: string;
  readonly documentNumber: string;
  readonly amount: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

export interface RightRow {
  readonly kind: string;
  readonly holder: string;
  readonly amount: string;
}

/** What stands in the fields, as it was typed. */
export interface TypedReply {
  readonly kind: ReplyKind;
  readonly held: string;
  readonly quantity: string;
  readonly limit: string;
  readonly unfunded: string;
  readonly from: string;
  readonly until: string;
  readonly position: string;
  readonly institutionReference: string;
  readonly reason: string;
  readonly prior: readonly PriorRow[];
  readonly rights: readonly RightRow[];
}

export const NOTHING_TYPED: TypedReply = { kind: 'effective', held: '', quantity: '', limit: '', unfunded: '', from: '', until: '', position: '', institutionReference: '', reason: '', prior: [], rights: [] };
export const NO_PRIOR: PriorRow = { authority: '', documentNumber: '', amount: '', startsOn: '', endsOn: '' };
export const NO_RIGHT: RightRow = { kind: '', holder: '', amount: '' };

/** Fields that belong to each kind; others are not sent, whatever was typed before the kind was changed. */
const FIELDS: Readonly<Record<ReplyKind, readonly (keyof TypedReply)[]>> = {
  effective: ['held', 'quantity', 'limit', 'unfunded', 'from', 'until', 'institutionReference'],
  waiting: ['limit', 'from', 'until', 'position', 'institutionReference'],
  refused: ['reason'],
};

export const shows = (kind: ReplyKind, field: keyof TypedReply): boolean => FIELDS[kind].includes(field);

/** What is sent; undefined while a sum is none, or nothing can be sent yet. Empty is absent, never zero. */
export function toReply(typed: TypedReply, unit: string | undefined): Omit<EnteredReply, 'scan'> | undefined {
  const { kind } = typed;
  const given = (field: 'held' | 'limit' | 'unfunded' | 'from' | 'until' | 'position' | 'institutionReference' | 'reason' | 'quantity'): string => (shows(kind, field) ? typed[field].trim() : '');
  const sums = [given('held'), given('limit'), given('unfunded'), ...typed.prior.map(({ amount }) => amount), ...typed.rights.map(({ amount }) => amount)];
  if (sums.some((sum) => sum.trim() !== '' && fenOf(sum) === undefined) || (given('position') !== '' && !/^[1-9]\d{0,5}$/.test(given('position')))) return undefined;
  if (kind === 'refused' && given('reason') === '') return undefined;
  return {
    kind, ...sum('heldFen', given('held')), ...sum('limitFen', given('limit')), ...sum('unfundedFen', given('unfunded')),
    ...(unit === undefined || given('quantity') === '' ? {} : { heldQuantity: { amount: given('quantity'), unit } }),
    ...text('from', given('from')), ...text('until', given('until')), ...text('institutionReference', given('institutionReference')), ...text('reason', given('reason')),
    ...(given('position') === '' ? {} : { position: Number(given('position')) }),
    ...(typed.prior.length === 0 ? {} : { priorMeasures: typed.prior.map(({ authority, documentNumber, amount, startsOn, endsOn }) => ({ authority: authority.trim(), ...text('documentNumber', documentNumber), ...sum('amountFen', amount), ...text('startsOn', startsOn), ...text('endsOn', endsOn) })) }),
    ...(typed.rights.length === 0 ? {} : { rights: typed.rights.map(({ kind: right, holder, amount }) => ({ kind: right.trim(), holder: holder.trim(), ...sum('amountFen', amount) })) }),
  };
}

const text = <Name extends string>(name: Name, typed: string): { readonly [Key in Name]?: string } => (typed.trim() === '' ? {} : ({ [name]: typed.trim() } as { [Key in Name]: string }));

const sum = <Name extends string>(name: Name, typed: string): { readonly [Key in Name]?: number } => {
  const fen = fenOf(typed);
  return fen === undefined ? {} : ({ [name]: fen } as { [Key in Name]: number });
};
