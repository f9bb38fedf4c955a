import type { ListedAssetDto } from '#contracts/http';
import { moneyText } from './compare-reports.js';
import { FIELD_WORDS } from './written-words.js';

/** Lists inside an asset as a person reads them, one entry a line. */

export const holdersText = ({ holders }: ListedAssetDto): string =>
  holders.map(({ name, role, share }) => [name, [role, share].filter(Boolean).join('，')].filter(Boolean).join('：')).join('\n');

export const measuresText = ({ priorMeasures }: ListedAssetDto): string =>
  priorMeasures
    .map(({ authority, documentNumber, amount, startsOn, endsOn, effective, remarks }) =>
      [authority, documentNumber, moneyText(amount), startsOn || endsOn ? `${startsOn ?? ''}至${endsOn ?? '未载明'}` : undefined, effective ? undefined : '已到期，不计顺位', remarks]
        .filter(Boolean)
        .join(' '),
    )
    .join('\n');

export const rightsText = ({ encumbrances }: ListedAssetDto): string =>
  encumbrances.rights.map(({ kind, holder, amount, remarks }) => [kind, holder, moneyText(amount), remarks].filter(Boolean).join(' ')).join('\n');

/** What institutions say otherwise than each other, by institution. */
export const differencesText = ({ reports }: ListedAssetDto): string =>
  reports
    .filter(({ differs }) => differs.length > 0)
    .map(({ institution, differs }) => `${institution.name}：${differs.map(({ field, said }) => `${FIELD_WORDS[field] ?? field} ${said}`).join('；')}`)
    .join('\n');
