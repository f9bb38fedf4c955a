import { eventsOf, TOPIC_IDS } from './asyncapi-document.js';
import { ceType } from './cloud-event.js';
import { schemaOf } from './schemas.js';
import { TOPICS, type TopicId } from './topics.js';

interface Node {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
}

const DIRECTIONS = { in: 'others write, the gateway reads', out: 'the gateway writes, others read', own: 'written by the gateway, for operators' } as const;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** One page for people: topics, messages, every field. Made of the same catalogue and schemas as the AsyncAPI document. */
export function eventPage(): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Chakong Gateway: events</title>
<style>body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}td,th{border:1px solid #ccc;padding:.25rem .5rem;text-align:left;vertical-align:top}code{font-size:.92em}h2{margin-top:2.5rem;border-bottom:2px solid #ccc}</style>
</head><body><h1>Chakong Gateway (查控网关): events</h1>
<p>Apache Kafka, CloudEvents 1.0 in binary mode. At least once: a message with a known <code>ce_source</code> and <code>ce_id</code> was read before. One key, one partition: what concerns a case comes in the order it happened. Within a version fields are only added. The document for machines is <code>asyncapi.yaml</code>.</p>
<ul>${TOPIC_IDS.map((id) => `<li><a href="#${id}"><code>chakong.${TOPICS[id].name}</code></a>: ${escaped(TOPICS[id].says)}</li>`).join('\n')}</ul>
${TOPIC_IDS.map(topicPart).join('\n')}
</body></html>
`;
}

function topicPart(id: TopicId): string {
  const { name, says, direction, key, partitions, keptDays } = TOPICS[id];
  const events = eventsOf(id).map((type) => {
    const { description } = schemaOf(type);
    return `<h3 id="${type}"><code>${ceType(type)}</code></h3><p>${escaped(description)}</p>${fields(schemaOf(type) as unknown as Node)}`;
  });
  return `<h2 id="${id}"><code>chakong.${name}</code></h2><p>${escaped(says)} (${DIRECTIONS[direction]}). Key: ${escaped(key)}. ${partitions} partitions, kept ${keptDays} days.</p>\n${events.join('\n')}`;
}

function fields(schema: Node): string {
  const rows = rowsOf(schema, '');
  return `<table><tr><th>Field</th><th>Type</th><th>Must be there</th><th>What it is</th></tr>${rows.join('')}</table>`;
}

function rowsOf({ properties = {}, required = [] }: Node, at: string): string[] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const inside = property.items ?? property;
    const words = (property.enum ?? property.items?.enum)?.map((word) => `<code>${escaped(word)}</code>`).join(', ');
    const row = `<tr><td><code>${at}${name}${property.items === undefined ? '' : '[]'}</code></td><td>${escaped([property.type].flat().join(' or '))}</td><td>${required.includes(name) ? 'yes' : ''}</td><td>${escaped(property.description ?? '')}${words === undefined ? '' : `: ${words}`}</td></tr>`;
    return [row, ...rowsOf(inside, `${at}${name}${property.items === undefined ? '' : '[]'}.`)];
  });
}
