import { day, money } from '../../format/index.js';
import { attributeName, useLanguage, wordOf } from '../../language/index.js';
import { Dialog, Mark } from '../../pieces/index.js';
import { EvidenceLink } from '../evidence/index.js';
import type { ListedAsset } from './asset-rows.js';

interface Given {
  readonly thing: ListedAsset;
  readonly names: ReadonlyMap<string, string>;
  readonly onClose: () => void;
}

/** One thing with everything that is known of it: who reports it, what stands on it, and the bytes behind each report. */
export function AssetDialog({ thing, names, onClose }: Given) {
  const { language, messages: { caseFile, words } } = useLanguage();
  const { assets } = caseFile;
  const { description, reference, source, status, holders, value, certainty, available, quantity, notCounted, contradictory, rank, priorMeasures, encumbrances, parts, reports, attributes = {}, remarks, obligorIds } = thing;
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [caseFile.obligors, obligorIds.map((id) => names.get(id)).join('、')],
    [assets.reference, <span key="reference" className="mono">{reference}</span>],
    ...(holders.length === 0 ? [] : [[assets.holder, holders.map(({ name, role, share }) => [name, role, share].filter(Boolean).join(' ')).join('、')] as const]),
    [assets.value, value === undefined ? wordOf(words.certainty, 'unknown') : `${money(value)}（${wordOf(words.certainty, certainty)}）`],
    ...(available === undefined ? [] : [[assets.available, money(available)] as const]),
    ...(quantity === undefined ? [] : [[assets.quantity, `${quantity.amount} ${quantity.unit}`] as const]),
    ...(status === undefined ? [] : [[assets.status, status] as const]),
    ...(notCounted === undefined ? [] : [[assets.notCounted, wordOf(assets.reason, notCounted)] as const]),
    ...(remarks === undefined ? [] : [[assets.remarks, remarks] as const]),
  ];
  return (
    <Dialog title={`${wordOf(words.source, source)} · ${description[language]}`} onClose={onClose} width={860}>
      {contradictory.length > 0 && <p className="note note-warn">{assets.contradictory(contradictory.join('、'))}</p>}
      <table className="plain">
        <tbody>
          {facts.map(([name, text]) => (
            <tr key={name}>
              <th scope="row" style={{ width: 150 }}>
                {name}
              </th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {Object.keys(attributes).length > 0 && (
        <details style={{ marginTop: 10 }}>
          <summary>{assets.attributes}</summary>
          <table className="plain">
            <tbody>
              {Object.entries(attributes).map(([name, text]) => (
                <tr key={name}>
                  <th scope="row" style={{ width: 150 }}>
                    {attributeName(name, language)}
                  </th>
                  <td>{text}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      <h3 style={{ marginTop: 12 }}>
        {assets.measures} <span className="quiet">{assets.rank(rank)}</span>
      </h3>
      {priorMeasures.length + encumbrances.rights.length === 0 ? <p className="quiet">{assets.free}</p> : (
        <table className="plain">
          <tbody>
            {priorMeasures.map(({ sequence, authority, documentNumber, amount, startsOn, endsOn, effective }) => (
              <tr key={`measure ${sequence}`}>
                <td>{sequence}</td>
                <td>{authority}</td>
                <td>{documentNumber}</td>
                <td className="end">{amount && money(amount)}</td>
                <td>
                  {startsOn} — {endsOn}
                </td>
                <td>{!effective && <Mark tone="quiet">{wordOf(words.measureState, 'lapsed')}</Mark>}</td>
              </tr>
            ))}
            {encumbrances.rights.map(({ sequence, holder, kind, amount }) => (
              <tr key={`right ${sequence}`}>
                <td>{sequence}</td>
                <td>{holder}</td>
                <td>{kind}</td>
                <td className="end">{amount && money(amount)}</td>
                <td />
                <td />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {parts.length > 0 && (
        <p className="quiet">
          {assets.parts} {parts.length}
        </p>
      )}
      <h3 style={{ marginTop: 12 }}>{assets.reports}</h3>
      <table className="plain">
        <tbody>
          {reports.map(({ requestId, requestNumber, institution, asOf, asOfFrom, evidence, differs, obligorId }) => (
            <tr key={`${requestId} ${obligorId}`}>
              <td>{institution.name}</td>
              <td className="mono">{requestNumber}</td>
              <td title={asOfFrom === 'answer' ? assets.asOfAnswer : undefined}>{day(asOf)}</td>
              <td>{differs.map(({ field, said }) => `${field}: ${said}`).join('；')}</td>
              <td>{evidence !== undefined && <EvidenceLink address={evidence} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
