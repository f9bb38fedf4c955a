import { lazy, Suspense, useState } from 'react';
import { useMessages } from '../../language/index.js';

const EvidenceDialog = lazy(async () => ({ default: (await import('./evidence-dialog.js')).EvidenceDialog }));

/** Leads from an answer to the bytes it came in. */
export function EvidenceLink({ address }: { readonly address: string }) {
  const { caseFile } = useMessages();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="link" onClick={() => setOpen(true)} title={caseFile.assets.openEvidence}>
        {caseFile.assets.evidence}
      </button>
      <Suspense fallback={null}>{open && <EvidenceDialog address={address} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
