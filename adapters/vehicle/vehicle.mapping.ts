import type { Asset, AssetHolder, PriorMeasure, QueryOutcome, QueryRequest, ThirdPartyRight } from '#contracts/adapter';
import { attributes, contradictory, isPersonAsked, notes, readAnswer as readJsonAnswer, remarksOf, withoutRepeats, type AnswerForm } from '#libs/json-contract';
import { beijingDay, checkVin, inspectionOverdue, vehicleKey } from './vehicle.identity.js';
import { checkAnswer, type WireAnswer, type WireEncumbrance, type WireOwner, type WireSeizure, type WireVehicle } from './vehicle.wire.js';

const form: AnswerForm<WireAnswer> = {
  check: checkAnswer,
  rows: ({ vehicles = [] }) => vehicles.length,
  without: 'no vehicle',
  listed: 'vehicles are listed',
  // One vehicle of somebody else puts the whole answer in doubt: the registry looked for the wrong person.
  somebodyElse: ({ vehicles = [] }, { subject }) =>
    vehicles.every((vehicle) => ownersOf(vehicle).some((owner) => isPersonAsked(subject, owner))) ? undefined : 'an owner is not the person asked about',
  found,
};

/** The parsed body of a 200 as an outcome. */
export const readAnswer = (value: unknown, request: QueryRequest): QueryOutcome => readJsonAnswer(value, request, form);

function found(answer: WireAnswer, request: QueryRequest): QueryOutcome {
  const vehicles = withoutRepeats(answer.vehicles ?? [], referenceOf);
  if (vehicles === undefined) return contradictory('one plate with two contents');
  // What the data describes; a registry that does not say is taken to describe the moment it was asked.
  const day = beijingDay(answer.dataAsOf ?? request.acceptedAt);
  return { kind: 'found', assets: vehicles.map((vehicle) => vehicleAsset(vehicle, answer.dataAsOf, day)), ...remarksOf(answer) };
}

/** The registered owner first. */
const ownersOf = ({ owner, coOwners = [] }: WireVehicle): readonly WireOwner[] => [owner, ...coOwners];

/** The registry's key: the same number exists on plates of different kinds (car and motorcycle). */
const referenceOf = (vehicle: WireVehicle): string => `${vehicle.plate}/${vehicle.plateKind}`;

function vehicleAsset(vehicle: WireVehicle, dataAsOf: string | undefined, day: string): Asset {
  const name = [vehicle.make, vehicle.model].filter((part) => part !== undefined && part !== '').join(' ');
  const { states = [] } = vehicle;
  return {
    source: 'vehicle',
    reference: referenceOf(vehicle),
    category: vehicle.type,
    name: name === '' ? undefined : name,
    status: states.length > 0 ? states.join('、') : vehicle.status,
    heldAt: vehicle.registrationOffice,
    key: vehicleKey(vehicle),
    holders: ownersOf(vehicle).map(holder),
    openedOn: vehicle.registeredOn,
    closedOn: vehicle.deregisteredOn,
    dataAsOf,
    priorMeasures: vehicle.seizures?.map(priorMeasure),
    rights: vehicle.encumbrances?.map(thirdPartyRight),
    attributes: attributes({
      plate: vehicle.plate,
      plateKind: vehicle.plateKind,
      make: vehicle.make,
      model: vehicle.model,
      vin: vehicle.vin,
      vinCheck: checkVin(vehicle.vin),
      engineNumber: vehicle.engineNumber,
      colour: vehicle.colour,
      useNature: vehicle.useNature,
      inspectionValidUntil: vehicle.inspectionValidUntil,
      inspectionOverdue: inspectionOverdue(vehicle.inspectionValidUntil, day),
      insuranceValidUntil: vehicle.insuranceValidUntil,
      scrapBy: vehicle.scrapBy,
    }),
    remarks: vehicle.remarks,
  };
}

const holder = ({ name, share }: WireOwner, index: number): AssetHolder => ({ name, role: index === 0 ? '所有人' : '共有人', share });

/** The rank is the place in the queue (轮候), so it is the sequence of the measure. */
function priorMeasure(seizure: WireSeizure): PriorMeasure {
  return {
    sequence: seizure.rank,
    authority: seizure.authority,
    documentNumber: seizure.documentNumber,
    startsOn: seizure.from,
    endsOn: seizure.to,
    effectiveAt: seizure.registeredAt,
    remarks: notes(seizure.kind, seizure.remarks),
  };
}

function thirdPartyRight(encumbrance: WireEncumbrance, index: number): ThirdPartyRight {
  const { amountFen, registeredOn, documentNumber, remarks } = encumbrance;
  return {
    sequence: index + 1,
    kind: encumbrance.kind,
    holder: encumbrance.holder,
    amount: amountFen === undefined ? undefined : { fen: amountFen, currency: 'CNY' },
    contact: encumbrance.contact,
    remarks: notes(documentNumber && `登记编号 ${documentNumber}`, registeredOn && `登记日期 ${registeredOn}`, remarks),
  };
}
