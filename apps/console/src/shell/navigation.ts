import type { Messages } from '../language/index.js';
import type { Session } from './session.js';

type Role = Session['roles'][number];

export interface Place {
  readonly path: string;
  readonly name: keyof Pick<Messages['shell'], 'work' | 'register' | 'batches' | 'standards' | 'policies' | 'expiry' | 'letters' | 'institutions' | 'audit'>;
  readonly roles: readonly Role[];
}

const IN_CASES: readonly Role[] = ['officer', 'approver', 'supervisor', 'auditor'];

/** Pages, and whose work they are. The gateway decides what is shown on them. */
const PLACES: readonly Place[] = [
  { path: '/cases', name: 'work', roles: IN_CASES },
  { path: '/register', name: 'register', roles: ['officer'] },
  { path: '/expiry', name: 'expiry', roles: IN_CASES },
  { path: '/letters', name: 'letters', roles: IN_CASES },
  { path: '/batches', name: 'batches', roles: IN_CASES },
  { path: '/institutions', name: 'institutions', roles: [...IN_CASES, 'operator'] },
  { path: '/living-standards', name: 'standards', roles: IN_CASES },
  { path: '/control-policies', name: 'policies', roles: [...IN_CASES, 'operator'] },
  { path: '/audit', name: 'audit', roles: ['supervisor', 'auditor'] },
];

export const placesOf = (roles: readonly Role[]): readonly Place[] => PLACES.filter((place) => place.roles.some((role) => roles.includes(role)));
