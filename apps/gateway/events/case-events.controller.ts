import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { CaseEvents, type IncomingEvent } from '#libs/event-intake';

/** What happens to cases in case systems. */
@Controller()
export class CaseEventsController {
  constructor(@Inject(CaseEvents) private readonly events: CaseEvents) {}

  @EventPattern('case.filed.v1')
  async filed(@Payload() event: IncomingEvent<'case.filed.v1'>): Promise<void> {
    await this.events.filed(event);
  }

  @EventPattern('case.changed.v1')
  changed(@Payload() event: IncomingEvent<'case.changed.v1'>): Promise<void> {
    return this.events.changed(event);
  }

  @EventPattern('case.obligor-added.v1')
  obligorAdded(@Payload() event: IncomingEvent<'case.obligor-added.v1'>): Promise<void> {
    return this.events.obligorAdded(event);
  }

  @EventPattern('case.obligor-removed.v1')
  obligorRemoved(@Payload() event: IncomingEvent<'case.obligor-removed.v1'>): Promise<void> {
    return this.events.obligorRemoved(event);
  }

  @EventPattern('case.amount-paid.v1')
  amountPaid(@Payload() event: IncomingEvent<'case.amount-paid.v1'>): Promise<void> {
    return this.events.amountPaid(event);
  }

  @EventPattern('case.closed.v1')
  closed(@Payload() event: IncomingEvent<'case.closed.v1'>): Promise<void> {
    return this.events.closed(event);
  }

  @EventPattern('case.ended-without-assets.v1')
  endedWithoutAssets(@Payload() event: IncomingEvent<'case.ended-without-assets.v1'>): Promise<void> {
    return this.events.endedWithoutAssets(event);
  }

  @EventPattern('case.restored.v1')
  restored(@Payload() event: IncomingEvent<'case.restored.v1'>): Promise<void> {
    return this.events.restored(event);
  }

  @EventPattern('case.bankruptcy-accepted.v1')
  bankruptcyAccepted(@Payload() event: IncomingEvent<'case.bankruptcy-accepted.v1'>): Promise<void> {
    return this.events.bankruptcyAccepted(event);
  }
}
