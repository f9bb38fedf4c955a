import { useQueries } from '@tanstack/react-query';
import { answered, api, type Schema } from '../api/index.js';
import { useSession } from '../shell/session.js';

/** Where it is dealt with. */
export type TodayPlace = 'board' | 'assets' | 'control';

/** One thing that needs somebody. */
export interface TodayItem {
  readonly key: string;
  readonly caseId: string;
  readonly caseNumber: string | undefined;
  readonly place: TodayPlace;
  readonly says: { readonly kind: 'task'; readonly task: Schema<'ControlTaskDto'>['kind'] } | { readonly kind: 'days'; readonly days: number; readonly institution: string } | { readonly kind: 'found'; readonly found: number; readonly answered: number; readonly total: number } | { readonly kind: 'by'; readonly login: string };
  readonly dueOn?: string | undefined;
  readonly overdue?: boolean;
}

export const TODAY_GROUPS = ['approvals', 'excess', 'unconfirmed', 'expiring', 'objections', 'restore', 'answers', 'returned', 'others'] as const;
export type TodayGroup = (typeof TODAY_GROUPS)[number];

const GROUP_OF_TASK: Partial<Record<Schema<'ControlTaskDto'>['kind'], TodayGroup>> = {
  excess: 'excess', 'release-on-bankruptcy': 'excess', unconfirmed: 'unconfirmed', conflict: 'unconfirmed', 'not-sent': 'unconfirmed', expiring: 'expiring', lapsed: 'expiring', objection: 'objections',
};
/** More than these are not looked through in a day; the lists behind hold all. */
const MOST = 200;
const DAYS_AHEAD = 30;
const EVERY_MS = 60_000;

/** Everything that needs the caller today, by group; read again every minute. */
export function useToday(): { readonly groups: ReadonlyMap<TodayGroup, readonly TodayItem[]>; readonly pending: boolean; readonly errors: readonly Error[]; readonly retry: () => void } {
  const { login } = useSession();
  const [approvals, tasks, expiring, restore, needs] = useQueries({
    queries: [
      { queryKey: ['approvals', 'waiting'], refetchInterval: EVERY_MS, queryFn: ({ signal }) => answered(api.GET('/api/v1/approvals', { signal, params: { query: { state: 'waiting-for-approval', limit: MOST } } })) },
      { queryKey: ['tasks', 'open'], refetchInterval: EVERY_MS, queryFn: ({ signal }) => answered(api.GET('/api/v1/control-tasks', { signal, params: { query: { state: 'open', limit: MOST } } })) },
      { queryKey: ['expiring', DAYS_AHEAD], refetchInterval: EVERY_MS, queryFn: ({ signal }) => answered(api.GET('/api/v1/expiring-measures', { signal, params: { query: { days: DAYS_AHEAD, limit: MOST } } })) },
      { queryKey: ['restore-tasks'], refetchInterval: EVERY_MS, queryFn: ({ signal }) => answered(api.GET('/api/v1/restore-tasks', { signal, params: { query: { state: 'open', limit: MOST } } })) },
      { queryKey: ['work-list', 'today'], refetchInterval: EVERY_MS, queryFn: ({ signal }) => answered(api.GET('/api/v1/work-list', { signal, params: { query: { only: 'needs', limit: MOST } } })) },
    ],
  });
  const all = [approvals, tasks, expiring, restore, needs];
  const numbers = new Map(needs.data?.items.map(({ id, caseNumber }) => [id, caseNumber]));
  const groups = new Map<TodayGroup, TodayItem[]>();
  const put = (group: TodayGroup, item: TodayItem): void => void groups.set(group, [...(groups.get(group) ?? []), item]);
  for (const { id, approver, caseId, requestedBy, expiresAt } of approvals.data?.items ?? []) {
    if (approver === login) put('approvals', { key: id, caseId, caseNumber: numbers.get(caseId), place: 'control', says: { kind: 'by', login: requestedBy }, dueOn: expiresAt });
  }
  const expiringMeasures = new Set((expiring.data?.items ?? []).map(({ id }) => id));
  for (const { id, caseId, caseNumber, kind, measureId, dueOn } of tasks.data?.items ?? []) {
    // Shown with its days below.
    if (kind === 'expiring' && measureId !== undefined && expiringMeasures.has(measureId)) continue;
    put(GROUP_OF_TASK[kind] ?? 'others', { key: `task-${id}`, caseId, caseNumber, place: 'control', says: { kind: 'task', task: kind }, dueOn });
  }
  for (const { id, caseId, caseNumber, daysLeft, institutionCode, until } of expiring.data?.items ?? []) put('expiring', { key: id, caseId, caseNumber, place: 'control', says: { kind: 'days', days: daysLeft, institution: institutionCode }, dueOn: until });
  for (const { id, caseId, caseNumber, dueOn, overdue } of restore.data?.items ?? []) put('restore', { key: id, caseId, caseNumber, place: 'assets', says: { kind: 'task', task: 'activated' }, dueOn, overdue });
  for (const { id, caseNumber, inquiry, answersIn } of needs.data?.items ?? []) {
    if (answersIn && inquiry !== undefined) put('answers', { key: id, caseId: id, caseNumber, place: 'assets', says: { kind: 'found', found: inquiry.found, answered: inquiry.answered, total: inquiry.total } });
  }
  return {
    groups, pending: all.every(({ isPending }) => isPending), errors: all.flatMap(({ error }) => (error === null ? [] : [error])),
    retry: () => all.forEach(({ error, refetch }) => void (error !== null && refetch())),
  };
}
