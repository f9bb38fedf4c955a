import type { LeadDto, LeadLineDto, LeadStepDto, LeadWithHistoryDto } from '#contracts/http';
import type { LeadLine, LeadNotice, LeadOutcome, LeadRecord, LeadStep } from '#libs/leads';

const withMoment = <T extends LeadOutcome | LeadNotice>({ at, ...rest }: T) => ({ ...rest, at: at.toISOString() });

export function toLeadDto({ due, outcome, notice, missing, inquiryIds, orderIds, registeredAt, ...lead }: LeadRecord): LeadDto {
  return {
    ...lead, missing: [...missing], inquiryIds: [...inquiryIds], orderIds: [...orderIds], registeredAt: registeredAt.toISOString(),
    ...(due === undefined ? {} : { dueOn: due.on, dueByDays: due.byDays, dueByWorkingDays: due.byWorkingDays, calendarVersion: due.calendarVersion }),
    ...(outcome === undefined ? {} : { outcome: withMoment(outcome) }),
    ...(notice === undefined ? {} : { notice: withMoment(notice) }),
  };
}

const toStepDto = ({ at, ...step }: LeadStep): LeadStepDto => ({ ...step, at: at.toISOString() });

export const toLeadWithHistoryDto = ({ history, ...lead }: LeadRecord & { readonly history: readonly LeadStep[] }): LeadWithHistoryDto => ({ ...toLeadDto(lead), history: history.map(toStepDto) });

export const toLeadLineDto = ({ owner, dueOn, checkedOn, noticeDueOn, toldOn, ...line }: LeadLine): LeadLineDto => ({
  ...line,
  ...(owner === null ? {} : { owner }),
  ...(dueOn === null ? {} : { dueOn }),
  ...(checkedOn === null ? {} : { checkedOn }),
  ...(noticeDueOn === null ? {} : { noticeDueOn }),
  ...(toldOn === null ? {} : { toldOn }),
});
