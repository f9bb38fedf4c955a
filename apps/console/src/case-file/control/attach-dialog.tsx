import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sendFile } from '../../api/index.js';
import { ActDialog, ChoiceField, FileField, neededOf, TextField, type Fault } from '../../form/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { InstitutionName } from '../../pieces/index.js';
import { useControlAgain, type OrderLine } from './use-control.js';

const KINDS = ['ruling', 'notice', 'other'] as const;
const MOST_BYTES = 10 * 1024 * 1024;
const PLACES = { 'document-unreadable': '/file', 'body-too-large': '/file', 'media-type-unsupported': '/file' };

interface Given {
  readonly caseId: string;
  readonly orders: readonly OrderLine[];
  readonly onClose: () => void;
}

/** Attaches an own PDF (自有文书) to one or many orders instead of what a template would make; it is seen before it is sent. */
export function AttachDialog({ caseId, orders, onClose }: Given) {
  const { acts, control, words } = useMessages();
  const [kind, setKind] = useState<(typeof KINDS)[number]>('ruling');
  const [number, setNumber] = useState('');
  const [file, setFile] = useState<File>();
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const again = useControlAgain(caseId);
  const preview = useObjectUrl(file);
  const chosen = orders.filter(({ id }) => !left.has(id));
  const typed = new Map<string, Fault>(neededOf({ '/number': number }));
  if (file === undefined) typed.set('/file', 'required');
  else if (file.size > MOST_BYTES) typed.set('/file', 'too-large');
  if (chosen.length === 0) typed.set('/orders', 'required');
  const attach = useMutation({
    mutationFn: (pdf: File) => sendFile(`/api/v1/cases/${caseId}/control-documents?${String(new URLSearchParams({ kind, number: number.trim(), orders: chosen.map(({ id }) => id).join() }))}`, pdf, 'application/pdf'),
    onSettled: again,
    onSuccess: onClose,
  });
  return (
    <ActDialog title={acts.attachTitle} act={acts.attachAct(chosen.length)} typed={typed} sending={attach} width={860} placeOf={PLACES} onSend={() => file !== undefined && attach.mutate(file)} onClose={onClose}>
      <p className="quiet">{acts.attachText}</p>
      <div className="fields">
        <ChoiceField at="/kind" label={acts.documentKind} value={kind} width={170} choices={KINDS.map((value) => ({ value, text: words.documentKind[value] }))} onChange={(value) => value !== '' && setKind(value)} />
        <TextField at="/number" label={acts.documentNumber} value={number} maxLength={100} width={280} placeholder={acts.documentNumberLike} onChange={setNumber} />
        <FileField at="/file" label={acts.file} accept="application/pdf" hint={file === undefined ? acts.fileNone : acts.fileSize(Math.ceil(file.size / 1024))} onChange={setFile} />
      </div>
      {orders.length > 1 && (
        <fieldset className="group">
          <legend>{acts.attachTo}</legend>
          {orders.map(({ id, operation, source, institutionCode }) => (
            <label key={id} className="check">
              <input type="checkbox" checked={!left.has(id)} onChange={(event) => setLeft(new Set(event.target.checked ? [...left].filter((one) => one !== id) : [...left, id]))} />
              <span>
                {id} {wordOf(words.operation, operation)} {wordOf(words.source, source)} <InstitutionName code={institutionCode} />
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {preview !== undefined && <iframe className="preview" title={control.preview} src={preview} />}
    </ActDialog>
  );
}

/** An address for the bytes of a file, for as long as it is shown. */
function useObjectUrl(file: File | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (file === undefined) return setAddress(undefined);
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}
