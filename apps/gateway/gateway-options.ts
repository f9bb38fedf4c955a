import type { CallLimit, CertificateProxy, SessionLimits } from '#libs/access';
import type { ApprovalPolicies, InquiryApprovals } from '#libs/approval';
import type { BulkInquiries, BulkRunner } from '#libs/bulk-inquiry';
import type { Collector } from '#libs/collection';
import type { Evidence } from '#libs/evidence';
import type { InquiryEngine } from '#libs/inquiry';
import type { InstitutionRegistry } from '#libs/institutions';
import type { OfficerRegister } from '#libs/officer-registry';
import type { OfflineAnswers, OfflineDesk } from '#libs/offline';
import type { ClaimNames, OpenIdProvider } from '#libs/openid';
import type { Database, ReadingDatabase } from '#libs/store';
import type { Breakers } from './institutions/institution-health.controller.js';
import type { TlsListener } from '#libs/tls';
import type { HealthRegistry, Logger, Metrics } from '#libs/telemetry';
import type { ControlBatchRunner } from '#libs/control-batch';
import type { LetterDays } from '#libs/control-desk';
import type { ControlParts } from '#libs/process';

/** Tasks on paper. */
export interface OfflineParts {
  readonly desk: OfflineDesk;
  readonly answers: OfflineAnswers;
}

/** Inquiries for many cases; the runner asks them. */
export interface BulkParts {
  readonly inquiries: BulkInquiries;
  readonly runner: BulkRunner;
}

/** Approvals by a named person, and the policies that ask for them. */
export interface ApprovalParts {
  /** Started. */
  readonly policies: ApprovalPolicies;
  readonly desk: InquiryApprovals;
}

/** What the gateway works with. All of it is the caller's: started before, and closed after the gateway. */
export interface GatewayParts {
  readonly database: Database;
  /** Where people's reads go: under row-level security, as `chakong_desk`. */
  readonly desk: ReadingDatabase;
  /** How long a reason to look at a case holds, minutes. */
  readonly grantMinutes?: number;
  /** Started. */
  readonly registry: InstitutionRegistry;
  /** Who may sign what; started. */
  readonly officers: OfficerRegister;
  readonly approvals: ApprovalParts;
  readonly metrics: Metrics;
  /** The gateway adds the dependencies it needs and that are not there yet. */
  readonly health: HealthRegistry;
  readonly logger: Logger;
  readonly engine: InquiryEngine;
  readonly collector: Collector;
  readonly evidence: Pick<Evidence, 'store' | 'key' | 'gate'>;
  /** Longest `Prefer: wait`, seconds. */
  readonly waitMaxSeconds: number;
  readonly offline: OfflineParts;
  readonly bulk: BulkParts;
  readonly control: ControlParts;
  /** Works off orders for many measures. */
  readonly batchRunner: ControlBatchRunner;
  /** How long letters may wait before they are overdue; the defaults of the settings when absent. */
  readonly letterDays?: LetterDays;
  /** How callers prove who they are besides stored tokens; without it only those are known. */
  readonly identity?: IdentityOptions;
  /** Client certificates that a proxy before us saw; absent: none are believed. */
  readonly certificateProxy?: CertificateProxy;
  /** How often one login may do what costs much; as often as they like when absent. */
  readonly callRates?: CallLimit;
  /** Proxies whose word about the caller's address is taken; nobody's when absent. */
  readonly trustedProxies?: readonly string[];
  /** Breakers of the lanes, wherever those are. */
  readonly breakers?: Breakers['states'];
  /** Where the officers' page was built; none is served when absent. */
  readonly consoleFolder?: string;
  /** Speak TLS; the caller's to close, afterwards. */
  readonly tls?: TlsListener;
}

export interface IdentityOptions {
  readonly provider: OpenIdProvider;
  readonly claims: ClaimNames;
  readonly scopes: string;
  readonly session: SessionLimits;
  /** Address that people use, when it is not the one we listen on. */
  readonly publicUrl?: string | undefined;
  readonly clock?: () => number;
}

export interface GatewayOptions extends GatewayParts {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** How long calls under way may still take when closing, milliseconds; 10000 when absent. */
  readonly closeGraceMs?: number;
  /** How long a caller may take to send a call, milliseconds; 30000 and 60000 when absent, looked at every 30000. */
  readonly times?: { readonly headMs: number; readonly wholeMs: number; readonly lookEveryMs: number };
}
