import { SOURCE_NAMES } from '#contracts/adapter';
import type { ListedAssetDto, MoneyDto } from '#contracts/http';
import { CERTAINTY_WORDS, differencesText, FIELD_WORDS, holdersText, measuresText, NOT_COUNTED_WORDS, readableMoment, rightsText } from '#libs/asset-list';
import { day, listSheet, text, whole, yuan, type Column } from './sheet.js';
import type { PlainSheet } from './write-workbook.js';

type NameOf = (obligorId: string) => string;

const columns = (nameOf: NameOf): readonly Column<ListedAssetDto>[] => [
  { title: '编号 id', width: 18, cell: ({ id }) => text(id) },
  { title: '财产种类 source', width: 14, cell: ({ source }) => text(SOURCE_NAMES[source].zh) },
  { title: '被执行人 obligor', width: 18, cell: ({ obligorIds }) => text(obligorIds.map(nameOf).join('、')) },
  { title: '财产 asset', width: 32, cell: ({ description }) => text(description.zh) },
  { title: '号码 reference', width: 26, cell: ({ reference }) => text(reference) },
  { title: '所在 held at', width: 24, cell: ({ heldAt }) => text(heldAt) },
  { title: '状态 status', width: 10, cell: ({ status }) => text(status) },
  { title: '权利人 holders', width: 24, cell: (asset) => text(holdersText(asset)) },
  { title: '份额 share', width: 10, cell: ({ share }) => text(share) },
  { title: '币种 currency', width: 8, cell: ({ value, available }) => text((value ?? available)?.currency) },
  { title: '价值 value', width: 16, cell: ({ value }) => yuan(value?.fen) },
  { title: '价值性质 certainty', width: 10, cell: ({ certainty }) => text(CERTAINTY_WORDS[certainty]) },
  { title: '可用 available', width: 16, cell: ({ value, available }) => (isOtherCurrency(value, available) ? text(`${available!.fen / 100} ${available!.currency}`) : yuan(available?.fen)) },
  { title: '数量 quantity', width: 14, cell: ({ quantity }) => text(quantity && `${quantity.amount} ${quantity.unit}`) },
  { title: '各方所报不一 contradictory', width: 14, cell: ({ contradictory }) => text(contradictory.map((field) => FIELD_WORDS[field] ?? field).join('、')) },
  { title: '未计入合计 not counted', width: 20, cell: ({ notCounted }) => text(notCounted && NOT_COUNTED_WORDS[notCounted]) },
  { title: '权利负担 rights', width: 32, cell: (asset) => text(rightsText(asset)) },
  { title: '在先措施 prior measures', width: 36, cell: (asset) => text(measuresText(asset)) },
  { title: '新措施顺位 rank', width: 9, cell: ({ rank }) => whole(rank) },
  { title: '开户或登记 opened', width: 12, cell: ({ openedOn }) => day(openedOn) },
  { title: '销户 closed', width: 12, cell: ({ closedOn }) => day(closedOn) },
  { title: '数据时点 as of', width: 20, cell: ({ asOf }) => text(readableMoment(asOf)) },
  { title: '来源机构 reported by', width: 26, cell: ({ reports }) => text(reports.map(({ institution }) => institution.name).join('\n')) },
  { title: '请求单号 request', width: 28, cell: ({ reports }) => text(reports.map(({ requestNumber, version }) => (version === 1 ? requestNumber : `${requestNumber} 第${version}版`)).join('\n')) },
  { title: '各方所报 what differs', width: 40, cell: (asset) => text(differencesText(asset)) },
  { title: '证据 evidence', width: 28, cell: ({ reports }) => text(reports.flatMap(({ evidence }) => evidence ?? []).join('\n')) },
  { title: '备注 remarks', width: 24, cell: ({ remarks }) => text(remarks) },
];

const isOtherCurrency = (value: MoneyDto | undefined, available: MoneyDto | undefined): boolean => value !== undefined && available !== undefined && value.currency !== available.currency;

export const assetSheet = (items: readonly ListedAssetDto[], nameOf: NameOf): PlainSheet => listSheet('财产', columns(nameOf), items);
