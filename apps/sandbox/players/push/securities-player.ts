import { freeOf, inForce, waiting } from '../../ledgers/register-claims.js';
import type { CashAccount, Security } from '../../population/financial-holding.js';
import type { Holdings } from '../../population/holding.js';
import { marketOf } from '../../population/securities-holdings.js';
import type { SandboxInstitution, Stage } from '../institution.js';
import { AnsweringPlayer, type SpokenContract } from './answering-player.js';
import type { KnownParty } from './asked-party.js';
import type { OrderContract } from './order-contract.js';
import { quantityOf } from './parts.js';
import { securitiesOrders, securityKey } from './securities-orders.js';
import { TicketPlayer } from './ticket-player.js';

const SPOKEN: SpokenContract = { contract: 'securities', path: '/securities/v1/queries', nothing: { holdings: [], fundAccounts: [] } };

/** The depository works in batches and hands out tickets, brokers answer at once (`adapters/securities/openapi.yaml`). */
export const securitiesPlayer = (institution: SandboxInstitution, stage: Stage): AnsweringPlayer =>
  marketOf(institution.code) === undefined ? new BrokerPlayer(institution, stage) : new DepositoryPlayer(institution, stage);

class DepositoryPlayer extends TicketPlayer {
  protected override readonly spoken = SPOKEN;

  protected override orders(): OrderContract {
    return securitiesOrders(this.code, this.stage);
  }

  protected override listed(known: KnownParty, { securities }: Holdings): object {
    return { holdings: securities.map((security) => holding(known, standing(security, this.stage))) };
  }
}

class BrokerPlayer extends AnsweringPlayer {
  protected override readonly spoken = SPOKEN;

  protected override orders(): OrderContract {
    return securitiesOrders(this.code, this.stage);
  }

  protected override listed(known: KnownParty, { securities, cashAccounts }: Holdings): object {
    return {
      holdings: securities.map((security) => ({ ...holding(known, standing(security, this.stage)), custodian: this.institution.name })),
      fundAccounts: cashAccounts.map((account) => fundAccount(known, account)),
    };
  }
}

/** The security with the measures of today, where somebody ordered one here. */
function standing(security: Security, { registers }: Stage): Security {
  const book = registers.of('securities');
  const thing = book.known(securityKey(security));
  if (thing === undefined) return security;
  const { frozenCause: _cause, ...rest } = security;
  const frozen = inForce(thing).filter(({ held }) => held > 0n);
  const pledged = Number(security.pledgedQuantity) > 0;
  const cause = frozen.length > 0 ? (pledged ? '3' : '0') : pledged ? '2' : undefined;
  return {
    ...rest,
    availableQuantity: quantityOf(freeOf(thing)),
    ...(cause === undefined ? {} : { frozenCause: cause }),
    freezes: frozen.map(({ authority, documentNumber, held, from = '', until = '' }) => ({ authority, documentNumber, quantity: quantityOf(held), startsOn: from, endsOn: until })),
    waitingFreezes: waiting(thing).map(({ authority, documentNumber, wanted }, index) => ({ sequence: index + 1, authority, documentNumber, quantity: quantityOf(wanted) })),
  };
}

const holderOf = ({ party, name }: KnownParty): object => ({ name, documentNumber: party.documentNumber });

function holding(known: KnownParty, { freezes, waitingFreezes, pledgee, spared, ...security }: Security): object {
  return {
    ...security,
    accountState: '正常',
    holder: holderOf(known),
    ...(pledgee === undefined ? {} : { pledges: [{ pledgee, quantity: security.pledgedQuantity }] }),
    ...(freezes.length === 0
      ? {}
      : { freezes: freezes.map((row) => ({ authority: row.authority, documentNumber: row.documentNumber, quantity: row.quantity, from: row.startsOn, to: row.endsOn })) }),
    ...(waitingFreezes.length === 0 ? {} : { waitingFreezes }),
    ...(spared === undefined ? {} : { enforceable: false, exemption: { rule: 'X13', reason: spared } }),
  };
}

function fundAccount(known: KnownParty, { measures, ...account }: CashAccount): object {
  return {
    ...account,
    holder: holderOf(known),
    currency: 'CNY',
    ...(measures.length === 0
      ? {}
      : {
          freezes: measures.map((row) => ({
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
