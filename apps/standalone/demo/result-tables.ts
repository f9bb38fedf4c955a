import type { AssetListDto, InquiryResultDto, ListedAssetDto, ListedIdentityDto } from '#contracts/http';
import { formatFen, maskAccount, maskName, maskPlate } from '#libs/identifiers';
import { drawTable } from './draw-table.js';

/** What was found, a row for each thing, whoever reported it; accounts, plates and names masked: a terminal is not the officer's screen. */
export function assetsTable(list: AssetListDto): string {
  const rows = [...list.items.map(assetRow), ...list.identities.map(identityRow)];
  if (rows.length === 0) return 'Nothing was found.\n';
  const table = drawTable('Found 查到的财产', ['reported by 机构', 'source', 'what', 'reference', 'value 元', 'available 元', 'rank 顺位', 'note'], rows, [4, 5, 6]);
  return `${table}${list.totals.sums.map((sum) => `  Sum ${sum.currency}: exact ${money(sum.exactFen)}, dated ${money(sum.datedFen)}, available ${money(sum.availableFen)}\n`).join('')}`;
}

function assetRow({ source, description, reference, value, quantity, available, rank, reports, contradictory, notCounted, encumbrances }: ListedAssetDto): string[] {
  const masked = reference.split('／').map(source === 'vehicle' ? maskPlate : maskAccount).join('／');
  const notes = [
    contradictory.length === 0 ? '' : `contradictory: ${contradictory.join(', ')}`,
    notCounted === undefined || notCounted === 'contradictory' ? '' : notCounted,
    encumbrances.rights.length === 0 ? '' : `${encumbrances.rights.length} rights of others`,
  ];
  return [
    reports.map(({ institution }) => institution.name).join(' + '), source, description.en.split(': ').slice(1).join(': '), masked, money(value?.fen) || (quantity ? `${quantity.amount} ${quantity.unit}` : ''),
    money(available?.fen), String(rank), notes.filter((note) => note !== '').join('; '),
  ];
}

const identityRow = ({ institution, record }: ListedIdentityDto): string[] => [
  institution.name, record.source, `${record.match} match`, maskName(record.name), '', '', '', record.status ?? '',
];

const money = (fen: number | undefined): string => (fen === undefined ? '' : formatFen(fen));

/** Source x asked, answered, found, nothing, failed, waiting. */
export function coverageTable(result: InquiryResultDto): string {
  const rows = result.coverage.map((row) =>
    row.connected || row.asked > 0
      ? [row.source, ...[row.asked, row.answered, row.found, row.nothing, row.refused, row.failed, row.waiting].map(String)]
      : [row.source, row.offline === true ? 'by letter' : 'not connected', '', '', '', '', '', ''],
  );
  return drawTable('Coverage 覆盖情况', ['source', 'asked', 'answered', 'found', 'nothing', 'refused', 'failed', 'waiting'], rows, [1, 2, 3, 4, 5, 6, 7]);
}

/** Completeness, who is missing, and how long it took. */
export function timingSummary(result: InquiryResultDto): string {
  const totals = result.answers.flatMap(({ timing }) => timing.totalMs ?? []).sort((a, b) => a - b);
  const slowest = [...result.answers].sort((a, b) => (b.timing.totalMs ?? 0) - (a.timing.totalMs ?? 0))[0];
  const missing = result.missing.slice(0, 5).map(({ institution, why }) => `  missing: ${institution.name}: ${why}`);
  return [
    `${result.complete ? 'Complete' : 'Not complete'}: ${result.totals.answered} of ${result.totals.asked} questions have an outcome after ${(result.elapsedMs / 1000).toFixed(2)} s`,
    ...(totals.length === 0 ? [] : [`Median answer ${middle(totals)} ms; slowest ${slowest!.timing.totalMs} ms (${slowest!.institution.name}).`]),
    ...missing,
    ...(result.missing.length > missing.length ? [`  and ${result.missing.length - missing.length} more without an answer of their own`] : []),
    '',
  ].join('\n');
}

/** Those that have said nothing yet. */
export const waitingFor = (result: InquiryResultDto): InquiryResultDto['missing'] => result.missing.filter(({ state }) => state === 'waiting');

/** Who is closed and therefore asked later, a line each; empty when nobody is. */
export function closedSummary(result: InquiryResultDto, closed: ReadonlyMap<string, number>): string {
  const names = new Map(waitingFor(result).filter(({ institution }) => closed.has(institution.code)).map(({ institution }) => [institution.code, institution.name]));
  return [...names].map(([code, name]) => `  closed now: ${name} is asked when it opens, ${beijing(closed.get(code)!)} Beijing time\n`).join('');
}

const beijing = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

const middle = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)]!;
