import type { FileAdapter } from './file-adapter.js';
import type { OfflineAdapter } from './offline-adapter.js';
import type { PullAdapter } from './pull-adapter.js';
import type { PushAdapter } from './push-adapter.js';

/** One wire contract, whoever starts the exchange. */
export type InstitutionAdapter = PushAdapter | PullAdapter | FileAdapter | OfflineAdapter;
