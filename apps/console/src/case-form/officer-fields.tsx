import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answered, api, type Schema } from '../api/index.js';
import { ChoiceField } from '../form/index.js';
import { useMessages } from '../language/index.js';
import { Loading, ProblemNote } from '../pieces/index.js';
import { useSession } from '../shell/session.js';

const PAGE = 200;

/** Officers (承办人) within the reach of who is signed in; read once while the form is open. */
const useOfficers = () =>
  useQuery({
    queryKey: ['officers'], staleTime: 600_000,
    queryFn: async ({ signal }) => {
      const all: Schema<'OfficerDto'>[] = [];
      let cursor: string | undefined;
      do {
        const page = await answered(api.GET('/api/v1/officers', { signal, params: { query: { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) } } }));
        all.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      return all;
    },
  });

interface Given {
  readonly officers: readonly [string, string];
  readonly onChange: (officers: readonly [string, string]) => void;
}

/** Who handles the case (承办人), and who signs beside them: every inquiry names both. */
export function OfficerFields({ officers: [first, second], onChange }: Given) {
  const { forms } = useMessages();
  const { login } = useSession();
  const { data, error, isPending, refetch } = useOfficers();
  const own = data?.find((officer) => officer.login === login)?.id;
  // Who registers a case mostly handles it.
  useEffect(() => {
    if (first === '' && own !== undefined) onChange([own, second]);
  }, [first, second, own, onChange]);
  if (isPending) return <Loading />;
  if (data === undefined) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  const choices = data.map(({ id, name, workCertificate, suspended }) => ({ value: id, text: `${name}（${workCertificate}）${suspended === undefined ? '' : ` ${forms.suspended}`}` }));
  return (
    <>
      <ChoiceField at="/officerIds/0" label={forms.handlingOfficer} value={first} none={forms.chooseOfficer} choices={choices} width={260} hint={data.length === 0 ? forms.noOfficers : undefined} onChange={(id) => onChange([id, second])} />
      <ChoiceField at="/officerIds/1" label={forms.secondOfficer} value={second} none={forms.nobody} choices={choices} width={260} onChange={(id) => onChange([first, id])} />
    </>
  );
}
