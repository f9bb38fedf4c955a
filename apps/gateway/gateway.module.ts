import { Module, type DynamicModule } from '@nestjs/common';
import { Sessions, AccessGrants, CaseMembers } from '#libs/access';
import { ApprovalPolicies, InquiryApprovals } from '#libs/approval';
import { BulkInquiries, BulkRunner } from '#libs/bulk-inquiry';
import { CaseService, Courts, Officers } from '#libs/cases';
import { Collector } from '#libs/collection';
import { ControlEngine } from '#libs/control';
import { ControlBatches, ControlBatchRunner } from '#libs/control-batch';
import { CaseFacts, ControlDesk, ControlLetters, ControlPapers, ControlPolicies, ControlReplies, ControlTasks, DEFAULT_LETTER_DAYS, LetterList, LivingStandards, MeasurePapers, Objections, OrdersToApprove } from '#libs/control-desk';
import { Evidence } from '#libs/evidence';
import { FilingDesk, FilingReader, OrderStarter, PolicyStore, RestoreTasks } from '#libs/filing';
import { AnswersGiven, InquiryEngine } from '#libs/inquiry';
import { InstitutionRegistry } from '#libs/institutions';
import { LeadList, Leads } from '#libs/leads';
import { OfficerRegister, OfficerRegistrations, RegistrationTasks } from '#libs/officer-registry';
import { OfflineAnswers, OfflineDesk } from '#libs/offline';
import { ControlOrderReader, ControlReader, Database, EvidenceReader, InquiryReader, InstitutionHealthReader, LetterListReader, NeedsReader, WorkListReader } from '#libs/store';
import { Notices, PersonReports } from '#libs/supervision';
import { HealthRegistry, Metrics } from '#libs/telemetry';
import { ApprovalsController } from './approvals/approvals.controller.js';
import { ShownApprovals } from './approvals/shown-approvals.js';
import { LegalBasesController } from './approvals/legal-bases.controller.js';
import { AccessGrantsController } from './access/access-grants.controller.js';
import { CaseMembersController } from './access/case-members.controller.js';
import { AssetsController } from './assets/assets.controller.js';
import { BulkInquiriesController } from './bulk/bulk-inquiries.controller.js';
import { CasesController } from './cases/cases.controller.js';
import { CourtsController } from './cases/courts.controller.js';
import { ObligorsController } from './cases/obligors.controller.js';
import { OfficersController } from './cases/officers.controller.js';
import { NeedsController } from './cases/needs.controller.js';
import { WorkListController } from './cases/work-list.controller.js';
import { ChainsController } from './evidence/chains.controller.js';
import { FilingsController } from './filings/filings.controller.js';
import { PoliciesController } from './filings/policies.controller.js';
import { RestoreTasksController } from './filings/restore-tasks.controller.js';
import type { GatewayParts } from './gateway-options.js';
import { INQUIRY_CONTROLLERS } from './inquiries/inquiries.providers.js';
import { InquirySettings } from './inquiries/inquiry-settings.js';
import { Breakers, InstitutionHealthController } from './institutions/institution-health.controller.js';
import { InstitutionsController } from './institutions/institutions.controller.js';
import { CaseFactsController } from './measures/case-facts.controller.js';
import { ControlBatchesController } from './measures/control-batches.controller.js';
import { ControlDocumentsController } from './measures/control-documents.controller.js';
import { ControlLettersController } from './measures/control-letters.controller.js';
import { LeadsController } from './leads/leads.controller.js';
import { LetterListController } from './measures/letter-list.controller.js';
import { ControlOrdersController } from './measures/control-orders.controller.js';
import { ControlPoliciesController } from './measures/control-policies.controller.js';
import { LivingStandardsController } from './measures/living-standards.controller.js';
import { MeasurePapersController } from './measures/measure-papers.controller.js';
import { MeasuresController } from './measures/measures.controller.js';
import { RegistrationTasksController } from './officers/registration-tasks.controller.js';
import { RegistrationsController } from './officers/registrations.controller.js';
import { OfflineBatchesController } from './offline/offline-batches.controller.js';
import { OfflineTasksController } from './offline/offline-tasks.controller.js';
import type { AccessParts } from './sign-in/access-parts.js';
import { IdentitiesController } from './sign-in/identities.controller.js';
import { SessionsController } from './sign-in/sessions.controller.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignInDesk } from './sign-in/sign-in-desk.js';
import { AuditEventsController } from './supervision/audit-events.controller.js';
import { NoticesController } from './supervision/notices.controller.js';
import { PersonReportsController } from './supervision/person-reports.controller.js';
import { HealthController } from './system/health.controller.js';
import { MeController } from './system/me.controller.js';
import { MetricsController } from './system/metrics.controller.js';

