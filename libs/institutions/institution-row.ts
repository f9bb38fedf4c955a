import { SOURCES } from '#contracts/adapter';
import type { Tables } from '#libs/store';
import type { Insertable, Selectable } from 'kysely';
import type { InstitutionFacts, InstitutionKind, InstitutionRecord, WorkingHours } from './institution-record.js';

type Row = Selectable<Tables['institution']>;

/** A row as the immutable record that the rest of the system sees. */
export function toRecord(row: Row): InstitutionRecord {
  return Object.freeze({
    code: row.code,
    name: row.name,
    kind: row.kind as InstitutionKind,
    adapter: row.adapter,
    contractVersion: row.contract_version,
    endpoint: row.endpoint ?? undefined,
    credentialsRef: row.credentials_ref ?? undefined,
    region: row.region,
    // A source this version does not know cannot be asked about.
    sources: Object.freeze(SOURCES.filter((source) => row.sources.includes(source))),
    workingHours: row.working_hours === null ? undefined : Object.freeze(row.working_hours as WorkingHours),
    ratePerSecond: row.rate_per_second ?? undefined,
    concurrency: row.concurrency,
    connectTimeoutMs: row.connect_timeout_ms,
    responseTimeoutMs: row.response_timeout_ms,
    answerDeadlineSeconds: row.answer_deadline_s,
    officerRegistration: row.officer_registration,
    state: row.state,
    stateReason: row.state_reason ?? undefined,
    stateBy: row.state_by ?? undefined,
    stateAt: row.state_at ?? undefined,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  });
}

/** The columns that hold the facts of an institution. */
export function toColumns(facts: InstitutionFacts) {
  return {
    code: facts.code,
    name: facts.name,
    kind: facts.kind,
    adapter: facts.adapter,
    contract_version: facts.contractVersion,
    endpoint: facts.endpoint ?? null,
    credentials_ref: facts.credentialsRef ?? null,
    region: facts.region,
    sources: [...facts.sources],
    working_hours: facts.workingHours === undefined ? null : JSON.stringify(facts.workingHours),
    rate_per_second: facts.ratePerSecond ?? null,
    concurrency: facts.concurrency,
    connect_timeout_ms: facts.connectTimeoutMs,
    response_timeout_ms: facts.responseTimeoutMs,
    answer_deadline_s: facts.answerDeadlineSeconds,
    officer_registration: facts.officerRegistration ?? 'not-required',
  } satisfies Partial<Insertable<Tables['institution']>>;
}
