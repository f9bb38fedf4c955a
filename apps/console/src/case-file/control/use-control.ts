import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answered, api, type Schema } from '../../api/index.js';

export { useControlAgain } from '../use-case.js';

export type OrderLine = Schema<'ControlOrderSummaryDto'>;
export type OrderState = OrderLine['state'];
export type Measure = Schema<'MeasureDto'>;
export type Proposal = Schema<'ControlProposalDto'>;
export type Ledger = Schema<'ControlLedgerDto'>;

const UNDER_WAY: readonly OrderState[] = ['submitted', 'approved', 'sending', 'sent', 'in-progress', 'unconfirmed'];
const WHILE_UNDER_WAY_MS = 3_000;
const OTHERWISE_MS = 60_000;

const MOST = 200;

export const useOrders = (caseId: string) =>
  useQuery({
    queryKey: ['orders', caseId],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/control-orders', { signal, params: { query: { caseId, limit: MOST } } })),
    refetchInterval: ({ state: { data } }) => (data?.items.some(({ state }) => UNDER_WAY.includes(state)) === true ? WHILE_UNDER_WAY_MS : OTHERWISE_MS),
  });

/** @param mark changes when something happened to an order: measures and ledger follow from that */
export const useMeasures = (caseId: string, mark: string) =>
  useQuery({ queryKey: ['measures', caseId, mark], placeholderData: keepPreviousData, queryFn: ({ signal }) => answered(api.GET('/api/v1/cases/{caseId}/measures', { signal, params: { path: { caseId } } })) });

export const useLedger = (caseId: string, mark: string) =>
  useQuery({ queryKey: ['ledger', caseId, mark], placeholderData: keepPreviousData, queryFn: ({ signal }) => answered(api.GET('/api/v1/cases/{caseId}/control-ledger', { signal, params: { path: { caseId } } })) });

export const useProposal = (caseId: string, mark: string) =>
  useQuery({ queryKey: ['proposal', caseId, mark], placeholderData: keepPreviousData, queryFn: ({ signal }) => answered(api.GET('/api/v1/cases/{caseId}/control-proposal', { signal, params: { path: { caseId } } })) });

export const useOrder = (orderId: number, enabled = true) =>
  useQuery({ queryKey: ['order', orderId], enabled, queryFn: ({ signal }) => answered(api.GET('/api/v1/control-orders/{orderId}', { signal, params: { path: { orderId: String(orderId) } } })) });

export const useApprovals = (caseId: string) =>
  useQuery({ queryKey: ['approvals', caseId], refetchInterval: WHILE_UNDER_WAY_MS * 3, queryFn: ({ signal }) => answered(api.GET('/api/v1/approvals', { signal, params: { query: { caseId, state: 'waiting-for-approval', limit: MOST } } })) });

/** What stands of all orders, as one text: it differs when anything happened to one of them. */
export const markOf = (orders: readonly OrderLine[] | undefined): string => orders?.map(({ id, state }) => `${id}${state}`).join() ?? '';
