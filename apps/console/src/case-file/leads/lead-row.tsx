import { day, moment } from '../../format/index.js';
import { beijingToday } from '../../form/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { Mark, type MarkTone } from '../../pieces/index.js';
import type { Lead } from './use-leads.js';

const DAY_MS = 86_400_000;
const SOON_DAYS = 2;
const TONE_OF: Readonly<Record<Lead['state'], MarkTone>> = { open: 'warn', found: 'strong', 'nothing-found': 'quiet', unverifiable: 'quiet', 'not-concrete': 'info' };

/** What may be done about one. */
export type LeadAct = 'check' | 'tell' | 'assign' | 'link' | 'history';

interface Given {
  readonly lead: Lead;
  /** Name of the obligor it is about. */
  readonly obligor: string | undefined;
  readonly officer: boolean;
  readonly mayAssign: boolean;
  readonly onAct: (act: LeadAct) => void;
}

/** One lead: what it says, until when it is checked, what was found, and how the party was told. */
export function LeadRow({ lead, obligor, officer, mayAssign, onAct }: Given) {
  const { leads: texts } = useMessages();
  const acts: readonly LeadAct[] = [
    ...(officer && lead.state === 'open' ? (['check'] as const) : []),
    ...(officer && lead.state !== 'open' && lead.notice === undefined ? (['tell'] as const) : []),
    ...(mayAssign && lead.notice === undefined ? (['assign'] as const) : []),
    ...(officer ? (['link'] as const) : []),
    'history',
  ];
  return (
    <tr>
      <td style={{ minWidth: 260 }}>
        <Said lead={lead} obligor={obligor} />
      </td>
      <td className="number">
        {lead.receivedOn}
        <div className="quiet">{texts.channel[lead.channel]}</div>
      </td>
      <td className="number">
        {lead.dueOn === undefined ? <span className="quiet">{texts.noClock}</span> : (
          <>
            <span title={texts.bothDays(lead.dueByDays ?? '', lead.dueByWorkingDays ?? '')}>{lead.dueOn}</span> {lead.state === 'open' && <Clock until={lead.dueOn} />}
          </>
        )}
      </td>
      <td>{lead.owner ?? <Mark tone="warn">{texts.nobody}</Mark>}</td>
      <td>
        <Outcome lead={lead} />
      </td>
      <td>
        <Told lead={lead} />
      </td>
      <td>
        {acts.map((act) => (
          <div key={act}>
            <button type="button" className="link" onClick={() => onAct(act)}>
              {texts[act]}
            </button>
          </div>
        ))}
      </td>
    </tr>
  );
}

function Said({ lead: { property, urgent, urgentReason, description, place, institution, givenAs, giver, contact }, obligor }: { readonly lead: Lead; readonly obligor: string | undefined }) {
  const { leads: texts, words } = useMessages();
  return (
    <>
      <strong>{property === 'other' ? texts.other : wordOf(words.source, property)}</strong> {urgent && <Mark tone="bad">{texts.urgent}</Mark>} {obligor}
      <div>{description}</div>
      {[place, institution].map((one) => one !== undefined && <div key={one}>{one}</div>)}
      {urgentReason !== undefined && <div className="quiet">{urgentReason}</div>}
      <div className="quiet">
        {texts.giver[givenAs]} {giver} {contact}
      </div>
    </>
  );
}

function Outcome({ lead: { state, missing, outcome, inquiryIds, orderIds } }: { readonly lead: Lead }) {
  const { leads: texts } = useMessages();
  return (
    <>
      <Mark tone={TONE_OF[state]}>{texts.state[state]}</Mark> {outcome?.late === true && <Mark tone="bad">{texts.late}</Mark>}
      {missing.length > 0 && <div>{missing.map((one) => texts.lack[one]).join('、')}</div>}
      {outcome !== undefined && (
        <>
          <div>{outcome.text}</div>
          <div className="quiet">{texts.by(outcome.by, moment(outcome.at))}</div>
        </>
      )}
      {inquiryIds.length + orderIds.length > 0 && <div className="quiet">{texts.ledTo(inquiryIds.length, orderIds.length)}</div>}
    </>
  );
}

function Told({ lead: { noticeDueOn, notice } }: { readonly lead: Lead }) {
  const { leads: texts } = useMessages();
  if (noticeDueOn === undefined) return <span className="quiet">—</span>;
  if (notice === undefined) {
    return (
      <>
        {texts.tellBy(noticeDueOn)} <Clock until={noticeDueOn} />
      </>
    );
  }
  return (
    <>
      <Mark tone="good">{texts.way[notice.way]}</Mark> {notice.late && <Mark tone="bad">{texts.late}</Mark>} {notice.on}
      <div>{notice.text}</div>
      <div className="quiet">
        {notice.reference} {texts.by(notice.by, day(notice.at))}
      </div>
    </>
  );
}

function Clock({ until }: { readonly until: string }) {
  const { acts } = useMessages();
  const days = Math.round((Date.parse(until) - Date.parse(beijingToday())) / DAY_MS);
  if (days < 0) return <Mark tone="bad">{acts.overdueBy(-days)}</Mark>;
  return <Mark tone={days <= SOON_DAYS ? 'warn' : 'info'}>{acts.daysLeft(days)}</Mark>;
}
