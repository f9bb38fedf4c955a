import type { SealLedger } from '../../ledgers/seal-ledger.js';
import type { Estate } from '../../population/holding.js';
import type { Fate } from '../../rules/fate.js';
import type { Malformation } from '../../rules/rules.js';
import { beijingTime } from '../beijing-time.js';
import type { SandboxInstitution, Stage } from '../institution.js';
import type { OutboxWays } from '../outbox.js';
import { someoneElse } from '../someone-else.js';
import { encodeMessage, leaves, type Node } from './leaf-codec.js';
import type { RegistryOffice, RegistryQuery } from './registry-office.js';
import { rightLists } from './right-rows.js';

/** An answer ready to be sent: one or more `BDCCXJG`. */
export interface RegistryAnswer {
  readonly requestNumber: string;
  readonly records: readonly Node[];
}

const SUCCEEDED = '0000';
/** What one registry writes for an error (§7.4). */
const FAILED = '2040';

function record(query: RegistryQuery, result: string, message: string, estates: readonly Estate[] = []): Node {
  return { name: 'BDCCXJG', content: [...leaves({ CXQQDH: query.requestNumber, RESULT: result, MESSAGE: message, DJBWJ: '' }), ...rightLists(estates)] };
}

/** Writes the answers of one registry. */
export class RegistryClerk {
  constructor(
    private readonly institution: SandboxInstitution,
    private readonly stage: Stage,
    private readonly seals: SealLedger,
  ) {}

  /** The answer as its fate will have it; a malformed one is spoilt later, when it is encoded. */
  answer(query: RegistryQuery, fate: Fate): RegistryAnswer {
    const { requestNumber } = query;
    switch (fate.kind) {
      case 'plain':
      case 'malformed':
        return { requestNumber, records: [record(query, SUCCEEDED, '', this.#estates(query))] };
      case 'error':
        return { requestNumber, records: [record(query, FAILED, '查询异常')] };
      case 'refusal':
        return this.refuse(query, '业务审核未通过：请补充材料');
      case 'contradictory':
        return { requestNumber, records: [record(query, FAILED, '查询异常', this.#contradiction(query))] };
      case 'wrong-person':
        return { requestNumber, records: [record(query, SUCCEEDED, '', this.#estatesOfSomeoneElse(query) ?? this.#estates(query))] };
      default: {
        const never: never = fate;
        return never;
      }
    }
  }

  /** The contract has no rollback: a question is sent back as an answer with its reason. */
  refuse(query: RegistryQuery, reason: string): RegistryAnswer {
    return { requestNumber: query.requestNumber, records: [record(query, FAILED, reason)] };
  }

  #estates(query: RegistryQuery): readonly Estate[] {
    const party = this.stage.population.find(query.documentNumber, query.name);
    const estates = party === undefined ? [] : (this.stage.population.holdings(party, this.institution.code)?.estates ?? []);
    return estates.map((estate) => ({ ...estate, seizures: this.seals.seizures(estate) }));
  }

  #estatesOfSomeoneElse(query: RegistryQuery): readonly Estate[] | undefined {
    return someoneElse(this.stage.population, query.documentNumber, this.institution.code)?.holdings.estates;
  }

  #contradiction(query: RegistryQuery): readonly Estate[] {
    const own = this.#estates(query);
    return own.length > 0 ? own : (this.#estatesOfSomeoneElse(query) ?? []);
  }
}

/** One message with the answers to one or many requests, as it stands in the SOAP argument. */
export function encodeAnswers(answers: readonly RegistryAnswer[], clear: boolean, spoilt?: Malformation): string {
  const now = beijingTime(Date.now()).replaceAll('-', '/').replace('T', ' ');
  const root: Node = {
    name: 'Message',
    content: [
      { name: 'Head', content: leaves({ CREATETIME: now, RESPONSECODE: SUCCEEDED, RESPONSEINFO: '', DIGITALSIGN: '' }) },
      { name: 'Data', content: [{ name: 'BDCFKLIST', content: answers.flatMap(({ records }) => records) }] },
    ],
  };
  switch (spoilt) {
    case undefined:
      return encodeMessage(root, { clear });
    case 'truncated':
    case 'bad-signature': {
      const whole = encodeMessage(root, { clear });
      return whole.slice(0, Math.floor(whole.length * 0.6));
    }
    case 'wrong-encoding':
      return encodeMessage(root, { clear, fault: 'gbk' });
    case 'half-character':
      return encodeMessage(root, { clear, fault: 'half-character' });
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

/** How a registry hands its answers over: several requests in a feedback, the court's `JG` says which it has. */
export function registryWays(office: RegistryOffice, operation: 'feedBdcQL' | 'feedkzBdcQL', clear: boolean, done: (requestNumber: string) => void): OutboxWays<RegistryAnswer> {
  return {
    mostInOneMessage: 10,
    together: () => true,
    deliver: async (answers, { signal, spoilt, bytesPerSecond }) => {
      const taken = await office.feed(operation, encodeAnswers(answers, clear, spoilt), signal, bytesPerSecond);
      return answers.map(({ requestNumber }) => taken.get(requestNumber) === true);
    },
    done,
  };
}
