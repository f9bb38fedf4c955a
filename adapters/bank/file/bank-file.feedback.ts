import type { FeedbackEntry, PackageContent, PackageFile, PackageLabel, QueryOutcome, QueryRequest, Reading, Unreadable } from '#contracts/adapter';
import { interpretReturn, ours, rowsByRequest, schemaFault, type RequestRows } from '#libs/convert-data-service';
import { DEFAULT_XML_LIMITS, readPlainDocument, type CodedElement, type XmlLimits } from '#libs/judicial-xml';
import { interpretAccounts } from '../bank.mapping.js';
import { manifest } from './bank-file.manifest.js';
import { readInnerLabel } from './bank-file.names.js';

const LIMITS: XmlLimits = { ...DEFAULT_XML_LIMITS, maxCharacters: manifest.limits.maxMessageBytes, maxDepth: manifest.limits.maxDepth };

/** What a package says of one request. */
interface Said {
  readonly answers: RequestRows[];
  readonly returns: RequestRows[];
}

interface Gathered {
  readonly byRequest: Map<string, Said>;
  readonly lost: { file: string; fault: Unreadable }[];
}

/**
 * The files of a `CXFK`: `QR` with `zhxxList`, any number of them, and `QNA` with `htxxList`. A file that cannot be read costs
 * its own requests only, as the contract keeps all rows of a request together; the others then say so in a remark.
 */
export function readPackage(label: PackageLabel, files: readonly PackageFile[]): Reading<PackageContent> {
  if (label.kind === 'control-feedback') return schemaFault('控制反馈包不答复查询请求');
  const gathered: Gathered = { byRequest: new Map(), lost: [] };
  let known = 0;
  for (const file of files) {
    const inner = readInnerLabel(file.name);
    if (inner === undefined) continue;
    known += 1;
    const fault = inner.institutionCode === label.institutionCode ? gather(file, inner.type, gathered) : schemaFault('文件名中的机构代码与反馈包不符');
    if (fault !== undefined) gathered.lost.push({ file: file.name, fault });
  }
  if (known === 0) return schemaFault('反馈包中没有反馈文件');
  const isPartial = gathered.lost.length > 0;
  const entries = [...gathered.byRequest].map(([requestNumber, said], position) => entryOf(requestNumber, position, said, isPartial));
  return { state: 'read', value: { entries, lost: gathered.lost } };
}

function gather(file: PackageFile, type: 'QR' | 'QRI' | 'QNA', { byRequest }: Gathered): Unreadable | undefined {
  // Receipts belong to control measures; beside a query they have no meaning.
  if (type === 'QRI') return schemaFault('查询反馈包中不应有回执文件');
  const root = readFile(file);
  if (root.state !== 'read') return root;
  const rows = rowsByRequest(root.value, type === 'QR' ? 'zhxx' : 'htxx');
  if (rows.state !== 'read') return rows;
  for (const one of rows.value) {
    const said = byRequest.get(one.requestNumber) ?? { answers: [], returns: [] };
    byRequest.set(one.requestNumber, said);
    (type === 'QR' ? said.answers : said.returns).push(one);
  }
  return undefined;
}

/** The root of a file in a package. */
export function readFile(file: PackageFile): Reading<CodedElement> {
  const document = readPlainDocument(file.content, LIMITS);
  return document.state === 'read' ? { state: 'read', value: document.value.root } : document;
}

function entryOf(requestNumber: string, position: number, { answers, returns }: Said, isPartial: boolean): FeedbackEntry {
  const interpret = (request: QueryRequest): QueryOutcome => {
    if (answers.length > 0 && returns.length > 0) return { kind: 'defective', defect: 'contradictory', detail: '同一请求单号既有反馈又有回退' };
    return answers.length > 0 ? interpretAccounts(request, together(requestNumber, answers)) : interpretReturn(together(requestNumber, returns));
  };
  return { requestNumber, position, interpret: (request) => (isPartial ? remarked(interpret(request)) : interpret(request)) };
}

/** Rows of one request from several files, counted through. */
function together(requestNumber: string, parts: readonly RequestRows[]): RequestRows {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const rows = parts.flatMap((part) => part.rows).map(({ element }, position) => ({ element, position }));
  return { requestNumber, rows, strangers: [...new Set(parts.flatMap((part) => part.strangers))] };
}

/** Nobody can know what stood in a file that was lost. */
function remarked(outcome: QueryOutcome): QueryOutcome {
  if (outcome.kind !== 'found' && outcome.kind !== 'nothing-found') return outcome;
  const remark = ours('同一反馈包中有文件无法读取');
  return { ...outcome, remarks: outcome.remarks === undefined ? remark : `${outcome.remarks}；${remark}` };
}
