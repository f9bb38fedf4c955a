import { DOCUMENT_TYPES, isOrganisationDocument, parseIdentityDocument, parseResidentId } from '#libs/identifiers';
import { ChoiceField, TextField } from '../form/index.js';
import { useMessages, wordOf, type Messages } from '../language/index.js';
import type { DocumentDraft, Kind } from './drafts.js';

interface Given {
  readonly at: string;
  readonly kind: Kind;
  readonly document: DocumentDraft;
  readonly first: boolean;
  readonly onChange: (document: DocumentDraft) => void;
  readonly onRemove: (() => void) | undefined;
}

/** From here on a number is long enough to be checked while it is typed. */
const CHECKED_FROM: Readonly<Partial<Record<DocumentDraft['type'], number>>> = { 'resident-id': 18, 'unified-social-credit-code': 18, 'hk-macao-taiwan-residence-permit': 18, 'organisation-code': 9 };

/** One identity document (证件): its kind and its number, checked as it is typed by the rules of the gateway. */
export function DocumentField({ at, kind, document, first, onChange, onRemove }: Given) {
  const { forms, words } = useMessages();
  const { type, number } = document;
  const fitting = DOCUMENT_TYPES.filter((one) => one === 'other' || isOrganisationDocument(one) === (kind === 'organisation') || one === type);
  return (
    <div className="fields">
      <ChoiceField at={`${at}/type`} label={first ? forms.documentType : forms.documentTypeMore} value={type} width={230} choices={fitting.map((one) => ({ value: one, text: wordOf(words.documentType, one) }))} onChange={(chosen) => chosen !== '' && onChange({ ...document, type: chosen })} />
      <TextField at={`${at}/number`} label={forms.documentNumber} value={number} width={300} maxLength={60} checkedFrom={CHECKED_FROM[type] ?? Infinity} good={meaningOf(document, forms)} onChange={(value) => onChange({ ...document, number: value })} />
      {onRemove !== undefined && (
        <button type="button" className="link beside-fields" onClick={onRemove}>
          {forms.removeDocument}
        </button>
      )}
    </div>
  );
}

/** What a valid number says of the person, so that it can be compared with the file. */
function meaningOf({ type, number }: DocumentDraft, forms: Messages['forms']): string | undefined {
  const parsed = parseIdentityDocument(type, number);
  if (!parsed.ok) return undefined;
  const id = type === 'resident-id' ? parseResidentId(number) : undefined;
  const stored = parsed.value.number === number.trim() ? '' : forms.storedAs(parsed.value.number);
  return [id?.ok === true ? forms.residentId(forms.sex[id.value.sex], id.value.birthDate) : type === 'unified-social-credit-code' || type === 'organisation-code' ? forms.checked : forms.shapeOnly, stored].filter((text) => text !== '').join(' · ');
}
