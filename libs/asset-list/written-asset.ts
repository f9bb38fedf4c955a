import type { ListedAssetDto, ListedIdentityDto } from '#contracts/http';
import { readableMoment } from './beijing-time.js';
import { moneyText } from './compare-reports.js';
import { FIELD_WORDS } from './written-words.js';

/** Lists inside an asset as a person reads them, one entry a line. */

export const holdersText = ({ holders }: ListedAssetDto): string =>
  holders.map(({ name, role, share }) => [name, [role, share].filter(Boolean).join('，')].filter(Boolean).join('：')).join('\n');

export const measuresText = ({ priorMeasures }: ListedAssetDto): string =>
  priorMeasures
    .map(({ authority, documentNumber, publicationNumber, amount, startsOn, effectiveAt, endsOn, effective, remarks }) =>
      [authority, documentNumber, publicationNumber && `公示编号${publicationNumber}`, moneyText(amount), effectiveAt && `生效${readableMoment(effectiveAt)}`, startsOn || endsOn ? `${startsOn ?? ''}至${endsOn ?? '未载明'}` : undefined, effective ? undefined : '已到期，不计顺位', remarks]
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

/** What only its source says. A spouse is no obligor: what is known of one is for the handling officer's screen, never for a file (A7). */
export function identityText({ record }: ListedIdentityDto): string {
  const all = Object.entries(record.attributes ?? {});
  const shown = all.filter(([name]) => !/^spouse/i.test(name)).map(([name, value]) => `${name}：${value}`);
  const withheld = all.length > shown.length || (record.withheld ?? []).some((name) => /^spouse/i.test(name));
  return [...shown, ...(withheld ? ['配偶信息不列入文件 withheld：spouse'] : [])].join('\n');
}
