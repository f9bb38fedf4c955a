import type { Schema } from '../../api/index.js';
import { moment } from '../../format/index.js';
import { attributeName, useLanguage, wordOf } from '../../language/index.js';
import { EvidenceLink } from '../evidence/index.js';

interface Given {
  readonly identities: readonly Schema<'ListedIdentityDto'>[];
  readonly names: ReadonlyMap<string, string>;
}

/** What registers say of who somebody is (身份登记信息): no asset, and no reason to ask about anybody else. */
export function Identities({ identities, names }: Given) {
  const { language, messages: { caseFile, words } } = useLanguage();
  if (identities.length === 0) return null;
  return (
    <details className="body" style={{ padding: '6px 12px' }}>
      <summary>
        {caseFile.assets.identities} {identities.length}
      </summary>
      <table className="plain">
        <tbody>
          {identities.map(({ obligorId, institution, record, answeredAt, evidence, requestNumber }) => (
            <tr key={requestNumber}>
              <th scope="row">{names.get(obligorId)}</th>
              <td>
                {wordOf(words.source, record.source)} · {institution.name}
              </td>
              <td>
                <strong>{record.name}</strong> {(record.documents ?? []).map(({ number }) => number).join('、')} {record.address}
                <div className="quiet">
                  {Object.entries(record.attributes ?? {})
                    .map(([name, text]) => `${attributeName(name, language)} ${text}`)
                    .join(' · ')}
                </div>
              </td>
              <td className="number">{moment(answeredAt)}</td>
              <td>{evidence !== undefined && <EvidenceLink address={evidence} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
