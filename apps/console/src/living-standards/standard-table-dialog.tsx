import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sendFile, type Schema } from '../api/index.js';
import { ActDialog, FileField, type Fault } from '../form/index.js';
import { useMessages } from '../language/index.js';

/** Enters many standards from a table (CSV), all or none; rows that are wrong are named. */
export function StandardTableDialog({ onClose }: { readonly onClose: () => void }) {
  const { acts } = useMessages();
  const [file, setFile] = useState<File>();
  const queries = useQueryClient();
  const enter = useMutation({
    mutationFn: (table: File) => sendFile<Schema<'LivingStandardsEnteredDto'>>('/api/v1/living-standards/table', table, 'text/csv'),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['living-standards'] });
      onClose();
    },
  });
  const typed = new Map<string, Fault>(file === undefined ? [['/file', 'required']] : []);
  return (
    <ActDialog title={acts.enterTable} act={acts.enter} typed={typed} sending={enter} width={640} onSend={() => file !== undefined && enter.mutate(file)} onClose={onClose}>
      <p className="quiet">{acts.enterTableText}</p>
      <p className="mono">{acts.enterTableColumns}</p>
      <FileField at="/file" label={acts.table} accept=".csv,text/csv" hint={acts.fileNone} onChange={setFile} />
    </ActDialog>
  );
}
