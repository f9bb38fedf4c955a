import type { ControlEntry, ControlOutcome, ControlReceipt, Reading } from '#contracts/adapter';
import type { CodedElement } from '#libs/judicial-xml';
import { interpretControl, type ControlContract, type ControlRows } from './interpret-control.js';
import { interpretReturn } from './interpret-return.js';
import { field, readFeedbackRoot, rows as rowsOf, rowsByRequest, schemaFault, type RequestRows, type Row } from './read-messages.js';
import { receiptsOf } from './receipts.js';
import { Report } from './report.js';

/** `kzxxList` (§2.10.7) as entries: one per order, with its receipts, wherever they stand. Receipts that come alone add to an answer. */
export function readControlEntries(message: string, contract: ControlContract): Reading<readonly ControlEntry[]> {
  const root = readFeedbackRoot(message);
  return root.state === 'read' ? controlEntries(root.value, contract) : root;
}

export function controlEntries(root: CodedElement, contract: ControlContract): Reading<readonly ControlEntry[]> {
  const gathered = gatherControls(root);
  if (gathered.state !== 'read') return gathered;
  return { state: 'read', value: [...gathered.value].map(([requestNumber, said]) => controlEntry(requestNumber, said, contract)) };
}

/** `htxxList` (§2.10.8): orders an institution will not process. */
export function readReturnedControls(message: string): Reading<readonly ControlEntry[]> {
  const root = readFeedbackRoot(message);
  if (root.state !== 'read') return root;
  const rows = rowsByRequest(root.value, 'htxx');
  return rows.state === 'read' ? { state: 'read', value: rows.value.map(returnedEntry) } : rows;
}

export const returnedEntry = (rows: RequestRows): ControlEntry => ({
  requestNumber: rows.requestNumber,
  position: rows.rows[0]?.position ?? 0,
  interpret: () => interpretReturn(rows),
});

/** What a message, or the files of a package, say of each order. */
export type Gathered = ReadonlyMap<string, ControlRows>;

/**
 * Rows by order. Root-level receipts name their order (V1, V2), those inside a row belong to it (V0). A receipt without number is taken only
 * where the message speaks of one order.
 */
export function gatherControls(root: CodedElement): Reading<Gathered> {
  const receipts = rowsOf(root, 'hzxx');
  const hasRows = root.children.some(({ name }) => name.toLowerCase() === 'kzxx');
  if (!hasRows && receipts.length > 0) return gatherReceipts(receipts);
  const byRequest = rowsByRequest(root, 'kzxx');
  if (byRequest.state !== 'read') return byRequest;
  const gathered = new Map(byRequest.value.map(({ requestNumber, rows, strangers: unknown }): [string, ControlRows] => [requestNumber, { rows, strangers: unknown, receipts: rows.flatMap(({ element }) => rowsOf(element, 'hzxx')) }]));
  const only = gathered.size === 1 ? [...gathered.keys()][0] : undefined;
  for (const [at, receipt] of receipts.entries()) {
    const requestNumber = field(receipt, 'BDHM') || only;
    if (requestNumber === undefined) return schemaFault(`第${at + 1}个hzxx缺少BDHM`);
    add(gathered, requestNumber, receipt);
  }
  return { state: 'read', value: gathered };
}

/** Receipts alone, from the root of their list. */
export function gatherReceipts(receipts: readonly CodedElement[], otherwise = ''): Reading<Gathered> {
  const gathered = new Map<string, ControlRows>();
  for (const [at, receipt] of receipts.entries()) {
    const requestNumber = field(receipt, 'BDHM') || otherwise;
    if (requestNumber === '') return schemaFault(`第${at + 1}个hzxx缺少BDHM`);
    add(gathered, requestNumber, receipt);
  }
  return { state: 'read', value: gathered };
}

function add(gathered: Map<string, ControlRows>, requestNumber: string, receipt: CodedElement): void {
  const said = gathered.get(requestNumber) ?? { rows: [], receipts: [], strangers: [] };
  gathered.set(requestNumber, { ...said, receipts: [...said.receipts, receipt] });
}

export function controlEntry(requestNumber: string, said: ControlRows, contract: ControlContract): ControlEntry {
  const position = said.rows[0]?.position ?? 0;
  if (said.rows.length > 0) return { requestNumber, position, interpret: (request) => interpretControl(request, said, contract) };
  return {
    requestNumber,
    position,
    // By itself a receipt says nothing that can be counted: its text is a picture.
    interpret: () => ({ kind: 'unconfirmed', wireStatus: 'hzxxList', detail: '只有回执，控制结果尚未反馈' }),
    supplement: (current) => withReceipts(current, receiptsOf(said.receipts, new Report([], '回执'))),
  };
}

/** An answer with further receipts; undefined when it has them all, or is none that a receipt could belong to. */
export function withReceipts(current: ControlOutcome, receipts: readonly ControlReceipt[]): ControlOutcome | undefined {
  switch (current.kind) {
    case 'effective':
    case 'waiting':
    case 'in-progress':
    case 'refused': {
      const known = new Set((current.effect?.receipts ?? []).map(identityOf));
      const fresh = receipts.filter((receipt) => !known.has(identityOf(receipt)));
      if (fresh.length === 0) return undefined;
      return { ...current, effect: { ...current.effect, receipts: [...(current.effect?.receipts ?? []), ...fresh] } };
    }
    default:
      return undefined;
  }
}

const identityOf = ({ fileName, content }: ControlReceipt): string => `${fileName} ${Buffer.from(content).toString('base64')}`;

/** Rows of one order from several files, counted through. */
export function together(parts: readonly ControlRows[]): ControlRows {
  const rows: readonly Row[] = parts.flatMap((part) => part.rows);
  return {
    rows: parts.length === 1 ? rows : rows.map(({ element }, position) => ({ element, position })),
    receipts: parts.flatMap((part) => part.receipts),
    strangers: [...new Set(parts.flatMap((part) => part.strangers))],
  };
}

