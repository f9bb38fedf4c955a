import { engineMetrics, observeQueues } from '#libs/engine-metrics';
import { dispatchedControls, type ControlParts, type DutyTurns, type ProcessCore } from '#libs/process';
import { MailboxStore } from '#libs/store';
import { createDispatcher, type Dispatcher, type DispatcherShare } from './dispatcher-application.js';

export interface DispatcherProcessParts {
  readonly core: ProcessCore;
  readonly control: ControlParts;
  /** Where institutions reach our exchange, no trailing slash. */
  readonly exchangeUrl: string;
  readonly turns: DutyTurns;
  /** Its institutions among those of several dispatchers; all of them when absent. */
  readonly share?: DispatcherShare;
}

/** The lanes with everything that goes through them. */
export function openDispatcher({ core, control, exchangeUrl, turns, share }: DispatcherProcessParts): Dispatcher {
  const { metrics, registry, evidence, database, log } = core;
  const dispatcher = createDispatcher({
    ...core,
    adapters: new Map(core.adapters.all().map((one) => [one.manifest.code, one])),
    callbackBaseUrl: exchangeUrl,
    controls: dispatchedControls(control, log('control')),
    observer: engineMetrics(metrics, registry).dispatch,
    turns,
    ...(share === undefined ? {} : { share }),
  });
  observeQueues(metrics, registry, dispatcher.lanes, new MailboxStore(database));
  // What cannot be sealed must not be sent.
  evidence.gate.onChange(({ open }) => dispatcher.lanes.hold(!open));
  return dispatcher;
}
