import { SOURCE_NAMES } from '#contracts/adapter';
import type { AssetTotalsDto } from '#contracts/http';
import { OUTCOME_WORDS, type AssetList } from '#libs/asset-list';
import type { Watermark } from '#libs/watermark';
import { heading, moment, text, whole, yuan } from './sheet.js';
import type { PlainCell, PlainSheet } from './write-workbook.js';

type Rows = PlainCell[][];

/** What this is, what is missing and why, how far each source was asked, and the sums. */
export function summarySheet(list: AssetList, printed: Watermark, nameOf: (obligorId: string) => string): PlainSheet {
  const rows: Rows = [
    [heading('财产查控情况表')],
    ...facts(list, printed),
    [],
    ...missingRows(list, nameOf),
    [],
    [heading('覆盖情况 coverage')],
    ['财产种类', '已联网', '应答数', '已答复', '有', '无', '退回', '失败', '等待'].map(heading),
    ...list.coverage.map((row) => [
      text(SOURCE_NAMES[row.source].zh), text(row.connected ? '是' : '否：未联网'), ...[row.asked, row.answered, row.found, row.nothing, row.refused, row.failed, row.waiting].map(whole),
    ]),
    [],
    [heading('合计 totals（确数与时点价分别合计，名义额不合计）')],
    ['范围', '项数', '计入', '名义额', '无价值', '未计入', '负债', '币种', '确数', '时点价', '可用'].map(heading),
    ...totalsRows('全部', list.totals),
    ...list.bySource.flatMap((row) => totalsRows(SOURCE_NAMES[row.source].zh, row)),
    ...list.byObligor.flatMap((row) => totalsRows(`被执行人 ${nameOf(row.obligorId)}`, row)),
  ];
  return { name: '概览', rows, widths: [34, 26, 22, 40, 20, 12, 12, 12, 18, 18, 18], isList: false };
}

function facts(list: AssetList, { name, login, court, at, id }: Watermark): Rows {
  const { filter } = list;
  return [
    [heading('执行法院'), text(list.courtName)],
    [heading('案号'), text(list.caseNumber)],
    [heading('被执行人'), text(list.obligors.map(({ name }) => name).join('、'))],
    [heading('查询受理（北京时间）'), moment(list.askedFrom), moment(list.askedTo)],
    [heading('制表（北京时间）'), moment(at.toISOString()), text(`${name}（${login}）`), text(court ?? '全部法院')],
    [heading('审计关联号'), text(id)],
    ...(filter.source === undefined ? [] : [[heading('仅限财产种类'), text(SOURCE_NAMES[filter.source].zh)]]),
    ...(filter.obligorId === undefined ? [] : [[heading('仅限一名被执行人'), text(list.obligors[0]?.name)]]),
    ...(list.masked === true ? [[heading('个人信息 personal data'), text('已遮蔽 masked')]] : []),
    [heading('完整性'), text(completeness(list))],
    [heading('数据摘要 SHA-256'), { value: list.digest, style: 'heading' }],
  ];
}

const completeness = ({ complete, missing }: AssetList): string =>
  `${complete ? '全部查询已有结果' : '尚有查询未结束'}；${missing.length === 0 ? '各机构均已答复' : `${missing.length}项不知有无财产，见下`}`;

function missingRows({ missing }: AssetList, nameOf: (obligorId: string) => string): Rows {
  if (missing.length === 0) return [[heading('缺少的答复 missing：无')]];
  return [
    [heading(`缺少的答复 missing：${missing.length}项`)],
    ['机构', '被执行人', '财产种类', '原因', '所示为此前答复'].map(heading),
    ...missing.map(({ institution, obligorId, sources, state, why, shownFrom }) => [
      text(institution.name), text(nameOf(obligorId)), text(sources.map((source) => SOURCE_NAMES[source].zh).join('、')),
      text(`${OUTCOME_WORDS[state as keyof typeof OUTCOME_WORDS]}：${why}`), moment(shownFrom),
    ]),
  ];
}

/** A row for each currency; one without sums when there is nothing to sum. */
function totalsRows(scope: string, totals: AssetTotalsDto): Rows {
  const counts = [totals.things, totals.summed, totals.nominal, totals.unknown, totals.notCounted, totals.debts].map(whole);
  if (totals.sums.length === 0) return [[text(scope), ...counts]];
  return totals.sums.map(({ currency, exactFen, datedFen, availableFen }) => [text(scope), ...counts, text(currency), yuan(exactFen), yuan(datedFen), yuan(availableFen)]);
}
