import type { Holdings } from '../../population/holding.js';
import { AnsweringPlayer, type SpokenContract } from './answering-player.js';
import type { KnownParty } from './asked-party.js';

/** A tax authority that answers in the same call (`adapters/tax/openapi.yaml`). */
export class TaxPlayer extends AnsweringPlayer {
  protected override readonly spoken: SpokenContract = { contract: 'tax', path: '/tax/v1/queries', nothing: { taxpayers: [] } };

  protected override listed({ party, name }: KnownParty, { taxpayers }: Holdings): object {
    return {
      taxpayers: taxpayers.map((taxpayer) => ({
        name,
        documentNumber: party.documentNumber,
        authority: this.institution.name,
        address: party.address,
        ...(party.kind === 'organisation' ? { legalRepresentative: party.legalRepresentative } : {}),
        ...taxpayer,
      })),
    };
  }
}
