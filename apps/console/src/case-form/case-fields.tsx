import { parseCaseNumber } from '#libs/identifiers';
import { useCallback } from 'react';
import { beijingToday, ChoiceField, TextField } from '../form/index.js';
import { useMessages, type Messages } from '../language/index.js';
import type { CaseDraft, CaseKind } from './drafts.js';
import { OfficerFields } from './officer-fields.js';

interface Given {
  readonly draft: Pick<CaseDraft, 'caseNumber' | 'kind' | 'filedOn' | 'officers'>;
  readonly onChange: (part: Partial<CaseDraft>) => void;
  /** A number is given once. */
  readonly withNumber?: boolean;
}

const KINDS: readonly CaseKind[] = ['execution', 'preservation', 'restored'];

/** Number, kind, day and officers of a case. */
export function CaseFields({ draft: { caseNumber, kind, filedOn, officers }, onChange, withNumber = false }: Given) {
  const { forms, words } = useMessages();
  const changeOfficers = useCallback((chosen: readonly [string, string]) => onChange({ officers: chosen }), [onChange]);
  const rename = (value: string): void => onChange({ caseNumber: value, ...kindOf(value) });
  return (
    <div className="fields">
      {withNumber && <TextField at="/caseNumber" label={forms.caseNumber} value={caseNumber} width={280} maxLength={60} placeholder={forms.caseNumberLike} good={meaningOf(caseNumber, forms)} onChange={rename} />}
      <ChoiceField at="/kind" label={forms.caseKind} value={kind} width={150} choices={KINDS.map((value) => ({ value, text: words.caseKind[value] }))} onChange={(value) => value !== '' && onChange({ kind: value })} />
      <TextField at="/filedOn" label={forms.filedOn} value={filedOn} type="date" width={160} hint={filedOn === beijingToday() ? forms.today : undefined} onChange={(value) => onChange({ filedOn: value })} />
      <OfficerFields officers={officers} onChange={changeOfficers} />
    </div>
  );
}

/** The kind that the type in a number stands for (执保, 执恢), once the number is whole. */
function kindOf(text: string): { readonly kind?: CaseKind } {
  const parsed = parseCaseNumber(text);
  if (!parsed.ok) return {};
  if (parsed.value.type === '执保' || parsed.value.type === '财保') return { kind: 'preservation' };
  if (parsed.value.type === '执恢') return { kind: 'restored' };
  return parsed.value.type === '执' ? { kind: 'execution' } : {};
}

function meaningOf(text: string, forms: Messages['forms']): string | undefined {
  const parsed = parseCaseNumber(text);
  if (!parsed.ok) return undefined;
  return parsed.value.canonical === text.trim() ? forms.caseNumberGood(parsed.value.courtCode) : forms.storedAs(parsed.value.canonical);
}
