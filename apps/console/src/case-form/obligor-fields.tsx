import { rareCharacters } from '#libs/identifiers';
import { ChoiceField, TextField } from '../form/index.js';
import { useMessages } from '../language/index.js';
import { DocumentField } from './document-field.js';
import { newDocument, usualDocument, type Kind, type ObligorDraft } from './drafts.js';

const MOST_DOCUMENTS = 10;

interface Given {
  readonly at: string;
  readonly obligor: ObligorDraft;
  readonly onChange: (obligor: ObligorDraft) => void;
}

/** An obligor (被执行人): who it is, under which names and documents institutions may know them. */
export function ObligorFields({ at, obligor, onChange }: Given) {
  const { forms, words } = useMessages();
  const { kind, name, otherNames, documents } = obligor;
  const rare = rareCharacters(name);
  // Somebody of another kind has another kind of document; what was typed already is kept.
  const changeKind = (next: Kind): void => onChange({ ...obligor, kind: next, documents: documents.map((one) => (one.type === usualDocument(kind) ? { ...one, type: usualDocument(next) } : one)) });
  return (
    <>
      <div className="fields">
        <ChoiceField at={`${at}/kind`} label={forms.kind} value={kind} width={160} choices={(['person', 'organisation'] as const).map((value) => ({ value, text: words.obligorKind[value] }))} onChange={(value) => value !== '' && changeKind(value)} />
        <TextField at={`${at}/name`} label={kind === 'person' ? forms.personName : forms.organisationName} value={name} width={300} good={rare.length === 0 ? undefined : forms.rare(rare.join('、'))} onChange={(value) => onChange({ ...obligor, name: value })} />
        <TextField at={`${at}/otherNames`} label={forms.otherNames} value={otherNames} width={260} maxLength={1000} hint={forms.otherNamesHint} onChange={(value) => onChange({ ...obligor, otherNames: value })} />
      </div>
      {documents.map((document, index) => (
        <DocumentField
          key={document.key} at={`${at}/documents/${index}`} kind={kind} document={document} first={index === 0} onChange={(changed) => onChange({ ...obligor, documents: documents.map((one) => (one.key === changed.key ? changed : one)) })}
          onRemove={documents.length === 1 ? undefined : () => onChange({ ...obligor, documents: documents.filter(({ key }) => key !== document.key) })}
        />
      ))}
      {documents.length < MOST_DOCUMENTS && (
        <button type="button" className="link" onClick={() => onChange({ ...obligor, documents: [...documents, newDocument(kind)] })}>
          {forms.addDocument}
        </button>
      )}
    </>
  );
}
