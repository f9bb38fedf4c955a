import { compileSchemas, type CommonAnswer, type ErrorBody, type WireTicket, type WireOrderAnswer } from '#libs/json-contract';
import { schemas } from './vehicle.schema.js';

/** What the registry sends, field for field; see `openapi.yaml` for the meaning. */
export interface WireAnswer extends CommonAnswer {
  readonly requestNumber: string;
  /** `found`, `none`, `refused` or a word this version does not know. */
  readonly result: string;
  readonly vehicles?: readonly WireVehicle[];
}

export interface WireVehicle {
  readonly plate: string;
  /** 号牌种类, two characters of GA 24.7. */
  readonly plateKind: string;
  readonly type?: string;
  readonly make?: string;
  readonly model?: string;
  readonly vin?: string;
  readonly engineNumber?: string;
  readonly colour?: string;
  readonly registeredOn?: string;
  readonly registrationOffice?: string;
  readonly status?: string;
  readonly inspectionValidUntil?: string;
  readonly owner: WireOwner;
  /** Since 1.1, as everything down to `remarks`. */
  readonly coOwners?: readonly WireOwner[];
  readonly states?: readonly string[];
  readonly useNature?: string;
  readonly deregisteredOn?: string;
  readonly scrapBy?: string;
  readonly insuranceValidUntil?: string;
  readonly encumbrances?: readonly WireEncumbrance[];
  readonly seizures?: readonly WireSeizure[];
  readonly remarks?: string;
}

export interface WireOwner {
  readonly name: string;
  readonly documentNumber: string;
  /** As written: `50%`, `1/2`. */
  readonly share?: string;
}

export interface WireEncumbrance {
  readonly kind: string;
  readonly holder: string;
  readonly documentNumber?: string;
  readonly contact?: string;
  readonly amountFen?: number;
  readonly registeredOn?: string;
  readonly remarks?: string;
}

export interface WireSeizure {
  readonly authority: string;
  readonly documentNumber?: string;
  readonly from?: string;
  readonly to?: string;
  /** 1 is in force, 2 and higher wait (轮候). */
  readonly rank: number;
  readonly kind?: string;
  readonly registeredAt?: string;
  readonly remarks?: string;
}

const schema = compileSchemas('vehicle', schemas);

export const checkTicket = schema<WireTicket>('Ticket');
export const checkAnswer = schema<WireAnswer>('QueryAnswer');

export const checkOrder = schema<unknown>('ControlOrder');
export const checkOrderAnswer = schema<WireOrderAnswer>('OrderAnswer');
export const checkUnknownOrder = schema<{ readonly requestNumber: string }>('UnknownOrder');

const checkError = schema<ErrorBody>('Error');

export function errorOf(value: unknown): ErrorBody | undefined {
  const checked = checkError(value);
  return checked.ok ? checked.value : undefined;
}
