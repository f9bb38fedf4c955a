import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useState } from 'react';
import { answered, api } from '../api/index.js';
import { useMessages } from '../language/index.js';
import { Mark, ProblemNote } from '../pieces/index.js';
import { useSession } from '../shell/session.js';
import type { CaseFile } from './use-case.js';

/** Assets were found in a case that had ended without any (终本后发现财产): to be decided within three working days. */
export function RestoreNote({ file }: { readonly file: CaseFile }) {
  const { caseFile, work } = useMessages();
  const { roles } = useSession();
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ['restore-tasks', file.id],
    enabled: file.state === 'ended-without-assets',
    queryFn: ({ signal }) => answered(api.GET('/api/v1/restore-tasks', { signal, params: { query: { state: 'open', limit: 200 } } })),
  });
  const task = data?.items.find(({ caseId }) => caseId === file.id);
  const decide = useMutation({
    mutationFn: (decision: 'restored' | 'not-restored') => answered(api.POST('/api/v1/restore-tasks/{taskId}/decision', { params: { path: { taskId: task!.id } }, body: { decision, reason: reason.trim() } })),
    onSettled: () => queries.invalidateQueries(),
  });
  if (task === undefined) return null;
  return (
    <div className="note note-warn row" role="region" aria-label={caseFile.restore.title}>
      <strong>{caseFile.restore.title}</strong> {task.overdue ? <Mark tone="bad">{work.overdue}</Mark> : <span>{work.dueOn(task.dueOn)}</span>}
      {roles.includes('officer') && (
        <>
          <Input style={{ width: 260 }} aria-label={caseFile.restore.reason} placeholder={caseFile.restore.reason} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          <Button type="primary" size="small" disabled={decide.isPending || reason.trim() === ''} onClick={() => decide.mutate('restored')}>
            {caseFile.restore.restore}
          </Button>
          <Button size="small" disabled={decide.isPending || reason.trim() === ''} onClick={() => decide.mutate('not-restored')}>
            {caseFile.restore.leave}
          </Button>
        </>
      )}
      {decide.error !== null && <ProblemNote error={decide.error} />}
    </div>
  );
}
