import type { Vehicle } from '../../population/holding.js';
import type { Stage } from '../institution.js';
import { askedParty } from './asked-party.js';
import type { Found, OrderContract } from './order-contract.js';

interface FoundVehicle extends Found {
  readonly vehicle: Vehicle;
}

export const vehicleKey = ({ plate, plateKind }: Vehicle): string => `${plate}/${plateKind}`;

/** A vehicle has one seizure in force; who came after waits. */
export const vehicleSeed = ({ seizures }: Vehicle): ReturnType<Found['seed']> => ({
  whole: 1n,
  earlier: seizures.map((row, index) => ({ authority: row.authority, documentNumber: row.documentNumber, wanted: 1n, from: row.startsOn, until: row.endsOn, waits: index > 0 })),
});

/** 档案查封: taken at once, entered when the registry gets to it. */
export function vehicleOrders(code: string, stage: Stage): OrderContract<FoundVehicle> {
  return {
    path: '/vehicle/v1/orders',
    operations: ['seal', 'renew-seal', 'wait-seal', 'release-seal'],
    book: stage.registers.of(code),
    numbers: { inForce: 'CF', waiting: 'LF' },
    find(order) {
      const { plate = '', plateKind = '', vin = '' } = order.target;
      const known = askedParty(stage.population, order);
      const vehicles = known === undefined ? undefined : stage.population.holdings(known.party, code)?.vehicles;
      if (known === undefined || vehicles === undefined) return { code: 'owner-unknown', reason: '未查到该所有人的机动车' };
      const vehicle = vehicles.find((one) => one.plate === plate && one.plateKind === plateKind);
      if (vehicle === undefined) return { code: 'vehicle-unknown', reason: '该所有人名下没有此号牌的机动车' };
      if (vehicle.vin !== vin) return { code: 'vehicle-mismatch', reason: '号牌与车辆识别代号不是同一辆车' };
      if (vehicle.deregisteredOn !== undefined) return { code: 'deregistered', reason: '该车已注销登记' };
      return {
        key: vehicleKey(vehicle), seed: () => vehicleSeed(vehicle), holder: { name: known.name, documentNumber: known.party.documentNumber }, target: { plate, plateKind, vin }, vehicle,
      };
    },
    parts: () => 1n,
    amounts: () => ({}),
    earlier: ({ authority, documentNumber, from, until, effectiveAt }) => ({ authority, documentNumber, ...(from === undefined ? {} : { from, until, effectiveAt }) }),
    also: (_order, { vehicle }) => ({ registrationOffice: vehicle.registrationOffice }),
    decidedAt: (takenAt, delayMs) => takenAt + delayMs,
  };
}
