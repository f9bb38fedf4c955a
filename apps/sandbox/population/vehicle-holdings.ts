import { syntheticPlate, syntheticResidentId, syntheticVin } from '#libs/identifiers';
import { measuresOf } from './bank-holdings.js';
import type { Vehicle } from './holding.js';
import type { Party } from './party.js';
import { pick, randomFor, wholeBetween, type Random } from './seeded-random.js';

const OFFICES: readonly (readonly [string, string])[] = [
  ['浙A', '杭州市'],
  ['浙B', '宁波市'],
  ['浙C', '温州市'],
  ['浙D', '绍兴市'],
  ['浙F', '嘉兴市'],
  ['浙G', '金华市'],
];

const pad = (value: number): string => String(value).padStart(2, '0');

function vehicleOf(random: Random): Vehicle {
  const [office, city] = pick(random, OFFICES);
  const electric = random() < 0.3;
  const year = wholeBetween(random, 2010, 2025);
  const registeredOn = `${year}-${pad(wholeBetween(random, 1, 12))}-${pad(wholeBetween(random, 1, 28))}`;
  const mortgaged = random() < 0.25;
  const seizures = random() < 0.2 ? measuresOf(random, random() < 0.3 ? 2 : 1, 80_000) : [];
  const bound = [...(seizures.length > 0 ? ['查封'] : []), ...(mortgaged ? ['抵押'] : [])];
  const inspectionValidUntil = `${wholeBetween(random, 2025, 2028)}${registeredOn.slice(4)}`;
  const deregisteredOn = bound.length === 0 && year < 2014 && random() < 0.2 ? `2025-${registeredOn.slice(5)}` : undefined;
  return {
    plate: syntheticPlate(random, { office, kind: electric ? 'new-energy-small' : 'ordinary' }),
    plateKind: electric ? '52' : '02',
    type: electric ? '小型纯电动轿车' : pick(random, ['小型轿车', '小型普通客车', '小型越野客车']),
    make: '样例牌',
    model: `YL${wholeBetween(random, 6400, 7300)}${pick(random, ['A', 'B', 'EV'])}`,
    vin: syntheticVin(random),
    engineNumber: `EN${String(wholeBetween(random, 0, 99_999_999)).padStart(8, '0')}`,
    colour: pick(random, ['白', '黑', '灰', '银', '红', '蓝']),
    registeredOn,
    registrationOffice: `${city}公安局交通警察支队车辆管理所`,
    states: statesOf(bound, inspectionValidUntil, deregisteredOn),
    inspectionValidUntil,
    insuranceValidUntil: `${wholeBetween(random, 2025, 2027)}${registeredOn.slice(4)}`,
    useNature: pick(random, ['非营运', '非营运', '非营运', '预约出租客运']),
    ...(deregisteredOn === undefined ? {} : { deregisteredOn }),
    ...(random() < 0.1 ? { coOwner: { name: '王样芳', documentNumber: syntheticResidentId(random, { birthDate: '1980-05-06', sex: 'female' }) } } : {}),
    mortgages: mortgaged
      ? [{ holder: '样例汽车金融有限公司', amountFen: wholeBetween(random, 20_000, 250_000) * 100, registeredOn: `${Math.min(2025, year + 1)}-06-01` }]
      : [],
    seizures,
  };
}

/** Beyond this day an inspection has run out: the population does not know what day it is. */
const OVERDUE_BEFORE = '2026-01-01';

function statesOf(bound: readonly string[], inspectionValidUntil: string, deregisteredOn: string | undefined): readonly string[] {
  if (deregisteredOn !== undefined) return ['注销'];
  const states = [...bound, ...(inspectionValidUntil < OVERDUE_BEFORE ? ['逾期未检验'] : [])];
  return states.length === 0 ? ['正常'] : states;
}

/** Vehicles of a party that is known to own some at this registry. */
export function vehicleHoldings(seed: number, party: Party, institutionCode: string, rich: boolean): readonly Vehicle[] {
  const random = randomFor(seed, 'vehicle', party.documentNumber, institutionCode);
  const count = rich ? wholeBetween(random, 1, 3) : random() < 0.85 ? 1 : 2;
  const vehicles = Array.from({ length: count }, () => vehicleOf(random));
  // Plate and kind together are unique in one registry; two equal draws would be the same car twice.
  return vehicles.filter((vehicle, i) => vehicles.findIndex((other) => other.plate === vehicle.plate) === i);
}
