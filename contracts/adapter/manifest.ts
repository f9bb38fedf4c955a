import type { CannotCarry } from './control-adapter.js';
import type { ControlRequest } from './control-request.js';
import type { Operation, Source } from './source.js';

/**
 * Who starts an exchange: `push` we call the institution, `pull` it polls us and pushes feedback (SOAP), `file` packages
 * in a directory pair, `offline` nobody: people carry letters (线下查控).
 */
export type Channel = 'push' | 'pull' | 'file' | 'offline';

/** Static facts about a wire contract. What is not listed here is refused before anything is sent. */
export interface AdapterManifest {
  /** Equals the folder name under `adapters/`. */
  readonly code: string;
  readonly name: string;
  readonly nameZh: string;
  readonly channel: Channel;
  /** Where the contract is described: `wire-contracts §2`, or the path of our published OpenAPI document. */
  readonly contract: string;
  /** Versions read; the first is the one written unless an institution is bound to another. */
  readonly versions: readonly string[];
  /** What an institution on this contract can be asked, per source. */
  readonly operations: Readonly<Partial<Record<Source, readonly Operation[]>>>;
  /**
   * Why an order cannot be carried although its operation is listed: an extent, a kind of target or a length the contract has no field for.
   * Absent: whatever is listed can be. Pure.
   */
  readonly cannotCarry?: (order: ControlRequest) => CannotCarry | undefined;
  /** How many officers a request names: the handling one, or both (双人双证); both when absent. */
  readonly officers?: 1 | 2;
  readonly limits: {
    /** Largest message read from an institution, bytes. */
    readonly maxMessageBytes: number;
    /** Deepest nesting read. */
    readonly maxDepth: number;
  };
}

/** Those whom a request on this contract names as asking, the handling one first. */
export const signersOf = <One>({ officers = 2 }: Pick<AdapterManifest, 'officers'>, all: readonly One[]): readonly One[] => (all.length <= officers ? all : all.slice(0, officers));

/** True when the contract offers the operation for at least one of the sources. */
export function supports(manifest: AdapterManifest, operation: Operation, sources: readonly Source[]): boolean {
  return sources.some((source) => manifest.operations[source]?.includes(operation) ?? false);
}
