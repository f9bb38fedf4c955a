import { SOURCE_NAMES, type Source } from '#contracts/adapter';
import type { AssetTotalsDto, ListedAssetDto, MoneyDto } from '#contracts/http';
import {
  beijingMoment,
  beijingSecond,
  CERTAINTY_WORDS,
  differencesText,
  FIELD_WORDS,
  holdersText,
  identityText,
  measuresText,
  NOT_COUNTED_WORDS,
  OUTCOME_WORDS,
  readableMoment,
  REGISTRATION_WORDS,
  rightsText,
  type AssetList,
  type QueryLine,
} from '#libs/asset-list';
import { formatFen } from '#libs/identifiers';
import { markLine, type Watermark } from '#libs/watermark';
import { documentName } from './chinese-wording.js';
import { longTable, type TableColumn, type TableRow } from './long-table.js';
import { PageWriter } from './page-writer.js';

export const ASSET_TABLE_TITLE = '财产查控情况表';

const SMALL = { size: 7 } as const;
const TINY = { size: 6 } as const;
const BODY = { size: 9 } as const;

/**
 * The list of assets as a table for the file of the case (财产查控情况表): A4 across, what is missing first, assets by source, the
 * time every query took. It breathes while it draws; eight thousand queries are some two hundred pages.
 */
export async function renderAssetTable(list: AssetList, printed: Watermark): Promise<Uint8Array> {
  const at = beijingSecond(printed.at);
  const info = { title: `${ASSET_TABLE_TITLE} ${list.caseNumber}`, author: list.courtName, createdAt: printed.at, landscape: true, watermark: markLine(printed), recordedAs: printed.id };
  // Written twice, the first time only to count: two hundred pages kept to be numbered at the end were half a gigabyte.
  const counted = new PageWriter({ ...info, onlyCounts: true });
  await write(counted, list, at);
  const left = `数据摘要 SHA-256 ${list.digest}`;
  const right = `制表 ${printed.name}（${printed.login}） ${at}（北京时间）`;
  const page = new PageWriter({ ...info, footer: (number) => ({ left, centre: `第${number}页 共${counted.pages}页`, right }) });
  await write(page, list, at);
  return page.finish();
}

async function write(page: PageWriter, list: AssetList, at: string): Promise<void> {
  const nameOf = (id: string): string => list.names.get(id) ?? id;

  page.paragraph(list.courtName, { size: 13, bold: true, align: 'centre' });
  page.paragraph(ASSET_TABLE_TITLE, { size: 18, bold: true, align: 'centre' });
  page.space(4);
  await longTable(page, [{ title: '事项', share: 1, align: 'centre' }, { title: '内容', share: 7 }], headRows(list, at), BODY);

  const chapters = chaptersFrom(page);
  if (list.missing.length > 0) {
    chapters(`缺少的答复（${list.missing.length}项不知有无财产）`);
    await longTable(page, MISSING, missingRows(list, nameOf), SMALL);
  }
  chapters('财产');
  if (list.items.length === 0) page.paragraph('已答复的机构均未报有财产。', BODY);
  else await longTable(page, ASSETS, assetRows(list, nameOf), SMALL);
  chapters('合计');
  page.paragraph('确数与时点价分别合计，不同币种分别合计；名义额、各机构所报不一的、可能重复的和负债不计入。同一财产只计一次；共有财产在各被执行人名下均列。', { size: 7.5 });
  await longTable(page, TOTALS, totalsRows(list, nameOf), SMALL);
  chapters('覆盖情况');
  await longTable(page, COVERAGE, coverageRows(list), SMALL);
  if (list.identities.length > 0) {
    chapters('身份信息（不属财产）');
    await longTable(page, IDENTITIES, identityRows(list, nameOf), SMALL);
  }
  chapters(`查询用时（${list.queries.length}次查询，北京时间）`);
  await longTable(page, QUERIES, queryRows(list.queries, nameOf), TINY);
  page.space(14);
  page.keep(24);
  page.paragraph('制表人：　　　　　　　　　　　　核对人：　　　　　　　　　　　　日期：　　　　年　　月　　日', { size: 10 });
}

const ORDINALS = '一二三四五六七八九';

/** Numbers the parts of the table as they come. */
function chaptersFrom(page: PageWriter): (title: string) => void {
  let place = 0;
  return (title) => {
    page.space(8);
    page.keep(50); // never the last line of a page
    page.paragraph(`${ORDINALS[place++]}、${title}`, { size: 10.5, bold: true });
    page.space(1);
  };
}

