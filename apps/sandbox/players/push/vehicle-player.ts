import type { Holdings } from '../../population/holding.js';
import type { SpokenContract } from './answering-player.js';
import type { KnownParty } from './asked-party.js';
import { TicketPlayer } from './ticket-player.js';
import { writtenVehicle } from './written-vehicle.js';

/** A vehicle registry that hands out tickets (`adapters/vehicle/openapi.yaml`). */
export class VehiclePlayer extends TicketPlayer {
  protected override readonly spoken: SpokenContract = { contract: 'vehicle', path: '/vehicle/v1/queries', nothing: { vehicles: [] } };

  protected override listed({ party, name }: KnownParty, { vehicles }: Holdings): object {
    return { vehicles: vehicles.map((vehicle) => writtenVehicle(vehicle, { name, documentNumber: party.documentNumber }, this.institution.contractVersion)) };
  }
}
