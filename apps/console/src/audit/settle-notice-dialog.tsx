import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api, type Schema } from '../api/index.js';
import { moment } from '../format/index.js';
import { ActDialog, ChoiceField, neededOf, TextField } from '../form/index.js';
import { useMessages, wordOf } from '../language/index.js';

type Settlement = Schema<'SettleNoticeDto'>['settlement'];
const SETTLEMENTS: readonly Settlement[] = ['justified', 'unjustified', 'passed-on'];

/** Settles a notice (处理) with what it came to and why, once. */
export function SettleNoticeDialog({ notice, onClose }: { readonly notice: Schema<'SupervisionNoticeDto'>; readonly onClose: () => void }) {
  const { acts, words } = useMessages();
  const [settlement, setSettlement] = useState<Settlement | ''>('');
  const [note, setNote] = useState('');
  const queries = useQueryClient();
  const settle = useMutation({
    mutationFn: (word: Settlement) => answered(api.POST('/api/v1/supervision-notices/{noticeId}/settle', { params: { path: { noticeId: notice.id } }, body: { settlement: word, note: note.trim() } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['notices'] }),
    onSuccess: onClose,
  });
  return (
    <ActDialog title={acts.noticeTitle} act={acts.noticeSettle} danger typed={neededOf({ '/settlement': settlement, '/note': note })} sending={settle} onSend={() => settlement !== '' && settle.mutate(settlement)} onClose={onClose}>
      <dl className="facts">
        <div>
          <dt>{acts.noticeAbout}</dt>
          <dd>{notice.login}</dd>
        </div>
        <div>
          <dt>{acts.what}</dt>
          <dd>{wordOf(words.notice, notice.kind)}</dd>
        </div>
        <div>
          <dt>{acts.noticeWindow}</dt>
          <dd>
            {moment(notice.windowStart)} — {moment(notice.windowEnd)}
          </dd>
        </div>
      </dl>
      <p className="note note-warn">{acts.noticeText}</p>
      <ChoiceField at="/settlement" label={acts.settlement} value={settlement} none={acts.choose} choices={SETTLEMENTS.map((value) => ({ value, text: acts.settlementWord[value] }))} onChange={setSettlement} />
      <TextField at="/note" label={acts.noticeNote} hint={acts.noPeople} value={note} maxLength={500} lines={3} onChange={setNote} />
    </ActDialog>
  );
}
