import { AUDIT_EVENTS, type AuditEvent } from '#contracts/audit';
import type { PersonReportDto } from '#contracts/http';
import { beijingSecond } from '#libs/asset-list';
import { markLine, type Watermark } from '#libs/watermark';
import { documentName } from './chinese-wording.js';
import { longTable, type TableColumn, type TableRow } from './long-table.js';
import { PageWriter } from './page-writer.js';

export const PERSON_REPORT_TITLE = '个人信息查阅情况报告';

/** What was asked, and what the record says. */
export interface PersonReportData {
  readonly report: PersonReportDto;
  readonly documentType: string;
  readonly documentNumber: string;
  readonly reason: string;
  readonly from?: Date;
  readonly to?: Date;
}

const SMALL = { size: 7 } as const;
const BODY = { size: 9 } as const;

/** Who looked at a person, when, on what ground (查阅情况报告): A4 across, with who had it made and when behind every page. */
export async function renderPersonReport(data: PersonReportData, printed: Watermark): Promise<Uint8Array> {
  const at = beijingSecond(printed.at);
  const info = { title: PERSON_REPORT_TITLE, author: printed.name, createdAt: printed.at, landscape: true, watermark: markLine(printed), recordedAs: printed.id };
  const counted = new PageWriter({ ...info, onlyCounts: true });
  await write(counted, data, at);
  const right = `制作 ${printed.name}（${printed.login}） ${at}（北京时间）`;
  const page = new PageWriter({ ...info, footer: (number) => ({ left: '内部资料，不得外传', centre: `第${number}页 共${counted.pages}页`, right }) });
  await write(page, data, at);
  return page.finish();
}

async function write(page: PageWriter, { report, documentType, documentNumber, reason, from, to }: PersonReportData, at: string): Promise<void> {
  const caseNumbers = new Map(report.entries.map(({ caseId, caseNumber }) => [caseId, caseNumber]));
  const numberOf = (caseId: string): string => caseNumbers.get(caseId) ?? caseId;
  page.paragraph(PERSON_REPORT_TITLE, { size: 18, bold: true, align: 'centre' });
  page.space(4);
  const period = `${from === undefined ? '最早记录' : beijingSecond(from)} 至 ${to === undefined ? at : beijingSecond(to)}`;
  await longTable(page, [{ title: '事项', share: 1, align: 'centre' }, { title: '内容', share: 7 }], [
    ['证件', `${documentName(documentType)} ${documentNumber}`], ['调取事由', reason], ['记录时段', `${period}（北京时间）`],
    ['合计', `涉案 ${report.entries.length} 件，查询 ${report.asked.length} 次，查阅及办理 ${report.looks.length} 次，其中说明理由查阅 ${report.looks.filter(({ basis }) => basis === 'grant').length} 次`],
  ], BODY);
  const chapter = (title: string): void => {
    page.space(8);
    page.keep(50);
    page.paragraph(title, { size: 10.5, bold: true });
    page.space(1);
  };
  chapter('一、涉及案件');
  if (report.entries.length === 0) page.paragraph('没有以该证件登记的被执行人。', BODY);
  else await longTable(page, ENTRIES, report.entries.map((one) => [one.caseNumber, one.courtName, beijingSecond(one.since), one.removedAt === undefined ? '—' : beijingSecond(one.removedAt)]), SMALL);
  chapter('二、向机构查询');
  if (report.asked.length === 0) page.paragraph('该时段内没有查询。', BODY);
  else await longTable(page, ASKED, report.asked.map((one) => askedRow(one, numberOf)), SMALL);
  chapter('三、查阅及办理');
  if (report.looks.length === 0) page.paragraph('该时段内没有查阅。', BODY);
  else await longTable(page, LOOKS, report.looks.map((look) => lookRow(look, numberOf)), SMALL);
}

const ENTRIES: readonly TableColumn[] = [
  { title: '案号', share: 3 }, { title: '法院', share: 4 }, { title: '列为被执行人', share: 2, align: 'centre' }, { title: '移出', share: 2, align: 'centre' },
];
const ASKED: readonly TableColumn[] = [
  { title: '时间', share: 2, align: 'centre' }, { title: '案号', share: 3 }, { title: '查询人', share: 2 }, { title: '方式', share: 1.4, align: 'centre' }, { title: '目的', share: 2.4 },
  ...['机构', '有', '无', '其他'].map((title) => ({ title, share: 0.8, align: 'right' as const })),
];
const LOOKS: readonly TableColumn[] = [
  { title: '时间', share: 2, align: 'centre' }, { title: '人员', share: 1.8 }, { title: '行为', share: 3 }, { title: '案号', share: 2.6 }, { title: '依据', share: 1.4, align: 'centre' }, { title: '所述理由', share: 4 },
];

const askedRow = (one: PersonReportDto['asked'][number], numberOf: (id: string) => string): TableRow => [
  beijingSecond(one.askedAt), numberOf(one.caseId), one.askedBy, one.automatic === undefined ? '人工' : one.automatic === 'filing' ? '立案自动' : '定期自动', one.purpose,
  ...[one.institutions, one.found, one.nothingFound, one.other].map(String),
];

const BASIS_NAMES: Readonly<Record<string, string>> = { participant: '参与办理', grant: '说明理由', 'court-system': '法院系统' };
const DEED_NAMES: Readonly<Record<string, string>> = { looked: '查阅', asked: '查询', changed: '办理' };

const lookRow = (look: PersonReportDto['looks'][number], numberOf: (id: string) => string): TableRow => [
  beijingSecond(look.at), look.login, `${DEED_NAMES[look.deed] ?? ''}\n${AUDIT_EVENTS[look.event as AuditEvent] ?? look.event}`, numberOf(look.caseId),
  look.basis === undefined ? '未记载' : (BASIS_NAMES[look.basis] ?? look.basis), look.grant?.reason ?? '—',
];