function headRows(list: AssetList, madeAt: string): TableRow[] {
  const { filter, missing } = list;
  const limits = [
    ...(filter.source === undefined ? [] : [`仅列${SOURCE_NAMES[filter.source].zh}`]),
    ...(filter.obligorId === undefined ? [] : ['仅列一名被执行人']),
    ...(list.masked === true ? ['个人信息已遮蔽'] : []),
  ];
  const unconnected = list.coverage.filter(({ connected, asked }) => !connected && asked === 0).map(({ source }) => SOURCE_NAMES[source].zh);
  return [
    ['案号', list.caseNumber],
    ['被执行人', list.obligors.map(({ name, documents }) => [name, documents.map(({ type, number }) => `${documentName(type)} ${number}`).join('、')].join('　')).join('\n')],
    ['查询受理', list.askedFrom === undefined ? '尚未查询' : between(list.askedFrom, list.askedTo!)],
    ['制表时间', `${madeAt}（北京时间；在先措施的顺位按当日计）${limits.length === 0 ? '' : `　${limits.join('，')}`}`],
    [
      '完整性',
      [
        list.complete ? '全部查询已有结果' : '尚有查询未结束',
        missing.length === 0 ? '各机构均已说明有无财产' : `${missing.length}项不知有无财产，见下表`,
        ...(unconnected.length === 0 ? [] : [`未联网：${unconnected.join('、')}`]),
      ].join('；'),
    ],
  ];
}

const between = (from: string, to: string): string => (from === to ? beijingSecond(from) : `${beijingSecond(from)} 至 ${beijingSecond(to)}`);

const MISSING = [
  { title: '机构', share: 3 },
  { title: '被执行人', share: 1.5 },
  { title: '财产种类', share: 2 },
  { title: '结果', share: 1, align: 'centre' },
  { title: '原因', share: 6 },
  { title: '所示为此前答复', share: 1.8, align: 'centre' },
] as const;

function* missingRows({ missing }: AssetList, nameOf: (id: string) => string): Iterable<TableRow> {
  for (const { institution, obligorId, sources, state, why, shownFrom } of missing) {
    yield [institution.name, nameOf(obligorId), sourceNames(sources), OUTCOME_WORDS[state as keyof typeof OUTCOME_WORDS], why, shownFrom === undefined ? '无' : beijingSecond(shownFrom)];
  }
}

const ASSETS = [
  { title: '序号', share: 0.5, align: 'centre' },
  { title: '被执行人', share: 1.1 },
  { title: '财产及号码', share: 2.9 },
  { title: '所在、状态', share: 1.6 },
  { title: '权利人、份额', share: 1.5 },
  { title: '价值', share: 1.5, align: 'right' },
  { title: '可用、数量', share: 1.4, align: 'right' },
  { title: '权利负担', share: 1.8 },
  { title: '在先措施', share: 2.2 },
  { title: '新措施顺位', share: 0.7, align: 'centre' },
  { title: '来源、数据时点、请求单号', share: 2.9 },
] as const;

function* assetRows({ items, bySource }: AssetList, nameOf: (id: string) => string): Iterable<TableRow> {
  const totals = new Map<Source, AssetTotalsDto>(bySource.map((row) => [row.source, row]));
  let group: Source | undefined;
  for (const [index, item] of items.entries()) {
    if (item.source !== group) {
      group = item.source;
      yield { heading: [`${SOURCE_NAMES[group].zh}　${totals.get(group)!.things}项`, sumsText(totals.get(group)!)].filter(Boolean).join('　') };
    }
    yield assetRow(item, index + 1, nameOf);
    const remarks = [
      item.contradictory.length === 0 ? '' : `各机构所报不一：${item.contradictory.map((field) => FIELD_WORDS[field] ?? field).join('、')}`,
      item.notCounted === undefined ? '' : NOT_COUNTED_WORDS[item.notCounted],
      differencesText(item),
      item.remarks === undefined ? '' : `备注：${item.remarks}`,
    ].filter(Boolean);
    if (remarks.length > 0) yield { note: `　　${remarks.join('　').replaceAll('\n', '　')}` };
  }
}

function assetRow(item: ListedAssetDto, place: number, nameOf: (id: string) => string): string[] {
  const { value, certainty, available, quantity, encumbrances, reports } = item;
  return [
    String(place),
    item.obligorIds.map(nameOf).join('、'),
    `${item.description.zh}\n${item.reference}`,
    [item.heldAt, item.status].filter(Boolean).join('\n'),
    [holdersText(item), item.share === undefined ? undefined : `份额 ${item.share}`].filter(Boolean).join('\n'),
    value === undefined ? (item.contradictory.includes('value') ? '所报不一' : '未报') : `${grouped(value)}\n${CERTAINTY_WORDS[certainty]}`,
    [grouped(available), quantity && `${quantity.amount} ${quantity.unit}`].filter(Boolean).join('\n'),
    [rightsText(item), encumbrances.sums.length === 0 ? undefined : `合计 ${encumbrances.sums.map(grouped).join('、')}`].filter(Boolean).join('\n'),
    measuresText(item),
    String(item.rank),
    reports.map(({ institution, asOf, requestNumber, version }) => `${institution.name}\n${readableMoment(asOf)}\n${requestNumber}${version === 1 ? '' : ` 第${version}版`}`).join('\n'),
  ];
}

const TOTALS = [
  { title: '范围', share: 3 },
  { title: '项数', share: 0.7, align: 'right' },
  { title: '计入', share: 0.7, align: 'right' },
  { title: '名义额', share: 0.7, align: 'right' },
  { title: '无价值', share: 0.7, align: 'right' },
  { title: '未计入', share: 0.7, align: 'right' },
  { title: '负债', share: 0.7, align: 'right' },
  { title: '合计', share: 6 },
] as const;

