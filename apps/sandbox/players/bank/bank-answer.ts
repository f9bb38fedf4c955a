import type { Holdings } from '../../population/holding.js';
import type { Party } from '../../population/party.js';
import { beijingTime } from '../beijing-time.js';
import type { Fate } from '../../rules/fate.js';
import type { Malformation } from '../../rules/rules.js';
import type { OutboxWays } from '../outbox.js';
import { isKnownBy } from '../known-by.js';
import { someoneElse } from '../someone-else.js';
import type { SandboxInstitution, Stage } from '../institution.js';
import { accountRow, literalRow, type BankVersion, type RowContext } from './feedback-rows.js';
import { encodeMessage, type Element, type EncodeOptions } from './gbk-codec.js';
import type { NoticeOffice } from './notice-office.js';
import { isAlreadyFedBack, readResult, type BankQuery } from './query.js';

/** An answer ready to be sent: rows of a feedback, or a rollback (回退). */
export interface BankAnswer {
  readonly requestNumber: string;
  readonly way: 'feedback' | 'return';
  readonly rows: readonly Element[];
}

/** 查无开户信息: the row a bank must send for a customer it does not have (wire-contracts §2.5). */
const NO_CUSTOMER = '查无开户信息';
const REFUSED = '业务审核未通过';
const FAILED = '查询异常';

/** `V2` when nothing else was agreed; `2`, `v1.0` and the like are understood. */
export function bankVersion(institution: SandboxInstitution): BankVersion {
  const digit = /[012]/.exec(institution.contractVersion ?? '2')?.[0] ?? '2';
  return `V${digit}` as BankVersion;
}

/** Writes the answers of one bank. */
export class BankClerk {
  readonly #version: BankVersion;

  constructor(
    private readonly institution: SandboxInstitution,
    private readonly stage: Stage,
  ) {
    this.#version = bankVersion(institution);
  }

  /** The answer as its fate will have it; a malformed one is spoilt later, when it is encoded. */
  answer(query: BankQuery, fate: Fate, refusalBy: 'feedback' | 'return'): BankAnswer {
    switch (fate.kind) {
      case 'plain':
      case 'malformed':
        return this.#feedback(query, this.#trueRows(query));
      case 'error':
        return this.#feedback(query, [literalRow(this.#context(query), FAILED)]);
      case 'refusal':
        return this.refuse(query, '审核未通过，请补充材料', refusalBy);
      case 'contradictory':
        return this.#feedback(query, this.#contradictoryRows(query));
      case 'wrong-person':
        return this.#feedback(query, this.#rowsOfSomeoneElse(query, true) ?? this.#trueRows(query));
      default: {
        const never: never = fate;
        return never;
      }
    }
  }

  /** A refusal: an ordinary feedback with 业务审核未通过 and the reason in BEIZ, or a rollback with code 04. */
  refuse(query: BankQuery, reason: string, by: 'feedback' | 'return' = 'feedback'): BankAnswer {
    if (by === 'feedback') return this.#feedback(query, [literalRow(this.#context(query), REFUSED, reason)]);
    const row: Element = {
      name: 'htxx',
      attributes: [
        ['BDHM', query.requestNumber],
        ['XCHTYY', '04'],
        ['XCHTBZ', reason],
        ['XCHTR', '样例柜员'],
        ['XCHTDH', '19900009999'],
      ],
    };
    return { requestNumber: query.requestNumber, way: 'return', rows: [row] };
  }

