import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { answered, api, isProblem, type Schema } from '../api/index.js';
import { useMessages } from '../language/index.js';
import { Dialog, LoginField, ProblemNote } from '../pieces/index.js';
import { useMembers, type CaseFile } from './use-case.js';

type LegalBasis = Schema<'LegalBasisDto'>['code'];

/** Asks every institution about the obligors (发起查询): purpose and legal basis are proposed, so that one more click sends it. */
export function AskDialog({ file, onClose }: { readonly file: CaseFile; readonly onClose: () => void }) {
  const { caseFile, shell } = useMessages();
  const [purpose, setPurpose] = useState(caseFile.purposeDefault);
  const [legalBasis, setLegalBasis] = useState<LegalBasis>();
  const [approver, setApprover] = useState('');
  const [offline, setOffline] = useState(false);
  const [force, setForce] = useState(false);
  // One key for this dialog: however often it is sent, it is one inquiry.
  const [key] = useState(() => crypto.randomUUID());
  const present = file.obligors.filter(({ removedAt }) => removedAt === undefined);
  const [chosen, setChosen] = useState<readonly string[]>(present.map(({ id }) => id));
  const queries = useQueryClient();
  const navigate = useNavigate();
  const members = useMembers(file.id);
  const bases = useQuery({ queryKey: ['legal-bases'], staleTime: Infinity, queryFn: ({ signal }) => answered(api.GET('/api/v1/legal-bases', { signal })) });
  const fitting = bases.data?.items.filter(({ kinds, causes }) => kinds.includes(file.kind) && causes.includes('desk')) ?? [];
  const ask = useMutation({
    mutationFn: () =>
      answered(api.POST('/api/v1/inquiries', {
        params: { header: { 'Idempotency-Key': key } },
        body: {
          caseId: file.id, purpose: purpose.trim(), ...(chosen.length === present.length ? {} : { obligorIds: [...chosen] }), ...(legalBasis === undefined ? {} : { legalBasis }), ...(approver.trim() === '' ? {} : { approver: approver.trim() }),
          ...(offline ? { includeOffline: true } : {}), ...(force ? { force: true } : {}),
        },
      })),
    onSuccess: async (begun) => {
      await queries.invalidateQueries({ queryKey: ['inquiries', file.id] });
      await queries.invalidateQueries({ queryKey: ['approvals'] });
      if ('totals' in begun) {
        onClose();
        void navigate(`/cases/${file.id}/board`);
      }
    },
  });
  const waits = ask.data !== undefined && !('totals' in ask.data);
  return (
    <Dialog
      title={caseFile.askTitle} onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{waits ? shell.close : shell.cancel}</Button>
          {!waits && (
            <Button type="primary" disabled={ask.isPending || purpose.trim().length < 2 || chosen.length === 0} onClick={() => ask.mutate()}>
              {caseFile.askSubmit}
            </Button>
          )}
        </>
      }
    >
      <p>{caseFile.askText}</p>
      <label className="field">
        <span>{caseFile.purpose}</span>
        <Input value={purpose} maxLength={200} onChange={(event) => setPurpose(event.target.value)} />
      </label>
      <label className="field">
        <span>{caseFile.legalBasis}</span>
        <select value={legalBasis ?? ''} onChange={(event) => setLegalBasis(event.target.value === '' ? undefined : (event.target.value as LegalBasis))}>
          <option value="">{caseFile.legalBasisAuto}</option>
          {fitting.map(({ code, nameZh, articles }) => (
            <option key={code} value={code}>
              {nameZh}（{articles[0]}）
            </option>
          ))}
        </select>
      </label>
      {present.length > 1 && (
        <fieldset className="field" style={{ border: 0, padding: 0, margin: '0 0 10px', maxHeight: 140, overflow: 'auto' }}>
          <legend className="quiet">{caseFile.chooseObligors}</legend>
          {present.map(({ id, name, documents }) => (
            <label key={id} className="check">
              <input type="checkbox" checked={chosen.includes(id)} onChange={(event) => setChosen(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))} />
              <span>
                {name} <span className="mono quiet">{documents[0]?.number}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <LoginField label={caseFile.approver} hint={caseFile.approverText} value={approver} onChange={setApprover} known={members.data?.items.filter(({ part }) => part === 'approver').map(({ login }) => login) ?? []} />
      <label className="check">
        <input type="checkbox" checked={offline} onChange={(event) => setOffline(event.target.checked)} />
        <span>{caseFile.offline}</span>
      </label>
      <label className="check">
        <input type="checkbox" checked={force} onChange={(event) => setForce(event.target.checked)} />
        <span>{caseFile.force}</span>
      </label>
      {waits && <p className="note note-good" role="status">{caseFile.approvalRequested}</p>}
      {ask.error !== null && <ProblemNote error={ask.error} />}
      {isProblem(ask.error, 'approval-needed') && <p className="quiet">{caseFile.approverText}</p>}
    </Dialog>
  );
}