function totalsRows({ totals, bySource, byObligor }: AssetList, nameOf: (id: string) => string): TableRow[] {
  const row = (scope: string, total: AssetTotalsDto): TableRow => [
    scope, ...[total.things, total.summed, total.nominal, total.unknown, total.notCounted, total.debts].map(String), sumsText(total) || '无可合计的价值',
  ];
  return [row('全部财产', totals), ...bySource.map((total) => row(SOURCE_NAMES[total.source].zh, total)), ...byObligor.map((total) => row(`被执行人 ${nameOf(total.obligorId)}`, total))];
}

const sumsText = ({ sums }: AssetTotalsDto): string =>
  sums
    .map(({ currency, exactFen, datedFen, availableFen, withAvailable }) =>
      [
        exactFen > 0 || datedFen === 0 ? `确数 ${amount(exactFen)}` : '',
        datedFen > 0 ? `时点价 ${amount(datedFen)}` : '',
        withAvailable > 0 ? `可用 ${amount(availableFen)}（${withAvailable}项）` : '',
      ].filter(Boolean).join('，') + ` ${currency}`,
    )
    .join('；');

/** 1234567 → 12,345.67 */
const amount = (fen: number): string => formatFen(fen).replace(/\B(?=(\d{3})+\.)/g, ',');

const grouped = (money: MoneyDto | undefined): string | undefined => money && `${amount(money.fen)} ${money.currency}`;

const COVERAGE: readonly TableColumn[] = [
  { title: '财产种类', share: 3 },
  { title: '联网', share: 1.5, align: 'centre' },
  ...['应答', '已答复', '有', '无', '退回', '失败', '等待'].map((title) => ({ title, share: 1, align: 'right' as const })),
];

const coverageRows = ({ coverage }: AssetList): TableRow[] =>
  coverage.map((row) => [
    SOURCE_NAMES[row.source].zh, row.connected ? '已联网' : '未联网', ...[row.asked, row.answered, row.found, row.nothing, row.refused, row.failed, row.waiting].map(String),
  ]);

const IDENTITIES = [
  { title: '被执行人', share: 1.3 },
  { title: '来源', share: 2.4 },
  { title: '匹配', share: 1, align: 'centre' },
  { title: '姓名或名称', share: 1.8 },
  { title: '证件', share: 2.6 },
  { title: '住址、状态', share: 3 },
  { title: '其他', share: 3 },
  { title: '答复时间', share: 1.6, align: 'centre' },
] as const;

const identityRows = ({ identities }: AssetList, nameOf: (id: string) => string): TableRow[] =>
  identities.map((identity) => {
    const { obligorId, institution, answeredAt, record } = identity;
    return [
      nameOf(obligorId),
      `${SOURCE_NAMES[record.source].zh}\n${institution.name}`,
      record.match === 'exact' ? '一致' : '弱匹配\n须人工核对',
      [record.name, record.formerNames && `曾用名：${record.formerNames.join('、')}`].filter(Boolean).join('\n'),
      (record.documents ?? []).map(({ type, number }) => `${documentName(type)} ${number}`).join('\n'),
      [record.address, record.status && REGISTRATION_WORDS[record.status]].filter(Boolean).join('\n'),
      identityText(identity),
      beijingSecond(answeredAt),
    ];
  });

const QUERIES = [
  { title: '序号', share: 24, align: 'centre' },
  { title: '机构', share: 116 },
  { title: '被执行人', share: 48 },
  { title: '财产种类', share: 54 },
  { title: '请求单号', share: 88 },
  { title: '结果', share: 46, align: 'centre' },
  ...['受理', '发出', '收到', '入库'].map((title) => ({ title, share: 78, align: 'centre' as const })),
  { title: '排队\n毫秒', share: 30, align: 'right' },
  { title: '总用时\n毫秒', share: 36, align: 'right' },
] as const;

function* queryRows(queries: readonly QueryLine[], nameOf: (id: string) => string): Iterable<TableRow> {
  const moment = (at: string | undefined): string => (at === undefined ? '—' : beijingMoment(at));
  for (const [index, line] of queries.entries()) {
    const stored = line.firstGivenAt === undefined ? '' : `\n沿用${beijingSecond(line.firstGivenAt).slice(0, 10)}答复`;
    yield [
      String(index + 1), line.institution.name, nameOf(line.obligorId), sourceNames(line.sources), line.requestNumber, `${OUTCOME_WORDS[line.state]}${stored}`, moment(line.acceptedAt), moment(line.sentAt),
      moment(line.receivedAt), moment(line.committedAt), line.waitedMs === undefined ? '—' : String(line.waitedMs), line.totalMs === undefined ? '—' : String(line.totalMs),
    ];
  }
}

const sourceNames = (sources: readonly Source[]): string => sources.map((source) => SOURCE_NAMES[source].zh).join('、');
