import { SOURCE_NAMES } from '#contracts/adapter';
import { OUTCOME_WORDS, type QueryLine } from '#libs/asset-list';
import { listSheet, moment, text, whole, type Column } from './sheet.js';
import type { PlainSheet } from './write-workbook.js';

const columns = (nameOf: (obligorId: string) => string): readonly Column<QueryLine>[] => [
  { title: '被执行人 obligor', width: 18, cell: ({ obligorId }) => text(nameOf(obligorId)) },
  { title: '机构 institution', width: 30, cell: ({ institution }) => text(institution.name) },
  { title: '机构代码 code', width: 20, cell: ({ institution }) => text(institution.code) },
  { title: '财产种类 sources', width: 22, cell: ({ sources }) => text(sources.map((source) => SOURCE_NAMES[source].zh).join('、')) },
  { title: '请求单号 request', width: 28, cell: ({ requestNumber }) => text(requestNumber) },
  { title: '结果 outcome', width: 13, cell: ({ state }) => text(OUTCOME_WORDS[state]) },
  { title: '版本 version', width: 7, cell: ({ version }) => whole(version) },
  { title: '受理 accepted', width: 23, cell: ({ acceptedAt }) => moment(acceptedAt) },
  { title: '发出 sent', width: 23, cell: ({ sentAt }) => moment(sentAt) },
  { title: '收到 received', width: 23, cell: ({ receivedAt }) => moment(receivedAt) },
  { title: '入库 committed', width: 23, cell: ({ committedAt }) => moment(committedAt) },
  { title: '排队毫秒 waited ms', width: 11, cell: ({ waitedMs }) => whole(waitedMs) },
  { title: '总用时毫秒 total ms', width: 11, cell: ({ totalMs }) => whole(totalMs) },
  { title: '沿用答复的时间 served from', width: 23, cell: ({ firstGivenAt }) => moment(firstGivenAt) },
];

/** Every question with its four moments and its waiting (domain-rules S2). */
export const querySheet = (queries: readonly QueryLine[], nameOf: (obligorId: string) => string): PlainSheet => listSheet('查询用时', columns(nameOf), queries);
