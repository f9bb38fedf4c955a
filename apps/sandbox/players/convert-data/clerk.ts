import type { Holdings } from '../../population/holding.js';
import type { Party } from '../../population/party.js';
import type { Fate } from '../../rules/fate.js';
import type { Malformation } from '../../rules/rules.js';
import { beijingTime } from '../beijing-time.js';
import type { SandboxInstitution, Stage } from '../institution.js';
import type { OutboxWays } from '../outbox.js';
import { isKnownBy } from '../known-by.js';
import { someoneElse } from '../someone-else.js';
import { listOf, literalRow, slashed, type ConvertDataOperations, type RowContext, type RowWriter } from './contract.js';
import { encodeMessage, type Element, type EncodeOptions } from './gbk-codec.js';
import type { NoticeOffice } from './notice-office.js';
import { isAlreadyFedBack, readResult, type PolledQuery } from './query.js';

/** An answer ready to be sent: rows of a feedback, or a rollback (回退). */
export interface WrittenAnswer {
  readonly requestNumber: string;
  readonly way: 'feedback' | 'return' | 'control';
  readonly rows: readonly Element[];
  /** 回执, beside the rows. */
  readonly receipts?: readonly Element[];
  /** What is said the second time, where an institution answers twice and not the same. */
  readonly again?: WrittenAnswer;
}

/** 查无开户信息: the row an institution must send for a customer it does not have (wire-contracts §2.5). */
const NO_CUSTOMER = '查无开户信息';
const REFUSED = '业务审核未通过';
const FAILED = '查询异常';

/** Writes the answers of one institution: which fate they have is the same for all contracts, how rows look is not. */
export class Clerk {
  constructor(
    private readonly institution: SandboxInstitution,
    private readonly stage: Stage,
    private readonly writer: RowWriter,
  ) {}

  /** The answer as its fate will have it; a malformed one is spoilt later, when it is encoded. */
  answer(query: PolledQuery, fate: Fate, refusalBy: 'feedback' | 'return'): WrittenAnswer {
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
  refuse(query: PolledQuery, reason: string, by: 'feedback' | 'return' = 'feedback'): WrittenAnswer {
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

  #feedback(query: PolledQuery, rows: readonly Element[]): WrittenAnswer {
    return { requestNumber: query.requestNumber, way: 'feedback', rows };
  }

  #context(query: PolledQuery, party?: Party): RowContext {
    return {
      requestNumber: query.requestNumber,
      fedBackAt: slashed(beijingTime(Date.now())),
      address: party?.address ?? '',
      postcode: party?.postcode ?? '',
      phone: party?.phone ?? '',
    };
  }

  #trueRows(query: PolledQuery): readonly Element[] {
    const { population } = this.stage;
    const { knownBy } = this.stage.rules.get(this.institution.code);
    const found = population.find(query.documentNumber, query.name);
    const party = found !== undefined && isKnownBy(found, { number: query.documentNumber, name: query.name }, knownBy) ? found : undefined;
    const opened = party === undefined ? undefined : population.holdings(party, this.institution.code);
    const holdings = opened === undefined ? undefined : this.stage.offices.asItStands(this.institution.code, opened);
    const rows = party === undefined || holdings === undefined ? [] : this.#rowsOf(query, party, holdings);
    return rows.length === 0 ? [literalRow(this.#context(query), NO_CUSTOMER)] : rows;
  }

  #rowsOf(query: PolledQuery, party: Party, holdings: Holdings): readonly Element[] {
    return this.writer.rows(this.#context(query, party), query, party, holdings);
  }

  #rowsOfSomeoneElse(query: PolledQuery, named: boolean): readonly Element[] | undefined {
    const other = someoneElse(this.stage.population, query.documentNumber, this.institution.code);
    if (other === undefined) return undefined;
    const { name, documentNumber } = other.party;
    // Unnamed, the rows are somebody else's under the name of the person asked about.
    const shown = named ? other.party : { ...other.party, name: query.name, documentNumber: query.documentNumber };
    const rows = this.#rowsOf(query, shown, other.holdings);
    if (!named || this.writer.namesHolder) return rows;
    return rows.map((row) => ({
      ...row,
      attributes: [...row.attributes, ['XM', name] as const, ['DSRZJHM', documentNumber] as const],
    }));
  }

  #contradictoryRows(query: PolledQuery): readonly Element[] {
    const truth = this.#trueRows(query);
    const nothing = literalRow(this.#context(query), NO_CUSTOMER);
    const found = truth.some((row) => row.attributes.some(([name, value]) => name === 'KHZH' && value === NO_CUSTOMER))
      ? (this.#rowsOfSomeoneElse(query, false) ?? [])
      : truth;
    return [...found, nothing];
  }
}

const ROOT = { feedback: 'zhxxList', return: 'htxxList', control: 'kzxxList' } as const;

/** One message with the answers to one or many requests, as it stands in the SOAP argument. */
export function encodeAnswers(answers: readonly WrittenAnswer[], options: EncodeOptions, spoilt?: Malformation): string {
  const root: Element = { name: ROOT[answers[0]?.way ?? 'feedback'], attributes: [], children: [...answers.flatMap((answer) => answer.rows), ...listOf('hzxx', answers.flatMap((answer) => answer.receipts ?? []))] };
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

function operationOf(way: WrittenAnswer['way'] | undefined, { giveBack, feedback, controls }: ConvertDataOperations): string {
  if (way === 'return') return giveBack;
  return way === 'control' && controls !== undefined ? controls.feedback : feedback;
}

/** How an institution hands its answers over: up to twenty requests in a feedback (§2.5), the court's `jg` says which it has. */
export function feedbackWays(
  office: NoticeOffice,
  operations: ConvertDataOperations,
  encoding: EncodeOptions,
  done: (requestNumber: string) => void,
): OutboxWays<WrittenAnswer> {
  return {
    mostInOneMessage: 20,
    together: (a, b) => a.way === b.way,
    deliver: async (answers, { signal, spoilt, bytesPerSecond }) => {
      const operation = operationOf(answers[0]?.way, operations);
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
