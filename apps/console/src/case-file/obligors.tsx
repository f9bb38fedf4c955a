import { useState } from 'react';
import type { Schema } from '../api/index.js';
import { useMessages, wordOf } from '../language/index.js';
import { Mark } from '../pieces/index.js';

const SHOWN = 4;

/** Whom the case is about (被执行人). People of the same name are told apart by their documents, and it is said that they are. */
export function Obligors({ obligors }: { readonly obligors: readonly Schema<'ObligorDto'>[] }) {
  const { caseFile, words, shell } = useMessages();
  const [all, setAll] = useState(false);
  const names = obligors.map(({ name }) => name);
  const shown = all ? obligors : obligors.slice(0, SHOWN);
  return (
    <div style={{ marginTop: 8 }}>
      <h2 className="visually-hidden">{caseFile.obligors}</h2>
      <table className="plain">
        <tbody>
          {shown.map(({ id, name, kind, documents, otherNames, removedAt }) => (
            <tr key={id}>
              <td style={{ width: '40%' }}>
                <strong>{name}</strong> {names.indexOf(name) !== names.lastIndexOf(name) && <Mark tone="warn">{caseFile.sameName}</Mark>} {removedAt !== undefined && <Mark tone="quiet">{caseFile.removed}</Mark>}
                {otherNames.length > 0 && (
                  <span className="quiet">
                    {' '}
                    {caseFile.otherNames}：{otherNames.join('、')}
                  </span>
                )}
              </td>
              <td className="quiet number">{wordOf(words.obligorKind, kind)}</td>
              <td className="mono">{documents.map(({ number }) => number).join('、')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {obligors.length > SHOWN && (
        <button type="button" className="link" onClick={() => setAll(!all)}>
          {all ? shell.close : `${shell.all} ${obligors.length}`}
        </button>
      )}
    </div>
  );
}
