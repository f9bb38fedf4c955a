import { measuresStanding } from '../../ledgers/measures-standing.js';
import type { Policy } from '../../population/financial-holding.js';
import type { Holdings } from '../../population/holding.js';
import { AnsweringPlayer, type SpokenContract } from './answering-player.js';
import type { KnownParty } from './asked-party.js';
import { insuranceOrders } from './insurance-orders.js';
import type { OrderContract } from './order-contract.js';

/** An insurer that answers in the same call (`adapters/insurance/openapi.yaml`). */
export class InsurancePlayer extends AnsweringPlayer {
  protected override readonly spoken: SpokenContract = { contract: 'insurance', path: '/insurance/v1/queries', nothing: { policies: [] } };

  protected override orders(): OrderContract {
    return insuranceOrders(this.code, this.stage);
  }

  protected override listed(known: KnownParty, { policies }: Holdings): object {
    return { policies: policies.map((policy) => this.#written(known, this.#standing(policy))) };
  }

  /** The policy with the measures and the cash value of today, where somebody ordered something. */
  #standing(policy: Policy): Policy {
    const book = this.stage.registers.of(this.code);
    const thing = book.known(policy.number);
    return thing === undefined ? policy : { ...policy, cashValueFen: Number(thing.whole), measures: measuresStanding(thing, book.today) };
  }

  #written({ party, name }: KnownParty, { role, relative, measures, ...policy }: Policy): object {
    const self = { name, documentNumber: party.documentNumber };
    const { relation, ...other } = relative;
    const holder = role === 'holder' ? self : other;
    const insured = role === 'insured' ? { ...self, relation: '本人' } : { ...other, relation };
    // Companies insure their people; a person's next of kin benefit.
    const beneficiary = role === 'beneficiary' ? { ...self, share: '100%' } : { name: other.name, relation, share: '100%' };
    return {
      ...policy,
      insurer: { code: this.code, name: this.institution.name },
      holder,
      insured: [insured],
      beneficiaries: [beneficiary],
      ...(measures.length === 0
        ? {}
        : {
            measures: measures.map((row) => ({
              authority: row.authority,
              documentNumber: row.documentNumber,
              amountFen: row.amountFen,
              from: row.startsOn,
              to: row.endsOn,
              rank: row.sequence,
            })),
          }),
    };
  }
}
