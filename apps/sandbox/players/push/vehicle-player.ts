import { measuresStanding } from '../../ledgers/measures-standing.js';
import { inForce } from '../../ledgers/register-claims.js';
import type { Holdings, Vehicle } from '../../population/holding.js';
import type { SpokenContract } from './answering-player.js';
import type { KnownParty } from './asked-party.js';
import type { OrderContract } from './order-contract.js';
import { vehicleKey, vehicleOrders } from './vehicle-orders.js';
import { TicketPlayer } from './ticket-player.js';
import { writtenVehicle } from './written-vehicle.js';

/** A vehicle registry that hands out tickets (`adapters/vehicle/openapi.yaml`). */
export class VehiclePlayer extends TicketPlayer {
  protected override readonly spoken: SpokenContract = { contract: 'vehicle', path: '/vehicle/v1/queries', nothing: { vehicles: [] } };

  protected override orders(): OrderContract {
    return vehicleOrders(this.code, this.stage);
  }

  protected override listed({ party, name }: KnownParty, { vehicles }: Holdings): object {
    return { vehicles: vehicles.map((vehicle) => writtenVehicle(this.#standing(vehicle), { name, documentNumber: party.documentNumber }, this.institution.contractVersion)) };
  }

  /** The vehicle with the seizures of today, where somebody ordered one. */
  #standing(vehicle: Vehicle): Vehicle {
    const book = this.stage.registers.of(this.code);
    const thing = book.known(vehicleKey(vehicle));
    if (thing === undefined) return vehicle;
    const others = vehicle.states.filter((state) => state !== '查封' && state !== '正常');
    const states = inForce(thing).length > 0 ? ['查封', ...others] : others;
    return { ...vehicle, states: states.length === 0 ? ['正常'] : states, seizures: measuresStanding(thing, book.today) };
  }
}
