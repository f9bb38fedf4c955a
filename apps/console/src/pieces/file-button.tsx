import Button from 'antd/es/button';
import { useState } from 'react';
import { saveFile } from '../api/index.js';
import { useMessages } from '../language/index.js';
import { ProblemNote } from './problem-note.js';

/** Takes a file out of the gateway. Making it may take a moment; a refusal is shown here. */
export function FileButton({ address, accept, children }: { readonly address: string; readonly accept?: string; readonly children: string }) {
  const { caseFile } = useMessages();
  const [making, setMaking] = useState(false);
  const [error, setError] = useState<unknown>();
  const take = async (): Promise<void> => {
    setMaking(true);
    setError(undefined);
    await saveFile(address, accept).catch(setError);
    setMaking(false);
  };
  return (
    <>
      <Button size="small" disabled={making} onClick={() => void take()}>
        {making ? caseFile.making : children}
      </Button>
      {error !== undefined && <ProblemNote error={error} />}
    </>
  );
}
