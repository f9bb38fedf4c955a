import { useQuery } from '@tanstack/react-query';
import { answered, api, type Schema } from '../api/index.js';

export type CaseFile = Schema<'CaseDto'>;
export type InquirySummary = Schema<'InquirySummaryDto'>;

const WHILE_OPEN_MS = 30_000;

export const useCase = (caseId: string) => useQuery({ queryKey: ['case', caseId], queryFn: ({ signal }) => answered(api.GET('/api/v1/cases/{caseId}', { signal, params: { path: { caseId } } })) });

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
