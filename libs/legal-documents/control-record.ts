import type { Officer, Subject } from '#contracts/adapter';
import { paragraph, type LegalBlock, type LegalText } from './legal-text.js';
import { partyLine } from './order-facts.js';

export const CONTROL_RECORD_TITLE = '查封、扣押、冻结笔录';

/** What happened, as the gateway recorded it; in any order. */
export interface RecordedEvent {
  /** RFC 3339. */
  readonly at: string;
  /** Who did it: an officer, an institution, 查控网关. */
  readonly by: string;
  /** In Chinese, without account numbers. */
  readonly what: string;
}

export interface ControlRecordFacts {
  readonly courtName: string;
  readonly caseNumber: string;
  readonly recordNumber: string;
  readonly obligor: Subject;
  readonly rulingNumber: string;
  readonly officers: readonly Officer[];
  /** Where the thing is (财产的所在地): of money and rights the institution that keeps them. */
  readonly place: string;
  /** 种类, 数量 as the institution confirmed them. */
  readonly assetKind: string;
  readonly quantity: string;
  /** 保管人: the institution for what it keeps; of a thing whoever was told to keep it. */
  readonly keeper: string;
  readonly events: readonly RecordedEvent[];
  /** `yyyy-MM-dd` */
  readonly issuedOn: string;
}

/**
 * The record of a measure (执行措施笔录, 查扣冻规定 art 18, domain-rules C16): start and finish, place, kind, quantity, keeper, and how it went,
 * step by step out of the recorded events. Start is the first of them and finish the last.
 * @throws RangeError when there are no events, or one has no moment
 */
export function controlRecord(facts: ControlRecordFacts): LegalText {
  const events = facts.events.map((event) => ({ ...event, ms: Date.parse(event.at) }));
  if (events.length === 0) throw new RangeError('A record says what happened.');
  if (events.some(({ ms }) => Number.isNaN(ms))) throw new RangeError('An event has no moment.');
  // Sorting is stable: what happened in one moment stays in the order it was recorded.
  events.sort((a, b) => a.ms - b.ms);
  const blocks: readonly LegalBlock[] = [
    paragraph(`案号：${facts.caseNumber}。依据：${facts.rulingNumber}执行裁定书。`),
    paragraph(`${partyLine('被执行人', facts.obligor)}。`),
    {
      kind: 'table',
      columns: [1.5, 5],
      head: ['事项', '记载'],
      rows: [
        ['措施开始时间', moment(events[0]!.ms)],
        ['措施完成时间', moment(events.at(-1)!.ms)],
        ['财产所在地', facts.place],
        ['财产种类', facts.assetKind],
        ['财产数量', facts.quantity],
        ['财产保管人', facts.keeper],
      ],
    },
    { kind: 'heading', text: '执行经过' },
    { kind: 'table', columns: [2.2, 1.8, 4], head: ['时间', '办理人', '经过'], rows: events.map(({ ms, by, what }) => [moment(ms), by, what]) },
    paragraph('以上内容由查控网关依据系统记录生成，与系统留存的原始报文一致。'),
  ];
  return {
    courtName: facts.courtName,
    title: CONTROL_RECORD_TITLE,
    number: facts.recordNumber,
    blocks,
    signedBy: [...facts.officers.map(({ name }) => `执行人员　${name}`), `保管人　${facts.keeper}`],
    issuedOn: facts.issuedOn,
  };
}

/** Beijing, to the second: measures rank by it (C6). */
function moment(ms: number): string {
  const [day = '', time = ''] = new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).split('T');
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日${time}`;
}