  #feedback(query: BankQuery, rows: readonly Element[]): BankAnswer {
    return { requestNumber: query.requestNumber, way: 'feedback', rows };
  }

  #context(query: BankQuery, party?: Party): RowContext {
    return {
      requestNumber: query.requestNumber,
      version: this.#version,
      fedBackAt: beijingTime(Date.now()).replaceAll('-', '/').replace('T', ' '),
      address: party?.address ?? '',
      postcode: party?.postcode ?? '',
      phone: party?.phone ?? '',
    };
  }

  #trueRows(query: BankQuery): readonly Element[] {
    const { population } = this.stage;
    const { knownBy } = this.stage.rules.get(this.institution.code);
    const found = population.find(query.documentNumber, query.name);
    const party = found !== undefined && isKnownBy(found, { number: query.documentNumber, name: query.name }, knownBy) ? found : undefined;
    const holdings = party === undefined ? undefined : population.holdings(party, this.institution.code);
    if (party === undefined || holdings === undefined) return [literalRow(this.#context(query), NO_CUSTOMER)];
    return this.#rowsOf(query, party, holdings);
  }

  #rowsOf(query: BankQuery, party: Party, holdings: Holdings): readonly Element[] {
    const context = this.#context(query, party);
    return holdings.accounts.map((account, i) => {
      const products = holdings.products.filter((product) => product.settlementAccount === account.number);
      const movements = query.period === undefined ? [] : this.stage.population.movements(account, query.period.from, query.period.to);
      return accountRow(context, i + 1, account, products, movements);
    });
  }

  /**
   * The tables of contract A have no name in a feedback. A bank that mixes customers up is caught only when it writes more
   * than it must, so this one repeats the names of the request's head (XM, DSRZJHM) on its rows.
   */
  #rowsOfSomeoneElse(query: BankQuery, named: boolean): readonly Element[] | undefined {
    const other = someoneElse(this.stage.population, query.documentNumber, this.institution.code);
    if (other === undefined) return undefined;
    const rows = this.#rowsOf(query, other.party, other.holdings);
    if (!named) return rows;
    const { name, documentNumber } = other.party;
    return rows.map((row) => ({
      ...row,
      attributes: [...row.attributes, ['XM', name] as const, ['DSRZJHM', documentNumber] as const],
    }));
  }

  #contradictoryRows(query: BankQuery): readonly Element[] {
    const truth = this.#trueRows(query);
    const nothing = literalRow(this.#context(query), NO_CUSTOMER);
    const found = truth.some((row) => row.attributes.some(([name, value]) => name === 'KHZH' && value === NO_CUSTOMER))
      ? (this.#rowsOfSomeoneElse(query, false) ?? [])
      : truth;
    return [...found, nothing];
  }
}

const ROOT = { feedback: 'zhxxList', return: 'htxxList' } as const;

/** One message with the answers to one or many requests, as it stands in the SOAP argument. */
export function encodeAnswers(answers: readonly BankAnswer[], options: EncodeOptions, spoilt?: Malformation): string {
  const root: Element = { name: ROOT[answers[0]?.way ?? 'feedback'], attributes: [], children: answers.flatMap((answer) => answer.rows) };
  switch (spoilt) {
    case undefined:
      return encodeMessage(root, options);
    case 'truncated':
    case 'bad-signature': {
      const whole = encodeMessage(root, options);
      return whole.slice(0, Math.floor(whole.length * 0.6));
    }
    case 'wrong-encoding':
      return encodeMessage(root, { ...options, fault: 'utf8' });
    case 'half-character':
      return encodeMessage(root, { ...options, fault: 'half-character' });
    case 'html':
      return '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';
    case 'empty':
      return '';
    default: {
      const never: never = spoilt;
      return never;
    }
  }
}

const OPERATION = { feedback: 'shfeedXzcxInfo', return: 'htInfo' } as const;

/** How a bank hands its answers over: up to twenty requests in a feedback (§2.5), the court's `jg` says which it has. */
export function feedbackWays(office: NoticeOffice, encoding: EncodeOptions, done: (requestNumber: string) => void): OutboxWays<BankAnswer> {
  return {
    mostInOneMessage: 20,
    together: (a, b) => a.way === b.way,
    deliver: async (answers, { signal, spoilt, bytesPerSecond }) => {
      const operation = OPERATION[answers[0]?.way ?? 'feedback'];
      const result = readResult(await office.ask(operation, signal, encodeAnswers(answers, encoding, spoilt), bytesPerSecond));
      const verdicts = new Map(result.entries.map((entry) => [entry.requestNumber, entry]));
      return answers.map(({ requestNumber }) => {
        const verdict = verdicts.get(requestNumber);
        return verdict !== undefined && (verdict.success || isAlreadyFedBack(verdict.message));
      });
    },
    done,
  };
}
