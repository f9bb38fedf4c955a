import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../api/index.js';

const PAGE = 200;

/** Names of all institutions by code; read once for as long as the page is open. */
function useInstitutionNames(): ReadonlyMap<string, string> | undefined {
  const { data } = useQuery({
    queryKey: ['institution-names'],
    staleTime: Infinity,
    gcTime: Infinity,
    queryFn: async ({ signal }) => {
      const names = new Map<string, string>();
      let cursor: string | undefined;
      do {
        const page = await answered(api.GET('/api/v1/institutions', { signal, params: { query: { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) } } }));
        for (const { code, name } of page.items) names.set(code, name);
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      return names;
    },
  });
  return data;
}

/** An institution by its name; by its code until names are there, or when it is registered no longer. */
export function InstitutionName({ code }: { readonly code: string }) {
  const name = useInstitutionNames()?.get(code);
  return <span title={name === undefined ? code : `${name} ${code}`}>{name ?? <span className="mono">{code}</span>}</span>;
}
