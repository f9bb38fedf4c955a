import { useQuery } from '@tanstack/react-query';
import { answered, api, type Schema } from '../api/index.js';

export type Policy = Schema<'ControlPolicyDto'>;
export type Setting = Policy['settings'][number];
export type Content = Schema<'ControlPolicyContentDto'>;
export type Version = Schema<'ControlPolicyVersionDto'>;

export const policyKey = (code: string) => ['control-policy', code] as const;

/** What is in force at a court, with what it wrote itself, newest first. */
export function usePolicy(code: string) {
  const params = { path: { code } };
  return useQuery({
    queryKey: policyKey(code),
    queryFn: async ({ signal }) => {
      const [policy, history] = await Promise.all([answered(api.GET('/api/v1/courts/{code}/control-policy', { signal, params })), answered(api.GET('/api/v1/courts/{code}/control-policy/history', { signal, params }))]);
      return { policy, versions: history.items };
    },
    enabled: code !== '',
  });
}

/** Courts by code, as far as they fit into a list that offers them; any other can be typed. */
export function useCourts() {
  return useQuery({ queryKey: ['courts'], queryFn: ({ signal }) => answered(api.GET('/api/v1/courts', { signal, params: { query: { limit: 200 } } })), staleTime: 600_000 });
}
