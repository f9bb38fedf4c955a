import type { EventType } from './event-types.js';

/** CloudEvents 1.0, binary mode: attributes in headers, the value of the message is the data alone. */
export interface CloudEvent {
  /** With `source` the identity: the same twice is one event. */
  readonly id: string;
  readonly source: string;
  /** `chakong.` and the name of an event. */
  readonly type: string;
  readonly time: string;
  /** Id or number of the case. */
  readonly subject?: string;
  readonly dataschema?: string;
}

export const TYPE_PREFIX = 'chakong.';
export const JSON_TYPE = 'application/json';

export const ceType = (type: EventType): string => `${TYPE_PREFIX}${type}`;
export const schemaId = (type: EventType): string => `urn:chakong:event:${type}`;

/** @param time RFC 3339 in UTC */
export function toHeaders(type: EventType, event: { readonly id: string; readonly source: string; readonly time: string; readonly subject: string }): Record<string, string> {
  return {
    ce_specversion: '1.0', ce_id: event.id, ce_type: ceType(type), ce_source: event.source, ce_time: event.time, ce_subject: event.subject, ce_dataschema: schemaId(type),
    'content-type': JSON_TYPE,
  };
}

const MOST = 200;
const PRINTABLE = /^[\x21-\x7e\u00a1-\uffff]+$/;

/** The attributes of a message, or which of them is missing or wrong. */
export function fromHeaders(headers: Readonly<Record<string, string>>): CloudEvent | { readonly wrong: string } {
  if (headers['ce_specversion'] !== '1.0') return { wrong: 'ce_specversion' };
  for (const name of ['ce_id', 'ce_source', 'ce_type'] as const) {
    const value = headers[name];
    if (value === undefined || value.length > MOST || !PRINTABLE.test(value)) return { wrong: name };
  }
  const { ce_id: id = '', ce_source: source = '', ce_type: type = '', ce_time: time = '', ce_subject: subject, ce_dataschema: dataschema } = headers;
  return { id, source, type, time, ...(subject === undefined ? {} : { subject }), ...(dataschema === undefined ? {} : { dataschema }) };
}
