import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { answered, api, isMasked, type Schema } from '../api/index.js';

/** A case, and whether what names people in it is masked for the reader. */
export type CaseFile = Schema<'CaseDto'> & { readonly masked: boolean };
export type InquirySummary = Schema<'InquirySummaryDto'>;

const WHILE_OPEN_MS = 30_000;

export const useCase = (caseId: string) => 
  useQuery({
    queryKey: ['case', caseId],
    queryFn: async ({ signal }): Promise<CaseFile> => {
      const { data, response } = await api.GET('/api/v1/cases/{caseId}', { signal, params: { path: { caseId } } });
      return { ...data!, masked: isMasked(response) };
    },
  });

/** Inquiries of a case, newest first; looked for again while one is open, so that one that somebody else began is seen. */
export const useInquiries = (caseId: string, enabled: boolean) =>
  useQuery({
    queryKey: ['inquiries', caseId],
    enabled,
    queryFn: ({ signal }) => answered(api.GET('/api/v1/cases/{caseId}/inquiries', { signal, params: { path: { caseId } } })),
    refetchInterval: WHILE_OPEN_MS,
  });

export const useMembers = (caseId: string, enabled = true) =>
  useQuery({ queryKey: ['members', caseId], enabled, queryFn: ({ signal }) => answered(api.GET('/api/v1/cases/{caseId}/members', { signal, params: { path: { caseId } } })) });

/** Names of obligors by id, in the order of the case. */
export const namesIn = ({ obligors }: Pick<CaseFile, 'obligors'>): ReadonlyMap<string, string> => new Map(obligors.map(({ id, name }) => [id, name]));

/** Reads everything about measures of a case again. */
export function useControlAgain(caseId: string): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await Promise.all(['orders', 'proposal', 'ledger', 'measures', 'approvals', 'objections', 'tasks'].map((what) => queries.invalidateQueries({ queryKey: [what, caseId] })));
    await queries.invalidateQueries({ queryKey: ['order'] });
  }, [queries, caseId]);
}
