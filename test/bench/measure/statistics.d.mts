/** Types of `statistics.mjs` for its spec. */
export interface Target {
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface Metric {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly target: string | null;
  readonly met: boolean | null;
}

export function percentile(values: readonly number[], share: number): number | null;
export function median(values: readonly number[]): number | null;
export function summarise(values: readonly number[]): {
  count: number;
  p50: number | null;
  p95: number | null;
  p99: number | null;
  max: number | null;
};
export function pairedRatio(tops: readonly number[], bottoms: readonly number[]): number | null;
export function spread(values: readonly number[]): number | null;
export function metric(name: string, value: number | null, unit: string, target?: Target): Metric;
export function meets(value: number | null, target: Target | undefined): boolean | null;
export function describeTarget(target: Target | undefined): string | null;
