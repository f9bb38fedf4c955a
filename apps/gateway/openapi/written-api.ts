import { ApprovalPolicies, InquiryApprovals } from '#libs/approval';
import { Collector } from '#libs/collection';
import { ControlBatchRunner } from '#libs/control-batch';
import { ruleBook } from '#libs/control-desk';
import { EvidenceGate, SigningKey } from '#libs/evidence';
import { InquiryEngine } from '#libs/inquiry';
import { CredentialStore, InstitutionRegistry } from '#libs/institutions';
import { Mailbox } from '#libs/mailbox';
import { OfficerRegister } from '#libs/officer-registry';
import { Database, EvidenceChainStore, MailboxStore } from '#libs/store';
import { HealthRegistry, Metrics, silentLogger } from '#libs/telemetry';
import { deskWork } from '../desk-work.js';
import { buildGateway } from '../gateway-application.js';
import { controlWork } from '#libs/process';
import type { GatewayParts } from '../gateway-options.js';
import { describeApi, renderApi } from './openapi-document.js';

/** The text of `contracts/http/openapi.yaml` as this code says it, from the application itself, without listening or connecting. */
export async function writtenApi(): Promise<string> {
  const parts = await idleParts();
  const app = await buildGateway(parts);
  try {
    return renderApi(describeApi(app));
  } finally {
    await app.close();
    await parts.database.close();
  }
}

/** Real parts that nobody starts: the pool connects when it is first used, and here it never is. */
async function idleParts(): Promise<GatewayParts> {
  const database = new Database({ url: 'postgres://nobody@127.0.0.1:1/none', poolSize: 1, applicationName: 'openapi', keys: 'none' });
  const logger = silentLogger();
  const registry = new InstitutionRegistry({ database, logger, credentials: await CredentialStore.open({}), adapters: { get: () => undefined } });
  const collector = new Collector(database, { groupCommitted: () => undefined, outcomeCommitted: () => undefined, inquiryCompleted: () => undefined });
  const officers = new OfficerRegister({ database, logger });
  const policies = new ApprovalPolicies({ database, logger });
  const engine = new InquiryEngine({
    database,
    registry,
    collector,
    manifest: () => undefined,
    mailbox: new Mailbox(new MailboxStore(database)),
    handover: { offer: () => undefined, cancel: () => undefined },
    officers,
    approvals: policies,
    freshnessMs: 0,
  });
  const store = new EvidenceChainStore(database);
  const evidence = { store, key: SigningKey.fresh('ed25519'), gate: new EvidenceGate({ store, mostLagSeconds: 30 }) };
  const approvals = { policies, desk: new InquiryApprovals({ database, engine, validMs: 1 }) };
  const control = controlWork({ database, desk: database, rules: ruleBook(registry, () => undefined) });
  const batchRunner = new ControlBatchRunner({ ...control, database, approvals: approvals.desk.approvals, logger });
  return {
    ...deskWork({ database, registry, collector, engine, officers, logger }), database, desk: database, registry, collector, engine, officers, approvals, control, batchRunner, evidence, logger, metrics: new Metrics({ processMetrics: false }), health: new HealthRegistry(), waitMaxSeconds: 60,
  };
}
