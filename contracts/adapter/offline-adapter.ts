import type { AdapterManifest } from './manifest.js';

/**
 * A contract of paper (线下查控): letter and return form instead of messages. There is nothing to encode and nobody to call, so it
 * is a manifest and no more; what comes back is typed by people (`libs/offline`).
 */
export interface OfflineAdapter {
  readonly manifest: AdapterManifest & { readonly channel: 'offline' };
}
