import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { fetchFile, type Schema } from '../../api/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { Dialog, Mark, ProblemNote } from '../../pieces/index.js';

/** The papers of an order (文书), each previewed on the page: who approves reads what will be sent. */
export function Documents({ documents }: { readonly documents: readonly Schema<'ControlDocumentDto'>[] }) {
  const { control, words } = useMessages();
  const [address, setAddress] = useState<string>();
  const preview = useMutation({
    mutationFn: async (href: string) => URL.createObjectURL((await fetchFile(href)).blob),
    onSuccess: setAddress,
  });
  useEffect(() => () => void (address !== undefined && URL.revokeObjectURL(address)), [address]);
  if (documents.length === 0) return <p className="quiet">{control.documentsNone}</p>;
  return (
    <>
      <ul className="legend">
        {documents.map(({ orderId, kind, number, version, sealed, origin, href }) => (
          <li key={`${orderId} ${kind} ${version}`}>
            {wordOf(words.documentKind, kind)} {number} <Mark tone={sealed ? 'good' : 'warn'}>{sealed ? control.sealed : control.unsealed}</Mark> <span className="quiet">{control[origin]}</span>
            <button type="button" className="link" onClick={() => preview.mutate(href)}>
              {control.preview}
            </button>
          </li>
        ))}
      </ul>
      {preview.error !== null && <ProblemNote error={preview.error} />}
      {address !== undefined && (
        <Dialog title={control.preview} width={980} onClose={() => setAddress(undefined)}>
          <iframe className="preview" title={control.preview} src={address} />
        </Dialog>
      )}
    </>
  );
}
