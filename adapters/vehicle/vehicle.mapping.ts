import type { Asset, PriorMeasure, QueryOutcome, QueryRequest, ThirdPartyRight } from '#contracts/adapter';
import { isPersonAsked, printable } from '#libs/json-contract';
import { checkAnswer, type WireAnswer, type WireEncumbrance, type WireSeizure, type WireVehicle } from './vehicle.wire.js';

/** The parsed body of a 200 as an outcome. Whose answer it is comes first, then what it says. */
export function readAnswer(value: unknown, request: QueryRequest): QueryOutcome {
  const envelope = readEnvelope(value);
  if (envelope === undefined) return { kind: 'defective', defect: 'schema', detail: 'no requestNumber and result' };
  if (envelope.requestNumber !== request.requestNumber) return contradictory('answers another request number');
  // An unknown word may come with fields of an unknown shape, so it is judged before the rest is.
  if (!isKnownResult(envelope.result)) {
    return { kind: 'unconfirmed', wireStatus: printable(envelope.result), detail: 'a result this version does not know' };
  }
  const checked = checkAnswer(value);
  if (!checked.ok) return { kind: 'defective', defect: 'schema', detail: checked.detail };
  const answer = checked.value;
  // One vehicle of somebody else puts the whole answer in doubt: the registry looked for the wrong person.
  if (answer.vehicles?.some((vehicle) => !isPersonAsked(request.subject, vehicle.owner)) ?? false) {
    return { kind: 'defective', defect: 'wrong-person', detail: 'an owner is not the person asked about' };
  }
  return judge(envelope.result, answer);
}

const RESULTS = ['found', 'none', 'refused'] as const;
type Result = (typeof RESULTS)[number];

const isKnownResult = (result: string): result is Result => (RESULTS as readonly string[]).includes(result);

function readEnvelope(value: unknown): { readonly requestNumber: string; readonly result: string } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { requestNumber, result } = value as { requestNumber?: unknown; result?: unknown };
  return typeof requestNumber === 'string' && typeof result === 'string' ? { requestNumber, result } : undefined;
}

function judge(result: Result, answer: WireAnswer): QueryOutcome {
  const rows = answer.vehicles?.length ?? 0;
  switch (result) {
    case 'found':
      return rows === 0 ? contradictory('found, but no vehicle') : found(answer);
    case 'none':
      return rows > 0 ? contradictory('none, but vehicles are listed') : { kind: 'nothing-found', ...remarksOf(answer) };
    case 'refused': {
      if (rows > 0) return contradictory('refused, but vehicles are listed');
      const { reason = '', code, contact } = answer.refusal ?? {};
      return { kind: 'refused', reason, ...(code === undefined ? {} : { reasonCode: code }), ...(contact === undefined ? {} : { contact }) };
    }
    default: {
      const never: never = result;
      return never;
    }
  }
}

function found(answer: WireAnswer): QueryOutcome {
  const vehicles = withoutRepeats(answer.vehicles ?? []);
  if (vehicles === undefined) return contradictory('one plate with two contents');
  return { kind: 'found', assets: vehicles.map((vehicle) => vehicleAsset(vehicle, answer.dataAsOf)), ...remarksOf(answer) };
}

/** The same row sent twice counts once; undefined when one plate names two different vehicles. */
function withoutRepeats(rows: readonly WireVehicle[]): readonly WireVehicle[] | undefined {
  const byPlate = new Map<string, WireVehicle>();
  for (const row of rows) {
    const first = byPlate.get(referenceOf(row));
    if (first === undefined) byPlate.set(referenceOf(row), row);
    else if (JSON.stringify(first) !== JSON.stringify(row)) return undefined;
  }
  return [...byPlate.values()];
}

/** The registry's key: the same number exists on plates of different kinds (car and motorcycle). */
const referenceOf = (vehicle: WireVehicle): string => `${vehicle.plate}/${vehicle.plateKind}`;

function vehicleAsset(vehicle: WireVehicle, dataAsOf: string | undefined): Asset {
  const name = [vehicle.make, vehicle.model].filter((part) => part !== undefined && part !== '').join(' ');
  return {
    source: 'vehicle',
    reference: referenceOf(vehicle),
    category: vehicle.type,
    name: name === '' ? undefined : name,
    status: vehicle.status,
    heldAt: vehicle.registrationOffice,
    openedOn: vehicle.registeredOn,
    dataAsOf,
    priorMeasures: vehicle.seizures?.map(priorMeasure),
    rights: vehicle.encumbrances?.map(thirdPartyRight),
    attributes: attributes({
      plate: vehicle.plate,
      plateKind: vehicle.plateKind,
      make: vehicle.make,
      model: vehicle.model,
      vin: vehicle.vin,
      engineNumber: vehicle.engineNumber,
      colour: vehicle.colour,
      inspectionValidUntil: vehicle.inspectionValidUntil,
    }),
    remarks: vehicle.remarks,
  };
}

/** The rank is the place in the queue (轮候), so it is the sequence of the measure. */
function priorMeasure(seizure: WireSeizure): PriorMeasure {
  return {
    sequence: seizure.rank,
    authority: seizure.authority,
    documentNumber: seizure.documentNumber,
    startsOn: seizure.from,
    endsOn: seizure.to,
    remarks: seizure.remarks,
  };
}

function thirdPartyRight(encumbrance: WireEncumbrance, index: number): ThirdPartyRight {
  const { amountFen, registeredOn, remarks } = encumbrance;
  return {
    sequence: index + 1,
    kind: encumbrance.kind,
    holder: encumbrance.holder,
    amount: amountFen === undefined ? undefined : { fen: amountFen, currency: 'CNY' },
    // The common form has no day for a right; it stays visible beside the registry's own remarks.
    remarks: registeredOn === undefined ? remarks : [`登记日期 ${registeredOn}`, remarks].filter(Boolean).join('；'),
  };
}

function attributes(all: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

const remarksOf = (answer: WireAnswer): { remarks?: string } => (answer.remarks === undefined ? {} : { remarks: answer.remarks });

const contradictory = (detail: string): QueryOutcome => ({ kind: 'defective', defect: 'contradictory', detail });
