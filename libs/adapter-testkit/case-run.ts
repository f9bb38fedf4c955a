import type { ContractCase } from './cases.js';

/** One case ready to run; `run` throws when the adapter does not hold it. Data, so that the suite can be tested itself. */
export interface CaseRun {
  readonly case: ContractCase;
  readonly title: string;
  run(): void;
}

/** What a case needs and the fixtures do not have. */
export function missing(what: string): never {
  throw new Error(`fixtures.${what} is missing: give it, or skip the case with a reason`);
}
