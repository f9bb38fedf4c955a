import type { Asset, IdentityRecord } from '#contracts/adapter';
import type { InquiryResultDto } from '#contracts/http';
import { formatFen, maskAccount, maskName, maskPlate } from '#libs/identifiers';
import { drawTable } from './draw-table.js';

/** What was found, a row per asset; accounts, plates and names masked: a terminal is not the officer's screen. */
export function findingsTable(result: InquiryResultDto): string {
  const rows = result.answers.flatMap(({ institution, outcome }) => {
    if (outcome?.kind !== 'found') return [];
    return [...outcome.assets.map((asset) => assetRow(institution.name, asset)), ...(outcome.identities ?? []).map((record) => identityRow(institution.name, record))];
  });
  if (rows.length === 0) return 'Nothing was found.\n';
  return drawTable('Found 查到的财产', ['institution 机构', 'source', 'what', 'reference', 'value 元', 'available 元', 'bound by'], rows, [4, 5]);
}

function assetRow(institution: string, asset: Asset): string[] {
  const reference = asset.source === 'vehicle' ? maskPlate(asset.reference) : maskAccount(asset.reference);
  const measures = (asset.priorMeasures?.length ?? 0) + (asset.rights?.length ?? 0);
  return [
    institution, asset.source, asset.name ?? asset.category ?? '', reference, money(asset.value?.fen) || (asset.quantity ? `${asset.quantity.amount} ${asset.quantity.unit}` : ''),
    money(asset.available?.fen), measures === 0 ? '' : `${measures} earlier`,
  ];
}

const identityRow = (institution: string, record: IdentityRecord): string[] => [
  institution, record.source, `${record.match} match`, maskName(record.name), '', '', record.status ?? '',
];

const money = (fen: number | undefined): string => (fen === undefined ? '' : formatFen(fen));

/** Source x asked, answered, found, nothing, failed, waiting. */
export function coverageTable(result: InquiryResultDto): string {
  const rows = result.coverage.map((row) =>
    row.connected || row.asked > 0
      ? [row.source, ...[row.asked, row.answered, row.found, row.nothing, row.refused, row.failed, row.waiting].map(String)]
      : [row.source, 'not connected', '', '', '', '', '', ''],
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

const middle = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)]!;
