import { day, money } from '../../format/index.js';
import { wordOf, type Language, type Messages } from '../../language/index.js';
import { Mark, type Column } from '../../pieces/index.js';
import { EvidenceLink } from '../evidence/index.js';
import { standing, type AssetRow, type ListedAsset } from './asset-rows.js';

export function assetColumns(messages: Messages, language: Language, names: ReadonlyMap<string, string>): readonly Column<AssetRow>[] {
  const { caseFile: { assets } } = messages;
  const of = (cell: (thing: ListedAsset) => React.ReactNode) => (row: AssetRow) => ('thing' in row ? cell(row.thing) : null);
  return [
    { key: 'description', title: assets.description, width: 'minmax(185px, 1.3fr)', cell: of(({ description }) => <span title={description[language]}>{description[language]}</span>) },
    { key: 'reference', title: assets.reference, width: 'minmax(165px, 1fr)', cell: of(({ reference }) => <span className="mono" title={reference}>{reference}</span>) },
    { key: 'institution', title: assets.institution, width: 'minmax(130px, 0.9fr)', cell: of(({ reports }) => <span title={reports.map(({ institution }) => institution.name).join('、')}>{[...new Set(reports.map(({ institution }) => institution.name))].join('、')}</span>) },
    { key: 'holder', title: assets.holder, width: 'minmax(115px, 0.9fr)', cell: of((thing) => <Holder thing={thing} names={names} />) },
    { key: 'value', title: assets.value, width: '135px', end: true, cell: of((thing) => <Value thing={thing} messages={messages} />) },
    { key: 'encumbrance', title: assets.encumbrance, width: 'minmax(165px, 1fr)', cell: of((thing) => <Encumbrance thing={thing} assets={assets} />) },
    { key: 'asOf', title: assets.asOf, width: '105px', cell: of(({ asOf, reports }) => <span title={reports.every(({ asOfFrom }) => asOfFrom === 'answer') ? assets.asOfAnswer : undefined}>{day(asOf)}</span>) },
    { key: 'evidence', title: assets.evidence, width: '65px', cell: of(({ reports }) => reports[0]?.evidence !== undefined && <EvidenceLink address={reports[0].evidence} />) },
  ];
}

/** Who holds it; where the answer does not say, whom it is about. */
function Holder({ thing: { holders, share, obligorIds }, names }: { readonly thing: ListedAsset; readonly names: ReadonlyMap<string, string> }) {
  const text = (holders.length > 0 ? holders.map(({ name }) => name) : obligorIds.map((id) => names.get(id) ?? '')).join('、');
  return (
    <span title={text}>
      {text}
      {share !== undefined && `（${share}）`}
    </span>
  );
}

/** What it is worth, and how sure that is. Where institutions say different things no value is chosen. */
function Value({ thing: { value, certainty, quantity, contradictory, notCounted }, messages: { caseFile: { assets }, words } }: { readonly thing: ListedAsset; readonly messages: Messages }) {
  if (contradictory.length > 0) return <Mark tone="bad">{assets.reason.contradictory}</Mark>;
  if (value === undefined) return <span className="quiet">{quantity === undefined ? wordOf(words.certainty, 'unknown') : `${quantity.amount} ${quantity.unit}`}</span>;
  return (
    <span title={notCounted === undefined ? wordOf(words.certainty, certainty) : wordOf(assets.reason, notCounted)}>
      {notCounted !== undefined && <Mark tone="warn">!</Mark>} {money(value)}
    </span>
  );
}

function Encumbrance({ thing, assets }: { readonly thing: ListedAsset; readonly assets: Messages['caseFile']['assets'] }) {
  const before = standing(thing);
  const rights = thing.encumbrances.rights.length;
  if (before + rights === 0) return <span className="quiet">{assets.free}</span>;
  return (
    <span title={assets.rank(thing.rank)}>
      {before > 0 && <Mark tone="warn">{assets.prior(before)}</Mark>} {rights > 0 && <Mark tone="info">{assets.rights(rights)}</Mark>}
    </span>
  );
}
