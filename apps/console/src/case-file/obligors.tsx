import { lazy, Suspense, useState } from 'react';
import type { Schema } from '../api/index.js';
import { useMessages, wordOf } from '../language/index.js';
import { Mark } from '../pieces/index.js';

const ObligorDialog = lazy(async () => ({ default: (await import('../case-form/index.js')).ObligorDialog }));

const BankruptcyDialog = lazy(async () => ({ default: (await import('./facts/index.js')).BankruptcyDialog }));
const LivingReserveDialog = lazy(async () => ({ default: (await import('./facts/index.js')).LivingReserveDialog }));

const SHOWN = 4;

interface Given {
  readonly caseId: string;
  readonly obligors: readonly Schema<'ObligorDto'>[];
  readonly mayChange: boolean;
}

/** Whom the case is about (被执行人). People of the same name are told apart by their documents, and it is said that they are. */
export function Obligors({ caseId, obligors, mayChange }: Given) {
  const { caseFile, facts, forms, words, shell } = useMessages();
  // Nobody: one is added.
  const [changing, setChanging] = useState<{ readonly obligor: Schema<'ObligorDto'> | undefined }>();
  const [about, setAbout] = useState<{ readonly what: 'bankruptcy' | 'living'; readonly obligor: Schema<'ObligorDto'> }>();
  const [all, setAll] = useState(false);
  const names = obligors.map(({ name }) => name);
  const shown = all ? obligors : obligors.slice(0, SHOWN);
  return (
    <div style={{ marginTop: 8 }}>
      <h2 className="visually-hidden">{caseFile.obligors}</h2>
      <table className="plain">
        <tbody>
          {shown.map((obligor) => {
            const { id, name, kind, documents, otherNames, removedAt } = obligor;
            return (
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
              {mayChange && (
                <td className="number">
                  {removedAt === undefined && (
                    <>
                      <button type="button" className="link" aria-label={forms.changeOf(name)} onClick={() => setChanging({ obligor })}>
                        {forms.change}
                      </button>{' '}
                      {kind === 'person' ? (
                        <button type="button" className="link" aria-label={facts.livingOf(name)} onClick={() => setAbout({ what: 'living', obligor })}>
                          {facts.living}
                        </button>
                      ) : (
                        <button type="button" className="link" aria-label={facts.bankruptcyOf(name)} onClick={() => setAbout({ what: 'bankruptcy', obligor })}>
                          {facts.bankruptcy}
                        </button>
                      )}
                    </>
                  )}
                </td>
              )}
            </tr>
            );
          })}
        </tbody>
      </table>
      {obligors.length > SHOWN && (
        <button type="button" className="link" onClick={() => setAll(!all)}>
          {all ? shell.close : `${shell.all} ${obligors.length}`}
        </button>
      )}
      {mayChange && (
        <button type="button" className="link" style={{ marginInlineStart: 8 }} onClick={() => setChanging({ obligor: undefined })}>
          {forms.addObligor}
        </button>
      )}
      <Suspense fallback={null}>{about?.what === 'bankruptcy' && <BankruptcyDialog caseId={caseId} obligor={about.obligor} onClose={() => setAbout(undefined)} />}</Suspense>
      <Suspense fallback={null}>{about?.what === 'living' && <LivingReserveDialog caseId={caseId} obligor={about.obligor} onClose={() => setAbout(undefined)} />}</Suspense>
      <Suspense fallback={null}>{changing !== undefined && <ObligorDialog caseId={caseId} obligor={changing.obligor} onClose={() => setChanging(undefined)} />}</Suspense>
    </div>
  );
}
