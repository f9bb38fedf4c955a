import { BulkInquiries, BulkRunner } from '#libs/bulk-inquiry';
import { OfflineAnswers, OfflineDesk } from '#libs/offline';
import type { GatewayParts } from './gateway-options.js';

/** Tasks on paper and bulk inquiries over the same database and engine. Nothing runs by itself until it is started. */
export function deskWork(parts: Pick<GatewayParts, 'database' | 'registry' | 'collector' | 'engine' | 'officers' | 'logger'>): Pick<GatewayParts, 'offline' | 'bulk'> {
  return {
    offline: { desk: new OfflineDesk(parts), answers: new OfflineAnswers(parts.database, parts.collector) },
    bulk: { inquiries: new BulkInquiries(parts.database), runner: new BulkRunner(parts) },
  };
}