/** Courts, officers, cases and obligors. */
@Module({})
class CasesModule {
  static with({ database, desk, officers, control: { engine, store } }: GatewayParts): DynamicModule {
    return {
      module: CasesModule,
      controllers: [CasesController, WorkListController, NeedsController, ObligorsController, OfficersController, RegistrationsController, RegistrationTasksController, CourtsController],
      providers: [
        { provide: Database, useValue: database },
        { provide: InquiryReader, useValue: new InquiryReader(desk) },
        { provide: WorkListReader, useValue: new WorkListReader(database) },
        { provide: NeedsReader, useValue: new NeedsReader(database) },
        { provide: CaseService, useValue: new CaseService(database, undefined, desk, (transaction, id, { login }) => engine.over(store.within(transaction)).recount(id, login, 'the case was changed')) },
        { provide: Officers, useValue: new Officers(database) },
        { provide: OfficerRegister, useValue: officers },
        { provide: OfficerRegistrations, useValue: new OfficerRegistrations(database, () => new Date(), (ids) => officers.refresh(ids)) },
        { provide: RegistrationTasks, useValue: new RegistrationTasks(database) },
        { provide: Courts, useValue: new Courts(database) },
      ],
    };
  }
}

/** The register of institutions. */
@Module({})
class InstitutionsModule {
  static with({ registry, database, breakers }: GatewayParts): DynamicModule {
    return {
      module: InstitutionsModule,
      controllers: [InstitutionsController, InstitutionHealthController],
      providers: [
        { provide: InstitutionRegistry, useValue: registry },
        { provide: InstitutionHealthReader, useValue: new InstitutionHealthReader(database) },
        { provide: Breakers, useValue: { states: breakers ?? (() => new Map()) } satisfies Breakers },
      ],
    };
  }
}

/** Inquiries, their progress, evidence and timing. */
@Module({})
class InquiriesModule {
  static with({ database, desk, engine, collector, approvals, waitMaxSeconds }: GatewayParts): DynamicModule {
    return {
      module: InquiriesModule,
      controllers: INQUIRY_CONTROLLERS,
      providers: [
        { provide: Database, useValue: database },
        { provide: InquiryEngine, useValue: engine },
        { provide: InquiryApprovals, useValue: approvals.desk },
        { provide: Collector, useValue: collector },
        { provide: InquiryReader, useValue: new InquiryReader(desk) },
        { provide: EvidenceReader, useValue: new EvidenceReader(desk) },
        { provide: InquirySettings, useValue: new InquirySettings(waitMaxSeconds) },
      ],
    };
  }
}

/** What obligors have, out of all answers. */
@Module({})
class AssetsModule {
  static with({ database, desk, registry }: GatewayParts): DynamicModule {
    return {
      module: AssetsModule,
      controllers: [AssetsController],
      providers: [
        { provide: Database, useValue: database },
        { provide: AnswersGiven, useValue: new AnswersGiven(desk, registry) },
      ],
    };
  }
}

const shownApprovals = ({ database, control: { toApprove, batches }, registry }: GatewayParts): ShownApprovals => new ShownApprovals({ database, toApprove, batches, registry });

/** Measures (控制措施): orders, what is in force, documents, and the facts they depend on. */
@Module({})
class MeasuresModule {
  static with(parts: GatewayParts): DynamicModule {
    const { database, desk, registry, approvals, control, batchRunner, letterDays: days = DEFAULT_LETTER_DAYS } = parts;
    return {
      module: MeasuresModule,
      controllers: [ControlOrdersController, MeasuresController, CaseFactsController, ControlDocumentsController, ControlBatchesController, ControlLettersController, LivingStandardsController, ControlPoliciesController, MeasurePapersController, LetterListController],
      providers: [
        { provide: Database, useValue: database },
        { provide: AnswersGiven, useValue: new AnswersGiven(desk, registry) },
        { provide: InquiryApprovals, useValue: approvals.desk },
        { provide: ControlEngine, useValue: control.engine },
        { provide: ControlDesk, useValue: control.desk },
        { provide: ControlPapers, useValue: control.papers },
        { provide: CaseFacts, useValue: control.facts },
        { provide: OrdersToApprove, useValue: control.toApprove },
        { provide: ControlPolicies, useValue: new ControlPolicies(database, control.policy) },
        { provide: LivingStandards, useValue: new LivingStandards(database) },
        { provide: Objections, useValue: control.objections },
        { provide: ControlLetters, useValue: new ControlLetters({ ...control, database, orders: new ControlOrderReader(database), registry }) },
        { provide: LetterList, useValue: new LetterList({ reader: new LetterListReader(database), registry, days }) },
        { provide: ControlReplies, useValue: new ControlReplies({ ...control, database, orders: new ControlOrderReader(database) }) },
        { provide: MeasurePapers, useValue: new MeasurePapers({ ...control, database: desk, orders: new ControlOrderReader(database), registry }) },
        { provide: ControlTasks, useValue: control.tasks },
        { provide: ControlReader, useValue: control.reader },
        { provide: ControlBatches, useValue: control.batches },
        { provide: ControlBatchRunner, useValue: batchRunner },
        { provide: ShownApprovals, useValue: shownApprovals(parts) },
      ],
    };
  }
}

