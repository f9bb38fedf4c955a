import type { OrderAnswer } from '../../ledgers/order.js';
import type { Holdings } from '../../population/holding.js';
import type { Party } from '../../population/party.js';
import type { SandboxInstitution, Stage } from '../institution.js';
import type { Element } from './gbk-codec.js';
import type { PolledQuery } from './query.js';

/** The court's service as the institutions of one contract know it (wire-contracts §2.1, §5, §6). */
export interface ConvertDataService {
  readonly path: string;
  readonly namespace: string;
  readonly port: string;
}

/** Operations by the names this institution has built against. */
export interface ConvertDataOperations {
  readonly list: string;
  readonly documents: string;
  /** The older form, by request number, for institutions that know no WSBH. */
  readonly documentsByRequest?: string;
  readonly certificates: string;
  readonly feedback: string;
  readonly giveBack: string;
  /** Of contracts that carry measures. */
  readonly controls?: { readonly list: string; readonly documents: string; readonly feedback: string };
}

/** What stands on every row of an answer. */
export interface RowContext {
  readonly requestNumber: string;
  /** `yyyy/MM/dd HH:mm:ss`, Beijing time. */
  readonly fedBackAt: string;
  readonly address: string;
  readonly postcode: string;
  readonly phone: string;
}

/** How one contract writes what an institution holds of a party. */
export interface RowWriter {
  /** `zhxx` rows, one per account; empty when there is nothing of the contract's kind. */
  rows(context: RowContext, query: PolledQuery, party: Party, holdings: Holdings): readonly Element[];
  /**
   * True when a row says itself whose account it is. Where it does not, an institution that mixes customers up is caught only
   * when it writes more than it must: the wrong person's rows then repeat the names of the request's head (XM, DSRZJHM).
   */
  readonly namesHolder: boolean;
}

/** How one contract writes what became of an order (`kzxx`, wire-contracts §2.10.7, §5). */
export interface ControlWriter {
  row(answer: OrderAnswer): Element;
  /** True where receipts stand inside the row (V0), not beside it. */
  readonly receiptsInside: boolean;
}

/** One of the …ConvertData contracts, as the sandbox plays it. */
export interface ConvertDataContract {
  readonly service: ConvertDataService;
  readonly operations: ConvertDataOperations;
  /** True for institutions on a version without WSBH: documents are fetched by request number. */
  papersByRequest(institution: SandboxInstitution): boolean;
  writer(institution: SandboxInstitution, stage: Stage): RowWriter;
  /** How its institutions write what became of an order; left out where there are none. */
  controlWriter?(institution: SandboxInstitution): ControlWriter;
}

/** The one mandatory row when there is nothing to report: `literal` says why (查无开户信息, 业务审核未通过, 查询异常). */
export const literalRow = (context: RowContext, literal: string, remarks = ''): Element => ({
  name: 'zhxx',
  attributes: [
    ['BDHM', context.requestNumber],
    ['CCXH', '1'],
    ['KHZH', literal],
    ['FKSJ', context.fedBackAt],
    ['BEIZ', remarks],
  ],
});

/** A list of rows as a child; none at all when there are none. */
export function listOf(name: string, rows: readonly Element[], suffix = 'List'): Element[] {
  return rows.length === 0 ? [] : [{ name: `${name}${suffix}`, attributes: [], children: rows }];
}

/** A day as `yyyy/MM/dd 00:00:00`, a moment as `yyyy/MM/dd HH:mm:ss`; empty for none. */
export function slashed(moment: string | undefined): string {
  if (moment === undefined) return '';
  const [day = '', time = '00:00:00'] = moment.split('T');
  return `${day.replaceAll('-', '/')} ${time}`;
}
