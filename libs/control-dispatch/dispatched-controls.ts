import type { ControlDocuments, ControlEngine, ControlPolicy, ControlStore } from '#libs/control';
import type { Logger } from '#libs/telemetry';

/** Orders of control: what decides about them, and their papers. */
export interface DispatchedControls {
  readonly engine: ControlEngine;
  readonly store: ControlStore;
  readonly documents: ControlDocuments;
  /** What counts where no court set anything else. */
  readonly policy: ControlPolicy;
  readonly logger: Logger;
}
