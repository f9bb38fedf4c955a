import type { Asset, PriorMeasure, QueryOutcome, QueryRequest, ThirdPartyRight } from '#contracts/adapter';
import { attributes, contradictory, isPersonAsked, readAnswer as readJsonAnswer, remarksOf, withoutRepeats, type AnswerForm } from '#libs/json-contract';
import { checkAnswer, type WireAnswer, type WireEncumbrance, type WireSeizure, type WireVehicle } from './vehicle.wire.js';

const form: AnswerForm<WireAnswer> = {
  check: checkAnswer,
  rows: ({ vehicles = [] }) => vehicles.length,
  without: 'no vehicle',
  listed: 'vehicles are listed',
  // One vehicle of somebody else puts the whole answer in doubt: the registry looked for the wrong person.
  somebodyElse: ({ vehicles = [] }, { subject }) =>
    vehicles.some(({ owner }) => !isPersonAsked(subject, owner)) ? 'an owner is not the person asked about' : undefined,
  found,
};

/** The parsed body of a 200 as an outcome. */
export const readAnswer = (value: unknown, request: QueryRequest): QueryOutcome => readJsonAnswer(value, request, form);

function found(answer: WireAnswer): QueryOutcome {
  const vehicles = withoutRepeats(answer.vehicles ?? [], referenceOf);
  if (vehicles === undefined) return contradictory('one plate with two contents');
  return { kind: 'found', assets: vehicles.map((vehicle) => vehicleAsset(vehicle, answer.dataAsOf)), ...remarksOf(answer) };
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
