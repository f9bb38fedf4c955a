import { measuresStanding } from '../../ledgers/measures-standing.js';
import type { Holdings, Shareholding } from '../../population/holding.js';
import type { Company } from '../../population/party.js';
import { AnsweringPlayer, type SpokenContract } from './answering-player.js';
import { asItself, askedParty, dataAsOf, type KnownParty } from './asked-party.js';
import { equityOrders, sharesKey } from './equity-orders.js';
import type { OrderContract } from './order-contract.js';
import type { QueryOrder } from './query-order.js';

/** A register of companies that answers in the same call (`adapters/equity/openapi.yaml`). */
export class EquityPlayer extends AnsweringPlayer {
  protected override readonly spoken: SpokenContract = { contract: 'equity', path: '/equity/v1/queries', nothing: {} };

  protected override orders(): OrderContract {
    return equityOrders(this.code, this.stage);
  }

  /** Who a company of the region is, and what is held of companies of the region: either may be all there is. */
  protected override looked(order: QueryOrder): object | undefined {
    const { population } = this.stage;
    const asked = askedParty(population, order);
    const party = asked?.party ?? order.subject.documents.map(({ number }) => population.findByOldNumber(number)).find((company) => company !== undefined);
    const company = party?.kind === 'organisation' && population.reaches(this.code, party.districtCode) ? party : undefined;
    const holdings = party === undefined ? undefined : population.holdings(party, this.code);
    if (party === undefined || (company === undefined && holdings === undefined)) return undefined;
    // A person is kept under the name that was asked about; of a company the register knows what it is called now.
    const known = party.kind === 'organisation' ? asItself(party) : (asked ?? asItself(party));
    return {
      ...(holdings === undefined ? { result: 'found', dataAsOf: dataAsOf() } : this.found(known, holdings)),
      ...(company === undefined ? {} : { organisation: this.#organisation(company) }),
    };
  }

  protected override listed({ party, name }: KnownParty, { shareholdings }: Holdings): object {
    return { holder: { name, documentNumber: party.documentNumber }, shareholdings: shareholdings.map((one) => written(this.#standing(one, party.documentNumber))) };
  }

  /** The shares with the freezes of today, where somebody ordered one. */
  #standing(shares: Shareholding, holder: string): Shareholding {
    const book = this.stage.registers.of('equity');
    const thing = book.known(sharesKey(shares, holder));
    if (thing === undefined) return shares;
    return {
      ...shares,
      freezes: measuresStanding(thing, book.today).map(({ claim, ...row }) => ({
        ...row, noticeNumber: row.documentNumber, ...(claim.effectiveAt === undefined ? {} : { publicationNumber: claim.reference, publishedAt: claim.effectiveAt }),
      })),
    };
  }

  #organisation(company: Company): object {
    const { status, statusSince, oldNumber, type, capitalFen, paidInFen, authority } = this.stage.population.registration(company);
    return {
      name: company.name,
      formerNames: company.formerNames.length === 0 ? undefined : company.formerNames,
      creditCode: company.documentNumber,
      organisationCode: company.organisationCode,
      registrationNumbers: oldNumber === undefined ? undefined : [oldNumber],
      type,
      status,
      statusSince,
      legalRepresentative: company.legalRepresentative,
      registeredCapitalFen: capitalFen,
      paidInCapitalFen: paidInFen,
      establishedOn: company.establishedOn,
      address: company.address,
      authority,
    };
  }
}

const STATUS = { active: '存续', revoked: '吊销', deregistered: '注销' } as const;

const written = ({ company, registration, percent, freezes, pledges, ...stake }: Shareholding): object => ({
  company: {
    name: company.name,
    creditCode: company.documentNumber,
    type: registration.type,
    status: STATUS[registration.status],
    registeredCapitalFen: registration.capitalFen,
    legalRepresentative: company.legalRepresentative,
    address: company.address,
    authority: registration.authority,
  },
  ...stake,
  ratio: String(percent),
  pledges: pledges.length === 0 ? undefined : pledges,
  freezes: freezes.length === 0 ? undefined : freezes.map(({ sequence: _rank, startsOn, endsOn, ...freeze }) => ({ ...freeze, from: startsOn, to: endsOn })),
});
