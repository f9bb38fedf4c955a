import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { fetchFile } from '../api/index.js';
import { useMessages } from '../language/index.js';
import { Dialog, ProblemNote } from '../pieces/index.js';

/** The form for delivery and reply, previewed on the page. */
export function FormPreview({ orderId }: { readonly orderId: number }) {
  const { letters: texts } = useMessages();
  const [address, setAddress] = useState<string>();
  const preview = useMutation({ mutationFn: async () => URL.createObjectURL((await fetchFile(`/api/v1/control-orders/${orderId}/letter/form`)).blob), onSuccess: setAddress });
  useEffect(() => () => void (address !== undefined && URL.revokeObjectURL(address)), [address]);
  return (
    <>
      {texts.form}{' '}
      <button type="button" className="link" aria-label={`${texts.preview} ${texts.form}`} onClick={() => preview.mutate()}>
        {texts.preview}
      </button>
      {preview.error !== null && <ProblemNote error={preview.error} />}
      {address !== undefined && (
        <Dialog title={texts.form} width={980} onClose={() => setAddress(undefined)}>
          <iframe className="preview" title={texts.form} src={address} />
        </Dialog>
      )}
    </>
  );
}
