import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { answered, api, usePages, type Schema } from '../../api/index.js';

export type Lead = Schema<'LeadDto'>;
export type Lack = Lead['missing'][number];
export type Finding = Schema<'CheckLeadDto'>['finding'];

export const LACKS = ['thing', 'place', 'holder', 'grounds'] as const satisfies readonly Lack[];
export const FINDINGS = ['found', 'nothing-found', 'unverifiable', 'not-concrete'] as const satisfies readonly Finding[];
export const GIVERS = ['applicant', 'other-party', 'third-person'] as const satisfies readonly Lead['givenAs'][];
export const CHANNELS = ['in-person', 'letter', 'online', 'phone'] as const satisfies readonly Lead['channel'][];
export const NOTICE_WAYS = ['handed-over', 'post', 'online', 'oral'] as const satisfies readonly Schema<'TellLeadDto'>['way'][];
export const PROPERTIES = ['deposit', 'wealth', 'insurance', 'securities', 'equity', 'land', 'real-estate', 'vehicle', 'payment', 'housing-fund', 'tax', 'other'] as const satisfies readonly Lead['property'][];

const PAGE = 50;

/** Leads of a case, newest first. */
export const useLeads = (caseId: string) =>
  usePages<Lead, Schema<'LeadPageDto'>>(['leads', caseId], (place, signal) => answered(api.GET('/api/v1/cases/{caseId}/leads', { signal, params: { path: { caseId }, query: { limit: PAGE, ...place } } })));

export const useLeadHistory = (leadId: string) =>
  useQuery({ queryKey: ['lead', leadId], queryFn: ({ signal }) => answered(api.GET('/api/v1/leads/{leadId}', { signal, params: { path: { leadId } } })) });

/** Reads again what a change of a lead shows in: the leads themselves, what needs somebody, and whether the case is restored. */
export function useLeadsAgain(caseId: string): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await Promise.all([['leads', caseId], ['lead'], ['needs'], ['restore-tasks', caseId], ['work-list']].map((queryKey) => queries.invalidateQueries({ queryKey })));
  }, [queries, caseId]);
}