/** Tasks on paper (线下查控) and inquiries for many cases (批量查询). */
@Module({})
class DeskWorkModule {
  static with({ database, registry, offline, bulk }: GatewayParts): DynamicModule {
    return {
      module: DeskWorkModule,
      controllers: [OfflineBatchesController, OfflineTasksController, BulkInquiriesController],
      providers: [
        { provide: Database, useValue: database },
        { provide: EvidenceReader, useValue: new EvidenceReader(database) },
        { provide: InstitutionRegistry, useValue: registry },
        { provide: OfflineDesk, useValue: offline.desk },
        { provide: OfflineAnswers, useValue: offline.answers },
        { provide: BulkInquiries, useValue: bulk.inquiries },
        { provide: BulkRunner, useValue: bulk.runner },
      ],
    };
  }
}

/** Filings of case systems and approvals, what follows from them by itself, and when it is asked again. */
@Module({})
class FilingsModule {
  static with(parts: GatewayParts): DynamicModule {
    const { database, desk: reading, engine, approvals, metrics } = parts;
    const desk = new FilingDesk(database);
    return {
      module: FilingsModule,
      controllers: [FilingsController, PoliciesController, RestoreTasksController, ApprovalsController, LegalBasesController],
      providers: [
        { provide: FilingDesk, useValue: desk },
        { provide: PolicyStore, useValue: desk.policies },
        { provide: ApprovalPolicies, useValue: approvals.policies },
        { provide: InquiryApprovals, useValue: approvals.desk },
        { provide: ShownApprovals, useValue: shownApprovals(parts) },
        { provide: FilingReader, useValue: new FilingReader(reading) },
        // Starts what was just filed, so that the answer can name its inquiry; re-queries are started elsewhere.
        { provide: OrderStarter, useValue: new OrderStarter({ database, engine, requeriesPerMinute: 0, observer: (cause, result) => metrics.orderEnded(cause, result) }) },
        { provide: RestoreTasks, useValue: new RestoreTasks(database, new CaseService(database)) },
        { provide: Metrics, useValue: metrics },
      ],
    };
  }
}

/** Leads about property that parties give (财产线索). */
@Module({})
class LeadsModule {
  static with({ database, desk }: GatewayParts): DynamicModule {
    return {
      module: LeadsModule,
      controllers: [LeadsController],
      providers: [
        { provide: Database, useValue: database },
        { provide: Leads, useValue: new Leads({ database, reading: desk }) },
        { provide: LeadList, useValue: new LeadList(database) },
      ],
    };
  }
}

/** Signing in, sessions, and who was taken out. */
@Module({})
class SignInModule {
  static with({ database }: GatewayParts, { desk, sessions }: AccessParts): DynamicModule {
    return {
      module: SignInModule,
      controllers: [SignInController, SessionsController, IdentitiesController],
      providers: [
        { provide: Database, useValue: database },
        { provide: SignInDesk, useValue: desk },
        { provide: Sessions, useValue: sessions },
      ],
    };
  }
}

/** Who takes part in cases, and who gave a reason to look at one. */
@Module({})
class MembersModule {
  static with({ database, grantMinutes }: GatewayParts): DynamicModule {
    return {
      module: MembersModule,
      controllers: [CaseMembersController, AccessGrantsController],
      providers: [
        { provide: CaseMembers, useValue: new CaseMembers(database) },
        { provide: AccessGrants, useValue: new AccessGrants(database, grantMinutes) },
      ],
    };
  }
}

/** Chains over what was written, and their export. */
@Module({})
class EvidenceModule {
  static with({ database, evidence }: GatewayParts): DynamicModule {
    return {
      module: EvidenceModule,
      controllers: [ChainsController],
      providers: [
        { provide: Database, useValue: database },
        { provide: Evidence, useValue: evidence },
      ],
    };
  }
}

/** Who looked, and what supervisors are told of it. */
@Module({})
class SupervisionModule {
  static with({ database }: GatewayParts): DynamicModule {
    return {
      module: SupervisionModule,
      controllers: [NoticesController, AuditEventsController, PersonReportsController],
      providers: [
        { provide: Database, useValue: database },
        { provide: Notices, useValue: new Notices(database) },
        { provide: PersonReports, useValue: new PersonReports(database) },
      ],
    };
  }
}

/** What concerns the process and its callers. */
@Module({})
class SystemModule {
  static with({ health, metrics }: GatewayParts): DynamicModule {
    return {
      module: SystemModule,
      controllers: [HealthController, MetricsController, MeController],
      providers: [
        { provide: HealthRegistry, useValue: health },
        { provide: Metrics, useValue: metrics },
      ],
    };
  }
}

/** The northbound API. A new part of it is a module in this list. */
@Module({})
export class GatewayModule {
  static with(parts: GatewayParts, access: AccessParts): DynamicModule {
    return {
      module: GatewayModule,
      imports: [
        CasesModule.with(parts), InstitutionsModule.with(parts), InquiriesModule.with(parts), AssetsModule.with(parts), MeasuresModule.with(parts), FilingsModule.with(parts), LeadsModule.with(parts),
        DeskWorkModule.with(parts), EvidenceModule.with(parts), SupervisionModule.with(parts), SystemModule.with(parts), SignInModule.with(parts, access), MembersModule.with(parts),
      ],
    };
  }
}
