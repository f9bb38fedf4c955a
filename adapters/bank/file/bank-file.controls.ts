import type { ControlBatch, ControlEntry, ControlOutcome, ControlPackageContent, FileControls, OutgoingPackage, PackageFile, PackageLabel, Reading, Unreadable } from '#contracts/adapter';
import { certificateFields, controlEntry, controlFields, documentFields, gatherControls, gatherReceipts, ours, returnedEntry, rows, rowsByRequest, schemaFault, together, type Gathered } from '#libs/convert-data-service';
import { encodePlainDocument, plainElement, type CodedElement } from '#libs/judicial-xml';
import { BANK_NAMING, BANK_ROWS, UNIT_KIND } from '../bank.controls.js';
import { readFile } from './bank-file.feedback.js';
import { fileName, packageName, readInnerLabel, unpadded } from './bank-file.names.js';

/** `KZQQ` (§3): every order with its own documents; certificates have a `BDHM` here and no `ZJMC` (§2.10.5). */
function packControls({ institutionCode, batchNumber, requests, documents, certificates }: ControlBatch): OutgoingPackage {
  const file = (type: 'QA' | 'QI' | 'QC', root: string, elements: readonly string[]): PackageFile => ({
    name: fileName(type, institutionCode, batchNumber),
    content: encodePlainDocument(`<${root}>${elements.join('')}</${root}>`),
  });
  const order = (request: ControlBatch['requests'][number]): string => {
    const { head, row } = controlFields(request, UNIT_KIND, BANK_NAMING);
    return plainElement('kzqq', head, `<kzzhlist>${plainElement('kzzh', row)}</kzzhlist>`);
  };
  const documentRows = documents.flatMap(({ requestNumber, documents: own }) => own.map((one) => plainElement('wsinfo', { BDHM: requestNumber, ...withoutNumber(documentFields(one)) })));
  const certificateRows = requests.flatMap(({ requestNumber }) => certificates.map((one, index) => plainElement('zjinfo', { BDHM: requestNumber, ...withoutName(certificateFields(one, index)) })));
  return {
    name: packageName('KZQQ', institutionCode, batchNumber),
    operation: 'KZQQ',
    files: [file('QA', 'kzqqList', requests.map(order)), file('QI', 'wsinfoList', documentRows), file('QC', 'zjinfoList', certificateRows)],
  };
}

type Fields = Readonly<Record<string, string>>;

/** Documents of an order are found by its number; a `WSBH` belongs to questions (§2.10.4). */
const withoutNumber = ({ WSBH: _number, ...rest }: Fields): Fields => rest;
const withoutName = ({ ZJMC: _name, ...rest }: Fields): Fields => rest;

interface Parts {
  readonly rows: Gathered[];
  readonly returned: ControlEntry[];
  readonly lost: { file: string; fault: Unreadable }[];
}

/**
 * The files of a `KZFK`: `QR` with `kzxxList`, `QRI` with `hzxxList`, `QNA` with `htxxList`. The package names the one request it is about; a
 * file that speaks of another is lost, since one of both names would be wrong.
 */
function readControlPackage(label: PackageLabel, files: readonly PackageFile[]): Reading<ControlPackageContent> {
  if (label.kind !== 'control-feedback') return schemaFault('不是控制反馈包');
  const parts: Parts = { rows: [], returned: [], lost: [] };
  let known = 0;
  for (const file of files) {
    const inner = readInnerLabel(file.name);
    if (inner === undefined) continue;
    known += 1;
    const fault = inner.institutionCode === label.institutionCode ? gather(file, inner.type, label, parts) : schemaFault('文件名中的机构代码与反馈包不符');
    if (fault !== undefined) parts.lost.push({ file: file.name, fault });
  }
  if (known === 0) return schemaFault('反馈包中没有反馈文件');
  return { state: 'read', value: { entries: entriesOf(parts), lost: parts.lost } };
}

function gather(file: PackageFile, type: 'QR' | 'QRI' | 'QNA', { requestNumber = '' }: PackageLabel, parts: Parts): Unreadable | undefined {
  const root = readFile(file);
  if (root.state !== 'read') return root;
  if (type === 'QNA') {
    const returned = rowsByRequest(root.value, 'htxx');
    if (returned.state !== 'read') return returned;
    if (returned.value.some((one) => isOther(one.requestNumber, requestNumber))) return OTHER_REQUEST;
    parts.returned.push(...returned.value.map(returnedEntry));
    return undefined;
  }
  const gathered = type === 'QR' ? gatherControls(root.value) : receiptsIn(root.value, requestNumber);
  if (gathered.state !== 'read') return gathered;
  if ([...gathered.value.keys()].some((number) => isOther(number, requestNumber))) return OTHER_REQUEST;
  parts.rows.push(gathered.value);
  return undefined;
}

const OTHER_REQUEST = schemaFault('文件内容与反馈包名中的请求单号不符');

function receiptsIn(root: CodedElement, requestNumber: string): Reading<Gathered> {
  if (root.name.toLowerCase() !== 'hzxxlist') return schemaFault('根元素应为hzxxList');
  const receipts = rows({ ...root, children: [root] }, 'hzxx');
  return receipts.length === 0 ? schemaFault('报文中没有hzxx') : gatherReceipts(receipts, requestNumber);
}

/** Names are padded with zeros and compared without regard to case; a name without a number says nothing. */
const isOther = (written: string, named: string): boolean => named !== '' && unpadded(written.toUpperCase()) !== named;

function entriesOf({ rows: parts, returned, lost }: Parts): readonly ControlEntry[] {
  const numbers = [...new Set([...parts.flatMap((part) => [...part.keys()]), ...returned.map(({ requestNumber }) => requestNumber)])];
  return numbers.map((requestNumber, position) => {
    const said = parts.flatMap((part) => part.get(requestNumber) ?? []);
    const backs = returned.filter((entry) => entry.requestNumber === requestNumber);
    const [back] = backs;
    const entry = said.length === 0 ? undefined : controlEntry(requestNumber, together(said), BANK_ROWS);
    const answers = said.some((one) => one.rows.length > 0);
    if (back === undefined && entry !== undefined) return { ...entry, position, interpret: (request) => partly(entry.interpret(request), lost.length > 0) };
    if (back !== undefined && !answers && backs.length === 1) return { requestNumber, position, interpret: (request) => back.interpret(request) };
    return { requestNumber, position, interpret: () => CONTRADICTORY };
  });
}

const CONTRADICTORY: ControlOutcome = { kind: 'defective', defect: 'contradictory', detail: '同一请求单号既有反馈又有回退' };

/** Nobody can know what stood in a file that was lost. */
function partly(outcome: ControlOutcome, isPartial: boolean): ControlOutcome {
  if (!isPartial || !('effect' in outcome) || outcome.effect === undefined) return outcome;
  const remark = ours('同一反馈包中有文件无法读取');
  const { remarks } = outcome.effect;
  return { ...outcome, effect: { ...outcome.effect, remarks: remarks === undefined ? remark : `${remarks}；${remark}` } };
}

/** Measures of the bank contract in file mode. */
export const controls: FileControls = { packControls, readControlPackage };
