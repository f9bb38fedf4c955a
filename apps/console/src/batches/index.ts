export { BatchesPage } from './batches-page.js';
export { BatchView } from './batch-view.js';
export { BulkReleaseDialog, type Releasable } from './bulk-release-dialog.js';
