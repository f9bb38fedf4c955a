import { yuan } from '../format/index.js';
import { fenTyped, YuanField } from '../form/index.js';
import { useMessages } from '../language/index.js';
import { OWED_PARTS, type OwedDraft, type OwedPart } from './drafts.js';

/** What is owed (执行标的), by part, and what it comes to. */
export function OwedFields({ owed, onChange }: { readonly owed: OwedDraft; readonly onChange: (owed: OwedDraft) => void }) {
  const { forms } = useMessages();
  const fen = (part: OwedPart): number => {
    const read = fenTyped(owed[part]);
    return 'fen' in read ? read.fen : 0;
  };
  const total = fen('principalFen') + fen('interestFen') + fen('lateInterestFen') + fen('executionFeeFen');
  return (
    <fieldset className="group">
      <legend>{forms.owed}</legend>
      <div className="fields">
        {OWED_PARTS.map((part) => (
          <YuanField key={part} at={`/owed/${part}`} label={forms.owedPart[part]} value={owed[part]} width={190} onChange={(value) => onChange({ ...owed, [part]: value })} />
        ))}
      </div>
      {Number.isSafeInteger(total) && (
        <p role="status">
          {forms.total} <strong>¥{yuan(total)}</strong> · {forms.outstanding} <strong>¥{yuan(Math.max(0, total - fen('paidFen')))}</strong>
        </p>
      )}
    </fieldset>
  );
}
