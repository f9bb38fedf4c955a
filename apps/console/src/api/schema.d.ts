// Made from contracts/http/openapi.yaml by `npm run openapi`. Not to be changed by hand.
export interface paths {
    "/api/v1/access-grants": {
        parameters: {
        };
        get: operations["AccessGrants-list"];
        post: operations["AccessGrants-give"];
    };
    "/api/v1/access-grants/{grantId}": {
        parameters: {
        };
        delete: operations["AccessGrants-end"];
    };
    "/api/v1/approvals": {
        parameters: {
        };
        get: operations["Approvals-list"];
    };
    "/api/v1/approvals/{approvalId}": {
        parameters: {
        };
        get: operations["Approvals-read"];
    };
    "/api/v1/approvals/{approvalId}/decision": {
        parameters: {
        };
        post: operations["Approvals-decide"];
    };
    "/api/v1/approvals/{approvalId}/withdraw": {
        parameters: {
        };
        post: operations["Approvals-withdraw"];
    };
    "/api/v1/audit-events": {
        parameters: {
        };
        get: operations["AuditEvents-list"];
    };
    "/api/v1/bulk-inquiries": {
        parameters: {
        };
        get: operations["BulkInquiries-list"];
        post: operations["BulkInquiries-create"];
    };
    "/api/v1/bulk-inquiries/{bulkId}": {
        parameters: {
        };
        get: operations["BulkInquiries-read"];
    };
    "/api/v1/bulk-inquiries/{bulkId}/report": {
        parameters: {
        };
        get: operations["BulkInquiries-report"];
    };
    "/api/v1/bulk-inquiries/{bulkId}/rows": {
        parameters: {
        };
        get: operations["BulkInquiries-rows"];
    };
    "/api/v1/bulk-inquiries/template": {
        parameters: {
        };
        get: operations["BulkInquiries-template"];
    };
    "/api/v1/case-searches": {
        parameters: {
        };
        post: operations["WorkList-search"];
    };
    "/api/v1/cases": {
        parameters: {
        };
        get: operations["Cases-list"];
        post: operations["Cases-register"];
    };
    "/api/v1/cases/{caseId}": {
        parameters: {
        };
        get: operations["Cases-read"];
        patch: operations["Cases-change"];
    };
    "/api/v1/cases/{caseId}/assets": {
        parameters: {
        };
        get: operations["Assets-ofCase"];
    };
    "/api/v1/cases/{caseId}/case-account": {
        parameters: {
        };
        get: operations["CaseFacts-account"];
        put: operations["CaseFacts-putAccount"];
    };
    "/api/v1/cases/{caseId}/control-documents": {
        parameters: {
        };
        post: operations["ControlDocuments-attach"];
    };
    "/api/v1/cases/{caseId}/control-ledger": {
        parameters: {
        };
        get: operations["Measures-ledger"];
    };
    "/api/v1/cases/{caseId}/control-orders": {
        parameters: {
        };
        post: operations["ControlOrders-draft"];
    };
    "/api/v1/cases/{caseId}/control-proposal": {
        parameters: {
        };
        get: operations["Measures-proposal"];
    };
    "/api/v1/cases/{caseId}/control-proposal/drafts": {
        parameters: {
        };
        post: operations["Measures-draftProposal"];
    };
    "/api/v1/cases/{caseId}/control-submissions": {
        parameters: {
        };
        post: operations["ControlOrders-submit"];
    };
    "/api/v1/cases/{caseId}/evidence": {
        parameters: {
        };
        get: operations["Chains-ofCase"];
    };
    "/api/v1/cases/{caseId}/inquiries": {
        parameters: {
        };
        get: operations["Inquiries-list"];
    };
    "/api/v1/cases/{caseId}/leads": {
        parameters: {
        };
        get: operations["Leads-ofCase"];
        post: operations["Leads-register"];
    };
    "/api/v1/cases/{caseId}/linked-seals": {
        parameters: {
        };
        get: operations["MeasurePapers-linkedSeals"];
    };
    "/api/v1/cases/{caseId}/measures": {
        parameters: {
        };
        get: operations["Measures-ofCase"];
    };
    "/api/v1/cases/{caseId}/members": {
        parameters: {
        };
        get: operations["CaseMembers-list"];
        post: operations["CaseMembers-add"];
    };
    "/api/v1/cases/{caseId}/members/{login}": {
        parameters: {
        };
        delete: operations["CaseMembers-remove"];
    };
    "/api/v1/cases/{caseId}/objections": {
        parameters: {
        };
        get: operations["CaseFacts-list"];
    };
    "/api/v1/cases/{caseId}/obligors": {
        parameters: {
        };
        post: operations["Obligors-add"];
    };
    "/api/v1/cases/{caseId}/obligors/{obligorId}": {
        parameters: {
        };
        delete: operations["Obligors-remove"];
        patch: operations["Obligors-change"];
    };
    "/api/v1/cases/{caseId}/obligors/{obligorId}/accept-identity": {
        parameters: {
        };
        post: operations["Obligors-acceptIdentity"];
    };
    "/api/v1/cases/{caseId}/obligors/{obligorId}/bankruptcy": {
        parameters: {
        };
        put: operations["CaseFacts-bankruptcy"];
    };
    "/api/v1/cases/{caseId}/obligors/{obligorId}/living-reserve": {
        parameters: {
        };
        put: operations["CaseFacts-livingReserve"];
    };
    "/api/v1/cases/{caseId}/preservation-notice": {
        parameters: {
        };
        get: operations["MeasurePapers-preservationNotice"];
    };
    "/api/v1/cases/{caseId}/state": {
        parameters: {
        };
        post: operations["Cases-changeState"];
    };
    "/api/v1/cases/{caseId}/timing": {
        parameters: {
        };
        get: operations["Timing-timing"];
    };
    "/api/v1/cases/by-number/{caseNumber}": {
        parameters: {
        };
        get: operations["Cases-readByNumber"];
    };
    "/api/v1/control-batches": {
        parameters: {
        };
        get: operations["ControlBatches-list"];
        post: operations["ControlBatches-create"];
    };
    "/api/v1/control-batches/{batchId}": {
        parameters: {
        };
        get: operations["ControlBatches-read"];
    };
    "/api/v1/control-batches/{batchId}/cancel": {
        parameters: {
        };
        post: operations["ControlBatches-cancel"];
    };
    "/api/v1/control-batches/{batchId}/lines": {
        parameters: {
        };
        get: operations["ControlBatches-lines"];
    };
    "/api/v1/control-letters": {
        parameters: {
        };
        get: operations["LetterList-list"];
    };
    "/api/v1/control-orders": {
        parameters: {
        };
        get: operations["ControlOrders-list"];
    };
    "/api/v1/control-orders/{orderId}": {
        parameters: {
        };
        get: operations["ControlOrders-read"];
    };
    "/api/v1/control-orders/{orderId}/arrival": {
        parameters: {
        };
        post: operations["ControlOrders-arrived"];
    };
    "/api/v1/control-orders/{orderId}/documents/{kind}/{version}": {
        parameters: {
        };
        get: operations["ControlDocuments-bytes"];
    };
    "/api/v1/control-orders/{orderId}/letter": {
        parameters: {
        };
        get: operations["ControlLetters-read"];
        post: operations["ControlLetters-print"];
    };
    "/api/v1/control-orders/{orderId}/letter/delivery": {
        parameters: {
        };
        post: operations["ControlLetters-deliver"];
    };
    "/api/v1/control-orders/{orderId}/letter/form": {
        parameters: {
        };
        get: operations["ControlLetters-form"];
    };
    "/api/v1/control-orders/{orderId}/letter/papers": {
        parameters: {
        };
        get: operations["ControlLetters-papers"];
    };
    "/api/v1/control-orders/{orderId}/letter/replies": {
        parameters: {
        };
        post: operations["ControlLetters-enter"];
    };
    "/api/v1/control-orders/{orderId}/letter/replies/{number}/confirm": {
        parameters: {
        };
        post: operations["ControlLetters-confirm"];
    };
    "/api/v1/control-orders/{orderId}/letter/replies/{number}/reject": {
        parameters: {
        };
        post: operations["ControlLetters-reject"];
    };
    "/api/v1/control-orders/{orderId}/letter/return": {
        parameters: {
        };
        post: operations["ControlLetters-returned"];
    };
    "/api/v1/control-orders/{orderId}/letter/scans": {
        parameters: {
        };
        post: operations["ControlLetters-addScan"];
    };
    "/api/v1/control-orders/{orderId}/settlement": {
        parameters: {
        };
        post: operations["ControlOrders-settle"];
    };
    "/api/v1/control-orders/{orderId}/withdraw": {
        parameters: {
        };
        post: operations["ControlOrders-withdraw"];
    };
    "/api/v1/control-tasks": {
        parameters: {
        };
        get: operations["Measures-tasks"];
    };
    "/api/v1/control-tasks/{taskId}/settlement": {
        parameters: {
        };
        post: operations["Measures-settleTask"];
    };
    "/api/v1/courts": {
        parameters: {
        };
        get: operations["Courts-list"];
    };
    "/api/v1/courts/{code}": {
        parameters: {
        };
        put: operations["Courts-put"];
    };
    "/api/v1/courts/{code}/control-policy": {
        parameters: {
        };
        get: operations["ControlPolicies-read"];
        put: operations["ControlPolicies-put"];
    };
    "/api/v1/courts/{code}/control-policy/history": {
        parameters: {
        };
        get: operations["ControlPolicies-history"];
    };
    "/api/v1/evidence/chains": {
        parameters: {
        };
        get: operations["Chains-chains"];
    };
    "/api/v1/exchanges/{exchangeId}": {
        parameters: {
        };
        get: operations["Evidence-facts"];
    };
    "/api/v1/exchanges/{exchangeId}/{side}": {
        parameters: {
        };
        get: operations["Evidence-bytes"];
    };
    "/api/v1/expiring-measures": {
        parameters: {
        };
        get: operations["Measures-expiring"];
    };
    "/api/v1/filings": {
        parameters: {
        };
        get: operations["Filings-list"];
        post: operations["Filings-file"];
    };
    "/api/v1/filings/{filingId}": {
        parameters: {
        };
        get: operations["Filings-read"];
    };
    "/api/v1/identities/{login}/disable": {
        parameters: {
        };
        post: operations["Identities-disable"];
    };
    "/api/v1/identities/{login}/enable": {
        parameters: {
        };
        post: operations["Identities-enable"];
    };
    "/api/v1/inquiries": {
        parameters: {
        };
        post: operations["Inquiries-create"];
    };
    "/api/v1/inquiries/{inquiryId}": {
        parameters: {
        };
        get: operations["Inquiries-read"];
    };
    "/api/v1/inquiries/{inquiryId}/assets": {
        parameters: {
        };
        get: operations["Assets-ofInquiry"];
    };
    "/api/v1/inquiries/{inquiryId}/cancel": {
        parameters: {
        };
        post: operations["Inquiries-cancel"];
    };
    "/api/v1/inquiries/{inquiryId}/events": {
        parameters: {
        };
        get: operations["Progress-events"];
    };
    "/api/v1/inquiry-policies": {
        parameters: {
        };
        get: operations["Policies-list"];
        put: operations["Policies-put"];
    };
    "/api/v1/inquiry-policies/in-force": {
        parameters: {
        };
        get: operations["Policies-inForce"];
    };
    "/api/v1/institution-health": {
        parameters: {
        };
        get: operations["InstitutionHealth-list"];
    };
    "/api/v1/institutions": {
        parameters: {
        };
        get: operations["Institutions-list"];
        post: operations["Institutions-add"];
    };
    "/api/v1/institutions/{code}": {
        parameters: {
        };
        get: operations["Institutions-read"];
        patch: operations["Institutions-change"];
    };
    "/api/v1/institutions/{code}/in-service": {
        parameters: {
        };
        post: operations["Institutions-putBack"];
    };
    "/api/v1/institutions/{code}/out-of-service": {
        parameters: {
        };
        post: operations["Institutions-takeOut"];
    };
    "/api/v1/leads": {
        parameters: {
        };
        get: operations["Leads-list"];
    };
    "/api/v1/leads/{leadId}": {
        parameters: {
        };
        get: operations["Leads-read"];
    };
    "/api/v1/leads/{leadId}/letter": {
        parameters: {
        };
        get: operations["Leads-letter"];
    };
    "/api/v1/leads/{leadId}/links": {
        parameters: {
        };
        post: operations["Leads-link"];
    };
    "/api/v1/leads/{leadId}/notice": {
        parameters: {
        };
        post: operations["Leads-tell"];
    };
    "/api/v1/leads/{leadId}/outcome": {
        parameters: {
        };
        post: operations["Leads-check"];
    };
    "/api/v1/leads/{leadId}/owner": {
        parameters: {
        };
        put: operations["Leads-assign"];
    };
    "/api/v1/legal-bases": {
        parameters: {
        };
        get: operations["LegalBases-list"];
    };
    "/api/v1/living-standards": {
        parameters: {
        };
        get: operations["LivingStandards-list"];
        post: operations["LivingStandards-enter"];
    };
    "/api/v1/living-standards/table": {
        parameters: {
        };
        post: operations["LivingStandards-enterTable"];
    };
    "/api/v1/me": {
        parameters: {
        };
        get: operations["Me-me"];
    };
    "/api/v1/measures/{measureId}/hand-over": {
        parameters: {
        };
        post: operations["Measures-handOver"];
    };
    "/api/v1/measures/{measureId}/objections": {
        parameters: {
        };
        post: operations["CaseFacts-object"];
    };
    "/api/v1/measures/{measureId}/record": {
        parameters: {
        };
        get: operations["MeasurePapers-record"];
    };
    "/api/v1/needs": {
        parameters: {
        };
        get: operations["Needs-list"];
    };
    "/api/v1/objections/{objectionId}/answer": {
        parameters: {
        };
        post: operations["CaseFacts-answer"];
    };
    "/api/v1/officer-registration-tasks": {
        parameters: {
        };
        get: operations["RegistrationTasks-list"];
    };
    "/api/v1/officer-registration-tasks/{taskId}/confirmed": {
        parameters: {
        };
        post: operations["RegistrationTasks-confirm"];
    };
    "/api/v1/officer-registration-tasks/{taskId}/reported": {
        parameters: {
        };
        post: operations["RegistrationTasks-report"];
    };
    "/api/v1/officer-registrations": {
        parameters: {
        };
        get: operations["Registrations-list"];
        put: operations["Registrations-put"];
    };
    "/api/v1/officer-registrations/export": {
        parameters: {
        };
        get: operations["Registrations-export"];
    };
    "/api/v1/officers": {
        parameters: {
        };
        get: operations["Officers-list"];
        post: operations["Officers-register"];
    };
    "/api/v1/officers/{officerId}": {
        parameters: {
        };
        get: operations["Officers-read"];
        patch: operations["Officers-change"];
    };
    "/api/v1/officers/{officerId}/reinstate": {
        parameters: {
        };
        post: operations["Officers-reinstate"];
    };
    "/api/v1/officers/{officerId}/suspend": {
        parameters: {
        };
        post: operations["Officers-suspend"];
    };
    "/api/v1/offline-batches": {
        parameters: {
        };
        get: operations["OfflineBatches-list"];
    };
    "/api/v1/offline-batches/{batchId}": {
        parameters: {
        };
        get: operations["OfflineBatches-read"];
    };
    "/api/v1/offline-batches/{batchId}/assign": {
        parameters: {
        };
        post: operations["OfflineBatches-assign"];
    };
    "/api/v1/offline-batches/{batchId}/close": {
        parameters: {
        };
        post: operations["OfflineBatches-close"];
    };
    "/api/v1/offline-batches/{batchId}/letter": {
        parameters: {
        };
        get: operations["OfflineBatches-letter"];
    };
    "/api/v1/offline-batches/{batchId}/print": {
        parameters: {
        };
        post: operations["OfflineBatches-print"];
    };
    "/api/v1/offline-batches/{batchId}/return-form": {
        parameters: {
        };
        get: operations["OfflineBatches-returnForm"];
    };
    "/api/v1/offline-batches/{batchId}/scans": {
        parameters: {
        };
        post: operations["OfflineBatches-addScan"];
    };
    "/api/v1/offline-batches/{batchId}/sent": {
        parameters: {
        };
        post: operations["OfflineBatches-sent"];
    };
    "/api/v1/offline-tasks": {
        parameters: {
        };
        get: operations["OfflineTasks-list"];
    };
    "/api/v1/offline-tasks/{requestId}": {
        parameters: {
        };
        get: operations["OfflineTasks-read"];
    };
    "/api/v1/offline-tasks/{requestId}/answers": {
        parameters: {
        };
        post: operations["OfflineTasks-enter"];
    };
    "/api/v1/offline-tasks/{requestId}/answers/{number}/confirm": {
        parameters: {
        };
        post: operations["OfflineTasks-confirm"];
    };
    "/api/v1/offline-tasks/{requestId}/answers/{number}/reject": {
        parameters: {
        };
        post: operations["OfflineTasks-reject"];
    };
    "/api/v1/person-reports": {
        parameters: {
        };
        post: operations["PersonReports-make"];
    };
    "/api/v1/requests/{requestId}/exchanges": {
        parameters: {
        };
        get: operations["Evidence-ofRequest"];
    };
    "/api/v1/restore-tasks": {
        parameters: {
        };
        get: operations["RestoreTasks-list"];
    };
    "/api/v1/restore-tasks/{taskId}/decision": {
        parameters: {
        };
        post: operations["RestoreTasks-decide"];
    };
    "/api/v1/sessions": {
        parameters: {
        };
        get: operations["Sessions-list"];
    };
    "/api/v1/sessions/{id}": {
        parameters: {
        };
        delete: operations["Sessions-revoke"];
    };
    "/api/v1/supervision-notices": {
        parameters: {
        };
        get: operations["Notices-list"];
    };
    "/api/v1/supervision-notices/{noticeId}/seen": {
        parameters: {
        };
        post: operations["Notices-see"];
    };
    "/api/v1/supervision-notices/{noticeId}/settle": {
        parameters: {
        };
        post: operations["Notices-settle"];
    };
    "/api/v1/work-list": {
        parameters: {
        };
        get: operations["WorkList-list"];
    };
    "/auth/callback": {
        parameters: {
        };
        get: operations["SignIn-callback"];
    };
    "/auth/login": {
        parameters: {
        };
        get: operations["SignIn-login"];
    };
    "/auth/logout": {
        parameters: {
        };
        post: operations["SignIn-logout"];
    };
    "/auth/openid-configuration": {
        parameters: {
        };
        get: operations["SignIn-discovery"];
    };
    "/auth/session": {
        parameters: {
        };
        get: operations["SignIn-session"];
    };
    "/health/dependencies/{name}": {
        parameters: {
        };
        get: operations["Health-dependency"];
    };
    "/health/live": {
        parameters: {
        };
        get: operations["Health-live"];
    };
    "/health/ready": {
        parameters: {
        };
        get: operations["Health-ready"];
    };
    "/metrics": {
        parameters: {
        };
        get: operations["Metrics-page"];
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AcceptIdentityDto: {
            match: "exact" | "weak";
            requestId: number;
            version?: number;
        };
        AccessGrantDto: {
            caseId: string;
            caseNumber: string;
            endedAt?: string;
            grantedAt: string;
            id: string;
            purpose: "supervision" | "audit" | "complaint" | "emergency-cover" | "correction";
            reason: string;
            until: string;
        };
        AccessGrantListDto: {
            items: components["schemas"]["AccessGrantDto"][];
        };
        ActingCourtDto: {
            code: string;
            name: string;
        };
        AddCaseMemberDto: {
            login: string;
            part: "registrar" | "approver";
        };
        AnswerObjectionDto: {
            answer: string;
            finding: "upheld" | "rejected";
        };
        ApplicantDto: {
            kind: "person" | "organisation";
            name: string;
        };
        ApprovalDto: {
            approver: string;
            caseId: string;
            decidedAt?: string;
            decidedBy?: string;
            expiresAt: string;
            id: string;
            inquiry?: components["schemas"]["ApprovedInquiryDto"];
            inquiryId?: string;
            kind: "inquiry" | "measure";
            measures?: components["schemas"]["ApprovedMeasuresDto"];
            reason?: string;
            requestedAt: string;
            requestedBy: string;
            rule: string;
            start?: "due" | "waiting-for-officer" | "held" | "started" | "skipped" | "refused";
            startRefused?: string;
            state: "waiting-for-approval" | "approved" | "rejected" | "withdrawn" | "expired";
            why: ("desk-inquiry" | "forced-inquiry" | "sensitive-sources" | "control-measure" | "requested")[];
        };
        ApprovalPageDto: {
            items: components["schemas"]["ApprovalDto"][];
            next?: string;
        };
        ApprovedInquiryDto: {
            actingCourt?: string;
            force?: boolean;
            includeOffline?: boolean;
            institutions?: string[];
            legalBasis?: "execution" | "execution-report-check" | "ended-case-requery" | "preservation";
            obligorIds?: string[];
            priority?: "urgent" | "filing" | "scheduled";
            purpose: string;
            sources?: ("deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund")[];
            transactions?: components["schemas"]["TransactionPeriodDto"];
        };
        ApprovedMeasuresDto: {
            batch?: components["schemas"]["BatchToApproveDto"];
            batchId?: string;
            orderIds?: number[];
            orders?: components["schemas"]["OrderToApproveDto"][];
        };
        ArrivalDto: {
            day: string;
            fen: number;
            reference: string;
        };
        AskedWithDto: {
            documents: components["schemas"]["RecordedDocumentDto"][];
            name: string;
            otherNames: string[];
        };
        AssetDto: {
            attributes?: {
                [key: string]: string;
            };
            available?: components["schemas"]["MoneyDto"];
            category?: string;
            closedOn?: string;
            dataAsOf?: string;
            heldAt?: string;
            holders?: components["schemas"]["AssetHolderDto"][];
            key?: components["schemas"]["AssetKeyDto"];
            name?: string;
            openedOn?: string;
            parentReference?: string;
            parts?: components["schemas"]["AssetPartDto"][];
            priorMeasures?: components["schemas"]["PriorMeasureDto"][];
            quantity?: components["schemas"]["QuantityDto"];
            reference: string;
            remarks?: string;
            rights?: components["schemas"]["ThirdPartyRightDto"][];
            source: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
            status?: string;
            transactions?: components["schemas"]["TransactionDto"][];
            value?: components["schemas"]["MoneyDto"];
            valueCertainty?: "exact" | "dated" | "nominal";
        };
        AssetHolderDto: {
            name: string;
            role?: string;
            share?: string;
        };
        AssetKeyDto: {
            scheme: "account" | "real-estate-unit" | "vehicle" | "security" | "equity" | "policy";
            value: string;
        };
        AssetListDto: {
            askedFrom?: string;
            askedTo?: string;
            byObligor: components["schemas"]["ObligorTotalsDto"][];
            bySource: components["schemas"]["SourceTotalsDto"][];
            caseId: string;
            caseNumber: string;
            complete: boolean;
            courtName: string;
            coverage: components["schemas"]["CoverageRowDto"][];
            digest: string;
            identities: components["schemas"]["ListedIdentityDto"][];
            inquiryIds: string[];
            items: components["schemas"]["ListedAssetDto"][];
            madeAt: string;
            missing: components["schemas"]["OpenQuestionDto"][];
            next?: string;
            obligors: components["schemas"]["ListedObligorDto"][];
            totals: components["schemas"]["AssetTotalsDto"];
        };
        AssetPartDto: {
            available?: components["schemas"]["MoneyDto"];
            balance?: components["schemas"]["MoneyDto"];
            category?: string;
            reference: string;
            remarks?: string;
        };
        AssetReportDto: {
            asOf: string;
            asOfFrom: "institution" | "answer";
            differs: components["schemas"]["DifferenceDto"][];
            evidence?: string;
            inquiryId: string;
            institution: components["schemas"]["InstitutionNameDto"];
            obligorId: string;
            reference: string;
            requestId: number;
            requestNumber: string;
            servedFrom?: components["schemas"]["ServedFromDto"];
            version: number;
        };
        AssetTotalsDto: {
            debts: number;
            nominal: number;
            notCounted: number;
            summed: number;
            sums: components["schemas"]["CurrencySumsDto"][];
            things: number;
            unknown: number;
        };
        AssignLeadDto: {
            owner: string;
            version?: number;
        };
        AssignOfflineBatchDto: {
            login: string;
        };
        AuditEventDto: {
            at: string;
            basis?: "participant" | "grant" | "court-system";
            caseId?: string;
            correlationId?: string;
            event: "case.registered" | "case.changed" | "obligor.added" | "obligor.changed" | "obligor.identity-accepted" | "case.read" | "case.searched" | "court.changed" | "officer.changed" | "officer.suspended" | "officer.reinstated" | "officer.registration-changed" | "officer.registration-task-changed" | "officer.registrations-exported" | "institution.added" | "institution.changed" | "institution.out-of-service" | "institution.in-service" | "inquiry.accepted" | "inquiry.keys-decided" | "inquiry.completed" | "inquiry.cancelled" | "inquiry.read" | "assets.read" | "assets.exported" | "evidence.read" | "evidence.exported" | "evidence.stalled" | "evidence.resumed" | "timing.read" | "exchange.login-refused" | "exchange.guessing-suspected" | "exchange.feedback-rejected" | "offline-batch.printed" | "offline-batch.sent" | "offline-batch.assigned" | "offline-batch.scan-added" | "offline-batch.closed" | "offline-batch.reminded" | "offline-batch.read" | "offline-task.read" | "offline-answer.entered" | "offline-answer.confirmed" | "offline-answer.rejected" | "bulk-inquiry.accepted" | "bulk-inquiry.finished" | "bulk-inquiry.read" | "access.granted" | "access.grant-ended" | "case.member-added" | "case.member-removed" | "access.refused" | "personal-data.unmasked" | "filing.received" | "filing.conflict" | "filing.waiting-for-officer" | "filing.officer-found" | "filing.inquiry-refused" | "filing.login-refused" | "policy.changed" | "requery.ordered" | "requery.missed" | "requery.skipped" | "restore.raised" | "restore.overdue" | "restore.decided" | "approval.requested" | "approval.decided" | "approval.withdrawn" | "approval.expired" | "control.order-changed" | "control.measure-changed" | "control.case-changed" | "lead.registered" | "lead.assigned" | "lead.checked" | "lead.linked" | "lead.told" | "lead.overdue" | "lead.left-open" | "lead.read" | "lead.letter-read" | "control.read" | "control.document-attached" | "control.document-read" | "control.account-changed" | "control.account-read" | "control.obligor-changed" | "control.objection-changed" | "control.batch-changed" | "control.letter-changed" | "control.reply-scanned" | "control.reply-entered" | "control.reply-confirmed" | "control.reply-rejected" | "control.policy-changed" | "control.living-standards-entered" | "control.task-settled" | "sign-in.succeeded" | "sign-in.refused" | "sign-in.ended" | "sign-in.revoked" | "sign-in.read" | "identity.disabled" | "identity.enabled" | "personal-data.erased" | "retention.deleted" | "keys.rotated" | "officer.read" | "supervision.raised" | "supervision.read" | "supervision.seen" | "supervision.settled" | "audit.read" | "person-report.read" | "person-report.exported" | "event.shown" | "event.replayed";
            grant?: components["schemas"]["GrantReasonDto"];
            grantId?: string;
            id: number;
            inquiryId?: string;
            institutionCode?: string;
            login: string;
            obligorIds?: string[];
            reason?: string;
            result: "success" | "failure";
        };
        AuditEventPageDto: {
            items: components["schemas"]["AuditEventDto"][];
            nextCursor?: string;
        };
        BankruptcyDto: {
            acceptedOn: string;
            court: string;
        };
        BatchToApproveDto: {
            operation: "renew" | "release";
            operationName: string;
            reason: string;
            total: number;
            until?: string;
        };
        BulkFaultDto: {
            allowed: string;
            column: string;
        };
        BulkInquiryDto: {
            acceptedAt: string;
            done: number;
            dryRun: boolean;
            finishedAt?: string;
            id: string;
            mediaType: string;
            requestedBy: string;
            rows: {
                accepted: number;
                refused: number;
                repeated: number;
                waiting: number;
            };
            sha256: string;
            state: "running" | "done";
            total: number;
        };
        BulkInquiryPageDto: {
            items: components["schemas"]["BulkInquiryDto"][];
            nextCursor?: string;
        };
        BulkRowDto: {
            caseNumber?: string;
            code?: string;
            faults?: components["schemas"]["BulkFaultDto"][];
            inquiryId?: string;
            row: number;
            sameAsRow?: number;
            state: "waiting" | "accepted" | "repeated" | "refused";
        };
        BulkRowPageDto: {
            items: components["schemas"]["BulkRowDto"][];
            nextCursor?: string;
        };
        CaseAccountDto: {
            accountName: string;
            accountNumber: string;
            accountType?: string;
            bankName: string;
            bankNumber: string;
            registeredAt: string;
            registeredBy: string;
            version: number;
        };
        CaseDto: {
            applicants: components["schemas"]["ApplicantDto"][];
            caseNumber: string;
            courtCode: string;
            courtName: string;
            createdAt: string;
            createdBy: string;
            filedOn: string;
            id: string;
            kind: "execution" | "preservation" | "restored";
            obligors: components["schemas"]["ObligorDto"][];
            officers: components["schemas"]["OfficerDto"][];
            owed: components["schemas"]["OwedDto"];
            state: "open" | "suspended" | "ended-without-assets" | "closed";
            updatedAt: string;
            version: number;
        };
        CaseMemberDto: {
            addedBy: string;
            login: string;
            part: "handling" | "second" | "registrar" | "approver";
            since: string;
        };
        CaseMemberListDto: {
            items: components["schemas"]["CaseMemberDto"][];
        };
        CasePageDto: {
            items: components["schemas"]["CaseSummaryDto"][];
            nextCursor?: string;
        };
        CaseSummaryDto: {
            caseNumber: string;
            courtCode: string;
            createdAt: string;
            createdBy: string;
            filedOn: string;
            id: string;
            kind: "execution" | "preservation" | "restored";
            owed: components["schemas"]["OwedDto"];
            state: "open" | "suspended" | "ended-without-assets" | "closed";
            updatedAt: string;
            version: number;
        };
        CertificateImagesDto: {
            dutyCertificate: string;
            type: "jpg" | "png";
            workCertificate: string;
        };
        ChangeAccessDto: {
            reason: string;
        };
        ChangeCaseDto: {
            applicants?: components["schemas"]["ApplicantDto"][];
            filedOn?: string;
            kind?: "execution" | "preservation" | "restored";
            officerIds?: string[];
            owed?: components["schemas"]["ChangeOwedDto"];
            version?: number;
        };
        ChangeCaseStateDto: {
            ruledOn?: string;
            state: "open" | "suspended" | "ended-without-assets" | "closed";
            version?: number;
        };
        ChangeInstitutionDto: {
            adapter?: string;
            answerDeadlineSeconds?: number;
            concurrency?: number;
            connectTimeoutMs?: number;
            contractVersion?: string;
            credentialsRef?: string | null;
            endpoint?: string | null;
            kind?: "bank" | "payment" | "insurer" | "securities" | "market-regulator" | "real-estate-registry" | "police" | "civil-affairs" | "tax" | "housing-fund" | "rural-land" | "maritime";
            name?: string;
            officerRegistration?: "required" | "not-required";
            ratePerSecond?: number | null;
            region?: string;
            responseTimeoutMs?: number;
            sources?: ("deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund")[];
            version?: number;
            workingHours?: components["schemas"]["WorkingHoursDto"] | null;
        };
        ChangeObligorDto: {
            documents?: components["schemas"]["IdentityDocumentDto"][];
            kind?: "person" | "organisation";
            name?: string;
            otherNames?: string[];
            version?: number;
        };
        ChangeOfficerDto: {
            dutyCertificate?: string;
            dutyValidFrom?: string | null;
            dutyValidUntil?: string | null;
            images?: components["schemas"]["CertificateImagesDto"];
            login?: string;
            name?: string;
            phone?: string;
            workCertificate?: string;
            workValidFrom?: string | null;
            workValidUntil?: string | null;
        };
        ChangeOwedDto: {
            executionFeeFen?: number;
            interestFen?: number;
            lateInterestFen?: number;
            paidFen?: number;
            principalFen?: number;
        };
        ChangeServiceDto: {
            reason: string;
            version?: number;
        };
        CheckLeadDto: {
            finding: "found" | "nothing-found" | "unverifiable" | "not-concrete";
            inquiryId?: string;
            missing?: ("thing" | "place" | "holder" | "grounds")[];
            orderIds?: number[];
            text: string;
            version?: number;
        };
        CloseOfflineBatchDto: {
            reason?: string;
        };
        ControlAnswerDto: {
            evidence?: string;
            outcome: components["schemas"]["ControlOutcomeDto"];
            receivedAt: string;
            version: number;
            via: "pull" | "push" | "file" | "status" | "offline" | "gateway";
        };
        ControlBatchDto: {
            acceptedAt: string;
            answered: number;
            approvalId?: string;
            approver: string;
            courtCode?: string;
            decided: number;
            finishedAt?: string;
            id: string;
            lines: {
                approved: number;
                drafted: number;
                refused: number;
                submitted: number;
                waiting: number;
                withdrawn: number;
            };
            operation: "renew" | "release";
            orders: {
                approved: number;
                disputed: number;
                done: number;
                drafted: number;
                "in-progress": number;
                "not-taken": number;
                refused: number;
                returned: number;
                sending: number;
                sent: number;
                submitted: number;
                unconfirmed: number;
                withdrawn: number;
            };
            prepared: number;
            reason: string;
            requestedBy: string;
            state: "preparing" | "waiting-for-approval" | "approving" | "done" | "withdrawing" | "withdrawn";
            stoppedBy?: string;
            stoppedWhy?: string;
            total: number;
            until?: string;
        };
        ControlBatchFilterDto: {
            courtCode?: string;
            expiringBefore: string;
        };
        ControlBatchLineDto: {
            caseId?: string;
            caseNumber?: string;
            code?: string;
            fen?: number;
            line: number;
            measureId: string;
            orderId?: number;
            orderState?: "drafted" | "submitted" | "returned" | "withdrawn" | "approved" | "sending" | "sent" | "in-progress" | "unconfirmed" | "done" | "refused" | "not-taken" | "disputed";
            rules?: components["schemas"]["ProblemRuleDto"][];
            state: "waiting" | "drafted" | "refused" | "submitted" | "approved" | "withdrawn";
        };
        ControlBatchLinePageDto: {
            items: components["schemas"]["ControlBatchLineDto"][];
            nextCursor?: string;
        };
        ControlBatchPageDto: {
            items: components["schemas"]["ControlBatchSummaryDto"][];
            nextCursor?: string;
        };
        ControlBatchSummaryDto: {
            acceptedAt: string;
            approvalId?: string;
            approver: string;
            courtCode?: string;
            decided: number;
            finishedAt?: string;
            id: string;
            lines: {
                approved: number;
                drafted: number;
                refused: number;
                submitted: number;
                waiting: number;
                withdrawn: number;
            };
            operation: "renew" | "release";
            prepared: number;
            reason: string;
            requestedBy: string;
            state: "preparing" | "waiting-for-approval" | "approving" | "done" | "withdrawing" | "withdrawn";
            stoppedBy?: string;
            stoppedWhy?: string;
            total: number;
            until?: string;
        };
        ControlDocumentDto: {
            at: string;
            by: string;
            bytes: number;
            href: string;
            kind: "ruling" | "notice" | "other";
            name: string;
            number: string;
            orderId: number;
            origin: "attached" | "generated";
            sealed: boolean;
            sha256: string;
            version: number;
        };
        ControlDocumentListDto: {
            items: components["schemas"]["ControlDocumentDto"][];
        };
        ControlEventDto: {
            actor: string;
            at: string;
            cause?: components["schemas"]["StepCauseDto"];
            event: string;
            from?: string;
            measureId?: string;
            orderId?: number;
            policy?: string;
            reason?: string;
            to?: string;
        };
        ControlExtentDto: {
            amount?: components["schemas"]["MoneyDto"];
            basisPoints?: number;
            by: "amount" | "account" | "quantity" | "ratio" | "whole";
            quantity?: components["schemas"]["QuantityDto"];
            worth?: components["schemas"]["MoneyDto"];
        };
        ControlLedgerDto: {
            arrivedFen: number;
            deductedFen: number;
            excessFen: number;
            held: components["schemas"]["HeldBySourceDto"][];
            heldFen: number;
            neededFen: number;
            owedFen: number;
            paidFen: number;
            roomFen: number;
            underWayFen: number;
            unfundedFen: number;
            waitingFen: number;
        };
        ControlLetterDto: {
            delivery?: components["schemas"]["DeliverControlLetterDto"];
            institutionCode: string;
            orderId: number;
            printedAt: string;
            printedBy: string;
            replies: components["schemas"]["ControlReplyDto"][];
            returnedReason?: string;
        };
        ControlOrderDto: {
            answerBy?: string;
            approvedBy?: string;
            approvedByRule?: string;
            approver?: string;
            askAt?: string;
            asked: number;
            batchId?: string;
            caseId: string;
            draftedBy: string;
            excessReason?: string;
            extent: components["schemas"]["ControlExtentDto"];
            foundInRequest?: number;
            foundInVersion?: number;
            from?: string;
            id: number;
            institutionCode: string;
            limitFen: number;
            measureId?: string;
            next: string[];
            obligorId: string;
            operation: "freeze" | "renew" | "wait" | "release" | "release-wait" | "deduct" | "withdraw-income" | "freeze-and-deduct" | "seal" | "renew-seal" | "wait-seal" | "release-seal" | "serve-transfer";
            outcome?: components["schemas"]["ControlOutcomeDto"];
            outcomeVersion: number;
            priority: "urgent" | "control" | "routine";
            reason: string;
            requestNumber: string;
            sentAt?: string;
            source: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
            state: "drafted" | "submitted" | "returned" | "withdrawn" | "approved" | "sending" | "sent" | "in-progress" | "unconfirmed" | "done" | "refused" | "not-taken" | "disputed";
            takesEffectBy?: string;
            target: components["schemas"]["ControlTargetDto"];
            until?: string;
            version: number;
        };
        ControlOrderLifeDto: {
            answerBy?: string;
            answers: components["schemas"]["ControlAnswerDto"][];
            approvedBy?: string;
            approvedByRule?: string;
            approver?: string;
            askAt?: string;
            asked: number;
            batchId?: string;
            caseId: string;
            documents: components["schemas"]["ControlDocumentDto"][];
            draftedBy: string;
            events: components["schemas"]["ControlEventDto"][];
            excessReason?: string;
            exchanges: string[];
            extent: components["schemas"]["ControlExtentDto"];
            foundInRequest?: number;
            foundInVersion?: number;
            from?: string;
            id: number;
            institutionCode: string;
            limitFen: number;
            measureId?: string;
            next: string[];
            obligorId: string;
            operation: "freeze" | "renew" | "wait" | "release" | "release-wait" | "deduct" | "withdraw-income" | "freeze-and-deduct" | "seal" | "renew-seal" | "wait-seal" | "release-seal" | "serve-transfer";
            outcome?: components["schemas"]["ControlOutcomeDto"];
            outcomeVersion: number;
            priority: "urgent" | "control" | "routine";
            reason: string;
            requestNumber: string;
            sentAt?: string;
            source: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
            state: "drafted" | "submitted" | "returned" | "withdrawn" | "approved" | "sending" | "sent" | "in-progress" | "unconfirmed" | "done" | "refused" | "not-taken" | "disputed";
            takesEffectBy?: string;
            target: components["schemas"]["ControlTargetDto"];
            until?: string;
            version: number;
        };
        ControlOrderListDto: {
            items: components["schemas"]["ControlOrderDto"][];
            toSign?: components["schemas"]["DraftToSignDto"][];
        };
        ControlOrderPageDto: {
            items: components["schemas"]["ControlOrderSummaryDto"][];
            nextCursor?: string;
        };
        ControlOrderSummaryDto: {
            caseId: string;
            caseNumber: string;
            createdAt: string;
            draftedBy: string;
            id: number;
            institutionCode: string;
            limitFen: number;
            operation: "freeze" | "renew" | "wait" | "release" | "release-wait" | "deduct" | "withdraw-income" | "freeze-and-deduct" | "seal" | "renew-seal" | "wait-seal" | "release-seal" | "serve-transfer";
            priority: "urgent" | "control" | "routine";
            requestNumber: string;
            source: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
            state: "drafted" | "submitted" | "returned" | "withdrawn" | "approved" | "sending" | "sent" | "in-progress" | "unconfirmed" | "done" | "refused" | "not-taken" | "disputed";
        };
        ControlOutcomeDto: {
            available?: components["schemas"]["MoneyDto"];
            balance?: components["schemas"]["MoneyDto"];
            contact?: string;
            effectiveAt?: string;
            from?: string;
            held?: components["schemas"]["MoneyDto"];
            heldQuantity?: components["schemas"]["QuantityDto"];
            institutionReference?: string;
            kind: "effective" | "waiting" | "in-progress" | "refused" | "defective" | "unavailable" | "not-supported" | "unconfirmed";
            limit?: components["schemas"]["MoneyDto"];
            position?: number;
            priorMeasures: components["schemas"]["PriorMeasureDto"][];
            reason?: string;
            reasonCode?: string;
            receipts: number;
            remarks?: string;
            rights: components["schemas"]["ThirdPartyRightDto"][];
            unfunded?: components["schemas"]["MoneyDto"];
            until?: string;
        };
        ControlPolicyContentDto: {
            answerWithinSeconds?: number;
            askAfterSeconds?: number;
            askAtMostSeconds?: number;
            releaseExcessByRule?: boolean;
            remindFromDays?: number;
            unconfirmedAlarmSeconds?: number;
        };
        ControlPolicyDto: {
            content: components["schemas"]["ControlPolicyContentDto"];
            courtCode: string;
            from?: string;
            settings: components["schemas"]["ControlPolicySettingDto"][];
            version: number;
        };
        ControlPolicyHistoryDto: {
            items: components["schemas"]["ControlPolicyVersionDto"][];
        };
        ControlPolicySettingDto: {
            courtCode?: string;
            law?: string;
            least?: number;
            most?: number;
            name: "releaseExcessByRule" | "askAfterSeconds" | "askAtMostSeconds" | "unconfirmedAlarmSeconds" | "answerWithinSeconds" | "remindFromDays";
            version?: number;
        };
        ControlPolicyVersionDto: {
            changedAt: string;
            changedBy: string;
            content: components["schemas"]["ControlPolicyContentDto"];
            courtCode: string;
            id: string;
            reason?: string;
            replacedAt?: string;
            version: number;
        };
        ControlProposalDto: {
            digest: string;
            leftOut: components["schemas"]["LeftOutDto"][];
            living: components["schemas"]["KeptForLivingDto"][];
            order: ("deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund")[];
            orders: components["schemas"]["ProposedOrderDto"][];
            overFen: number;
            roomFen: number;
            shortFen: number;
        };
        ControlReplyDto: {
            checkedBy?: string;
            enteredAt: string;
            enteredBy: string;
            number: number;
            outcome: components["schemas"]["ControlOutcomeDto"];
            rejectReason?: string;
            scan: string;
            scanSha256: string;
            state: "entered" | "confirmed" | "rejected";
            verdict?: "taken" | "repeated" | "conflict" | "kept";
        };
        ControlScanDto: {
            evidence: string;
            scan: number;
        };
        ControlTargetDto: {
            details: {
                [key: string]: string;
            };
            kind: "account" | "product" | "real-estate" | "vehicle" | "security" | "equity" | "policy";
            reference: string;
        };
        ControlTaskDto: {
            caseId: string;
            caseNumber: string;
            detail: string;
            dueOn?: string;
            id: number;
            kind: "unconfirmed" | "conflict" | "excess" | "expiring" | "preservation-notice" | "not-sent" | "lapsed" | "activated" | "refused-exempt" | "objection" | "first-court-idle" | "not-arrived" | "release-on-bankruptcy" | "notify-obligor" | "letter-unprinted" | "letter-undelivered" | "letter-unanswered";
            measureId?: string;
            orderId?: number;
            raisedAt: string;
            reason?: components["schemas"]["TaskReasonDto"];
            settledAt?: string;
            settledBy?: string;
            settlement?: string;
            state: "open" | "settled";
        };
        ControlTaskPageDto: {
            items: components["schemas"]["ControlTaskDto"][];
            nextCursor?: string;
        };
        CounterpartyDto: {
            account?: string;
            bank?: string;
            name?: string;
        };
        CourtDto: {
            code: string;
            name: string;
            paperForm?: string;
            parentCode?: string;
        };
        CourtPageDto: {
            items: components["schemas"]["CourtDto"][];
            nextCursor?: string;
        };
        CoverageRowDto: {
            answered: number;
            asked: number;
            connected: boolean;
            failed: number;
            found: number;
            nothing: number;
            offline?: boolean;
            refused: number;
            source: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
            waiting: number;
        };
        CreateInquiryDto: {
            actingCourt?: string;
            approver?: string;
            caseId: string;
            force?: boolean;
            includeOffline?: boolean;
            institutions?: string[];
            legalBasis?: "execution" | "execution-report-check" | "ended-case-requery" | "preservation";
            obligorIds?: string[];
            priority?: "urgent" | "filing" | "scheduled";
            purpose: string;
            sources?: ("deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund")[];
            transactions?: components["schemas"]["TransactionPeriodDto"];
        };
        CurrencySumsDto: {
            availableFen: number;
            currency: string;
            datedFen: number;
            exactFen: number;
            withAvailable: number;
        };
        DecideApprovalDto: {
            decision: "approve" | "reject";
            excessReason?: string;
            livingReason?: string;
            reason?: string;
        };
        DecideRestoreTaskDto: {
            decision: "restored" | "not-restored";
            reason?: string;
        };
        DefectiveDto: {
            defect: "unreadable" | "truncated" | "oversized" | "encoding" | "hostile" | "schema" | "contradictory" | "wrong-person" | "unsealed";
            detail: string;
            kind: "defective";
        };
        DeliverControlLetterDto: {
            deliveredBy: string;
            deliveredOn: string;
            reference?: string;
            way: "in-person" | "post" | "courier" | "fax" | "official-exchange";
        };
        DependencyHealthDto: {
            cause?: string;
            critical: boolean;
            ms: number;
            name: string;
            sentence?: string;
            state: "up" | "down";
        };
        DescriptionDto: {
            en: string;
            zh: string;
        };
        DifferenceDto: {
            field: string;
            said: string;
        };
        DraftControlOrdersDto: {
            orders: components["schemas"]["NewControlOrderDto"][];
        };
        DraftProposalDto: {
            assetIds?: string[];
            digest: string;
            reason: string;
        };
        DraftToSignDto: {
            orderId: number;
            rules: components["schemas"]["RuleToSignDto"][];
        };
        EncumbrancesDto: {
            rights: components["schemas"]["ThirdPartyRightDto"][];
            sums: components["schemas"]["MoneyDto"][];
            withoutAmount: number;
        };
        EndingRhythmDto: {
            atMost: number;
            everyMonths: number;
            forYears: number;
        };
        EnterControlReplyDto: {
            from?: string;
            heldFen?: number;
            heldQuantity?: components["schemas"]["TypedQuantityDto"];
            institutionReference?: string;
            kind: "effective" | "waiting" | "refused";
            limitFen?: number;
            position?: number;
            priorMeasures?: components["schemas"]["TypedPriorMeasureDto"][];
            reason?: string;
            rights?: components["schemas"]["TypedRightDto"][];
            scan: number;
            unfundedFen?: number;
            until?: string;
        };
        EnterLivingStandardsDto: {
            rows: components["schemas"]["NewLivingStandardDto"][];
        };
        EnterOfflineAnswerDto: {
            assets?: components["schemas"]["AssetDto"][];
            contact?: string;
            corrects?: number;
            identities?: components["schemas"]["IdentityRecordDto"][];
            kind: "found" | "nothing-found" | "refused" | "scanned";
            person: components["schemas"]["NamedPersonDto"];
            reason?: string;
            remarks?: string;
            scans?: number[];
        };
        EvidenceChainDto: {
            algorithm: "sm3" | "sha256";
            anchoredAt?: string;
            anchoredSequence?: number;
            chain: string;
            head: string;
            links: number;
        };
        EvidenceChainsDto: {
            chains: components["schemas"]["EvidenceChainDto"][];
            keyAlgorithm: "ed25519" | "sm2";
            keyId: string;
            lagMs: number;
            publicKey: string;
            sending: boolean;
        };
        ExchangeDto: {
            attempt: number;
            direction: "out" | "in";
            durationMs: number;
            endedAt: string;
            failure?: string;
            httpStatus?: number;
            id: number;
            institutionCode: string;
            operation: string;
            received?: components["schemas"]["RawBytesDto"];
            requestId?: number;
            sent?: components["schemas"]["RawBytesDto"];
            startedAt: string;
        };
        ExchangeTimingDto: {
            acceptedAt: string;
            committedAt?: string;
            receivedAt?: string;
            sentAt?: string;
            totalMs?: number;
            waitedMs: number;
        };
        ExpiringMeasureDto: {
            caseId: string;
            caseNumber: string;
            courtCode: string;
            daysLeft: number;
            heldFen: number;
            id: string;
            institutionCode: string;
            remindedDays?: number;
            source: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
            state: "effective" | "unfunded" | "waiting" | "released" | "deducted" | "lapsed";
            until: string;
        };
        ExpiringMeasurePageDto: {
            items: components["schemas"]["ExpiringMeasureDto"][];
            nextCursor?: string;
        };
        FileCaseDto: {
            caseNumber: string;
            cause?: string;
            courtCode?: string;
            filedOn: string;
            filingNumber: string;
            inquiryRequested?: boolean;
            kind?: "execution" | "preservation" | "restored";
            officers: components["schemas"]["FilingOfficerDto"][];
            owed: components["schemas"]["OwedPartsDto"];
            parties: components["schemas"]["FilingPartyDto"][];
        };
        FilingDto: {
            caseId: string;
            caseNumber: string;
            channel: "soap" | "rest" | "kafka";
            courtCode: string;
            exchangeId?: number;
            filedBy: string;
            filingNumber: string;
            id: string;
            inquiries: components["schemas"]["FilingInquiryDto"][];
            parties: components["schemas"]["FilingPartyResultDto"][];
            receivedAt: string;
            state: "accepted" | "waiting-for-officer" | "started" | "not-started" | "refused";
        };
        FilingInquiryDto: {
            inquiryId?: string;
            obligorIds: string[];
            reason?: string;
            state: "due" | "waiting-for-officer" | "held" | "started" | "skipped" | "refused";
        };
        FilingOfficerDto: {
            certificate?: string;
            id?: string;
            name?: string;
        };
        FilingPageDto: {
            items: components["schemas"]["FilingDto"][];
            nextCursor?: string;
        };
        FilingPartyDto: {
            documents: components["schemas"]["IdentityDocumentDto"][];
            kind: "person" | "organisation";
            name: string;
            number: string;
            otherNames?: string[];
            role: "obligor" | "applicant" | "third-party";
        };
        FilingPartyResultDto: {
            fields?: components["schemas"]["ProblemFieldDto"][];
            number: string;
            obligorId?: string;
            result: "asked" | "repeated" | "already-asked" | "not-an-obligor" | "conflict" | "invalid";
        };
        FoundCasesDto: {
            items: components["schemas"]["WorkCaseDto"][];
            more: boolean;
            needCounts: components["schemas"]["NeedCountDto"][];
            needs: components["schemas"]["NeedDto"][];
        };
        FoundDto: {
            assets: components["schemas"]["AssetDto"][];
            identities?: components["schemas"]["ShownIdentityRecordDto"][];
            kind: "found";
            remarks?: string;
        };
        FoundReferenceDto: {
            reference: string;
            requestId: number;
        };
        GiveReasonDto: {
            caseId?: string;
            caseNumber?: string;
            purpose: "supervision" | "audit" | "complaint" | "emergency-cover" | "correction";
            reason: string;
        };
        GrantReasonDto: {
            purpose: string;
            reason: string;
        };
        HandOverDto: {
            reason: string;
            toCaseId: string;
        };
        HeldBySourceDto: {
            heldFen: number;
            measures: number;
            source: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
        };
        HoursDto: {
            from: number;
            to: number;
        };
        IdentityDocumentDto: {
            number: string;
            type: "resident-id" | "household-book" | "chinese-passport" | "foreign-passport" | "hk-macao-permit" | "hk-macao-home-return-permit" | "taiwan-permit" | "soldier-card" | "officer-card" | "civil-cadre-card" | "retired-cadre-honour-card" | "officer-retirement-card" | "civil-cadre-retirement-card" | "armed-police-soldier-card" | "armed-police-officer-card" | "armed-police-civil-cadre-card" | "armed-police-retired-cadre-honour-card" | "armed-police-officer-retirement-card" | "armed-police-civil-cadre-retirement-card" | "organisation-code" | "unified-social-credit-code" | "foreigner-permanent-residence" | "hk-macao-taiwan-residence-permit" | "other";
        };
        IdentityKeysDto: {
            askBy: string;
            askedWith?: components["schemas"]["AskedWithDto"];
            corrections?: ("name" | "other-names" | "number" | "documents")[];
            decidedAt?: string;
            heldMs?: number;
            institution?: string;
            keys?: "case" | "corrected";
            obligorId: string;
            registerSays?: components["schemas"]["RegisterSaysDto"];
            requestId?: number;
            state: "waiting" | "decided";
            why?: "corrected" | "confirmed" | "contradictory" | "weak-match" | "not-registered" | "no-answer" | "not-waited" | "cancelled";
        };
        IdentityRecordDto: {
            address?: string;
            attributes?: {
                [key: string]: string;
            };
            birthDate?: string;
            documents?: components["schemas"]["RecordedDocumentDto"][];
            formerNames?: string[];
            match: "exact" | "weak";
            name: string;
            sex?: "male" | "female";
            source: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
            status?: "registered" | "moved" | "deceased" | "revoked" | "cancelled";
        };
        InquiryListDto: {
            items: components["schemas"]["InquirySummaryDto"][];
            next?: string;
        };
        InquiryResultDto: {
            acceptedAt: string;
            actingCourt?: components["schemas"]["ActingCourtDto"];
            answers: components["schemas"]["InstitutionAnswerDto"][];
            approvedBy?: string;
            caseId: string;
            caseNumber: string;
            complete: boolean;
            completedAt?: string;
            coverage: components["schemas"]["CoverageRowDto"][];
            documentNumber: string;
            elapsedMs: number;
            id: string;
            identity: components["schemas"]["IdentityKeysDto"][];
            legalBasis?: "execution" | "execution-report-check" | "ended-case-requery" | "preservation";
            missing: components["schemas"]["MissingAnswerDto"][];
            purpose: string;
            state: "open" | "complete" | "cancelled";
            totals: components["schemas"]["InquiryTotalsDto"];
            version: number;
            warnings: components["schemas"]["InquiryWarningDto"][];
        };
        InquirySummaryDto: {
            acceptedAt: string;
            answered: number;
            approvedBy?: string;
            completedAt?: string;
            id: string;
            legalBasis?: "execution" | "execution-report-check" | "ended-case-requery" | "preservation";
            purpose: string;
            requestedBy: string;
            sources: ("deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund")[];
            state: "open" | "complete" | "cancelled";
            total: number;
        };
        InquiryTotalsDto: {
            answered: number;
            asked: number;
            byOutcome: {
                defective: number;
                found: number;
                "not-supported": number;
                "nothing-found": number;
                refused: number;
                unavailable: number;
                unconfirmed: number;
            };
            waiting: number;
        };
        InquiryWarningDto: {
            institution: string;
            kind: "deceased" | "cancelled";
            match: "exact" | "weak";
            obligorId: string;
            requestId: number;
            since?: string;
        };
        InstitutionAnswerDto: {
            answerBy: string;
            evidence?: string;
            institution: components["schemas"]["InstitutionNameDto"];
            keys?: "case" | "corrected";
            obligorId: string;
            outcome?: components["schemas"]["FoundDto"] | components["schemas"]["NothingFoundDto"] | components["schemas"]["RefusedDto"] | components["schemas"]["DefectiveDto"] | components["schemas"]["UnavailableDto"] | components["schemas"]["NotSupportedDto"] | components["schemas"]["UnconfirmedDto"];
            requestId: number;
            requestNumber: string;
            servedFrom?: components["schemas"]["ServedFromDto"];
            sources: ("deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund")[];
            state: "waiting" | "answered" | "not-answered";
            timing: components["schemas"]["ExchangeTimingDto"];
            version?: number;
            way?: "offline";
        };
        InstitutionDto: {
            adapter: string;
            answerDeadlineSeconds: number;
            code: string;
            concurrency: number;
            connectTimeoutMs: number;
            contractVersion: string;
            createdAt: string;
            credentialsRef?: string;
            endpoint?: string;
            kind: "bank" | "payment" | "insurer" | "securities" | "market-regulator" | "real-estate-registry" | "police" | "civil-affairs" | "tax" | "housing-fund" | "rural-land" | "maritime";
            name: string;
            officerRegistration?: "required" | "not-required";
            ratePerSecond?: number;
            region: string;
            responseTimeoutMs: number;
            sources: ("deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund")[];
            state: "in-service" | "out-of-service";
            stateAt?: string;
            stateBy?: string;
            stateReason?: string;
            updatedAt: string;
            version: number;
            workingHours?: components["schemas"]["WorkingHoursDto"];
        };
        InstitutionHealthDto: {
            answered: number;
            asked: number;
            breaker?: "closed" | "half-open" | "open";
            code: string;
            failed: number;
            inTime: number;
            medianMs?: number;
            oldestWaitingMs?: number;
            p95Ms?: number;
            waiting: number;
        };
        InstitutionHealthPageDto: {
            items: components["schemas"]["InstitutionHealthDto"][];
            nextCursor?: string;
        };
        InstitutionNameDto: {
            code: string;
            kind: string;
            name: string;
        };
        InstitutionPageDto: {
            items: components["schemas"]["InstitutionDto"][];
            nextCursor?: string;
        };
        KeptForLivingDto: {
            basis?: string;
            keptFen: number;
            obligorId: string;
            reserveFen: number;
        };
        LeadDto: {
            calendarVersion?: string;
            caseId: string;
            channel: "in-person" | "letter" | "online" | "phone";
            contact?: string;
            description: string;
            dueByDays?: string;
            dueByWorkingDays?: string;
            dueOn?: string;
            givenAs: "applicant" | "other-party" | "third-person";
            giver: string;
            id: string;
            inquiryIds: string[];
            institution?: string;
            missing: ("thing" | "place" | "holder" | "grounds")[];
            notice?: components["schemas"]["LeadNoticeDto"];
            noticeDueOn?: string;
            noticeOverdue: boolean;
            obligorId?: string;
            orderIds: number[];
            outcome?: components["schemas"]["LeadOutcomeDto"];
            overdue: boolean;
            owner?: string;
            place?: string;
            property: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "payment" | "housing-fund" | "tax" | "other";
            receivedOn: string;
            registeredAt: string;
            registeredBy: string;
            restoreTaskId?: string;
            state: "open" | "found" | "nothing-found" | "unverifiable" | "not-concrete";
            urgent: boolean;
            urgentReason?: string;
            version: number;
        };
        LeadLineDto: {
            caseId: string;
            caseNumber: string;
            checkedOn?: string;
            courtCode: string;
            dueOn?: string;
            id: string;
            late: boolean;
            noticeDueOn?: string;
            overdue: boolean;
            owner?: string;
            property: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "payment" | "housing-fund" | "tax" | "other";
            receivedOn: string;
            state: "open" | "found" | "nothing-found" | "unverifiable" | "not-concrete";
            toldOn?: string;
            urgent: boolean;
        };
        LeadLinePageDto: {
            items: components["schemas"]["LeadLineDto"][];
            nextCursor?: string;
        };
        LeadNoticeDto: {
            at: string;
            by: string;
            late: boolean;
            on: string;
            reference?: string;
            text: string;
            way: "handed-over" | "post" | "online" | "oral";
        };
        LeadOutcomeDto: {
            at: string;
            by: string;
            finding: "found" | "nothing-found" | "unverifiable" | "not-concrete";
            late: boolean;
            text: string;
        };
        LeadPageDto: {
            items: components["schemas"]["LeadDto"][];
            nextCursor?: string;
        };
        LeadStepDto: {
            actor: string;
            at: string;
            detail?: string;
            event: "registered" | "assigned" | "checked" | "linked" | "told" | "overdue" | "case-ended";
        };
        LeadWithHistoryDto: {
            calendarVersion?: string;
            caseId: string;
            channel: "in-person" | "letter" | "online" | "phone";
            contact?: string;
            description: string;
            dueByDays?: string;
            dueByWorkingDays?: string;
            dueOn?: string;
            givenAs: "applicant" | "other-party" | "third-person";
            giver: string;
            history: components["schemas"]["LeadStepDto"][];
            id: string;
            inquiryIds: string[];
            institution?: string;
            missing: ("thing" | "place" | "holder" | "grounds")[];
            notice?: components["schemas"]["LeadNoticeDto"];
            noticeDueOn?: string;
            noticeOverdue: boolean;
            obligorId?: string;
            orderIds: number[];
            outcome?: components["schemas"]["LeadOutcomeDto"];
            overdue: boolean;
            owner?: string;
            place?: string;
            property: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "payment" | "housing-fund" | "tax" | "other";
            receivedOn: string;
            registeredAt: string;
            registeredBy: string;
            restoreTaskId?: string;
            state: "open" | "found" | "nothing-found" | "unverifiable" | "not-concrete";
            urgent: boolean;
            urgentReason?: string;
            version: number;
        };
        LeftOutDto: {
            assetId?: string;
            institution: components["schemas"]["InstitutionNameDto"];
            obligorId: string;
            reference: string;
            requestId: number;
            rule?: components["schemas"]["ProblemRuleDto"];
            source: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
            why: "exempt" | "weak-match" | "controlled" | "no-measure" | "unvalued" | "bankrupt" | "not-offered";
        };
        LegalBasisDto: {
            articles: string[];
            asOf: string;
            causes: ("desk" | "filing" | "requery")[];
            code: "execution" | "execution-report-check" | "ended-case-requery" | "preservation";
            kinds: ("execution" | "preservation" | "restored")[];
            nameZh: string;
        };
        LegalBasisListDto: {
            items: components["schemas"]["LegalBasisDto"][];
        };
        LetterLineDto: {
            caseId: string;
            caseNumber: string;
            draftedBy: string;
            dueOn?: string;
            institutionCode: string;
            limitFen: number;
            operation: "freeze" | "renew" | "wait" | "release" | "release-wait" | "deduct" | "withdraw-income" | "freeze-and-deduct" | "seal" | "renew-seal" | "wait-seal" | "release-seal" | "serve-transfer";
            orderId: number;
            orderState: "drafted" | "submitted" | "returned" | "withdrawn" | "approved" | "sending" | "sent" | "in-progress" | "unconfirmed" | "done" | "refused" | "not-taken" | "disputed";
            overdue: boolean;
            priority: "urgent" | "control" | "routine";
            replyWaits: boolean;
            requestNumber: string;
            since: string;
            source: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
            state: "to-print" | "printed" | "delivered" | "answered" | "returned";
        };
        LetterPageDto: {
            items: components["schemas"]["LetterLineDto"][];
            nextCursor?: string;
        };
        LinkedRightDto: {
            links: components["schemas"]["LinkedSealDto"][];
            right: components["schemas"]["RegisteredRightDto"];
        };
        LinkedSealDto: {
            basis: string;
            effect: "same-filing" | "own-filing" | "excepted";
            right: components["schemas"]["RegisteredRightDto"];
        };
        LinkedSealListDto: {
            items: components["schemas"]["LinkedRightDto"][];
        };
        LinkLeadDto: {
            inquiryId?: string;
            orderIds?: number[];
            version?: number;
        };
        ListedAssetDto: {
            asOf: string;
            attributes?: {
                [key: string]: string;
            };
            available?: components["schemas"]["MoneyDto"];
            certainty: "exact" | "dated" | "nominal" | "unknown";
            closedOn?: string;
            contradictory: string[];
            description: components["schemas"]["DescriptionDto"];
            encumbrances: components["schemas"]["EncumbrancesDto"];
            heldAt?: string;
            holders: components["schemas"]["AssetHolderDto"][];
            id: string;
            notCounted?: "contradictory" | "possibly-repeated" | "holder-differs";
            obligorIds: string[];
            openedOn?: string;
            parentReference?: string;
            parts: components["schemas"]["AssetPartDto"][];
            priorMeasures: components["schemas"]["StandingMeasureDto"][];
            quantity?: components["schemas"]["QuantityDto"];
            rank: number;
            reference: string;
            remarks?: string;
            reports: components["schemas"]["AssetReportDto"][];
            share?: string;
            source: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
            status?: string;
            transactions: number;
            value?: components["schemas"]["MoneyDto"];
        };
        ListedIdentityDto: {
            answeredAt: string;
            evidence?: string;
            institution: components["schemas"]["InstitutionNameDto"];
            obligorId: string;
            record: components["schemas"]["ShownIdentityRecordDto"];
            requestNumber: string;
        };
        ListedObligorDto: {
            id: string;
            kind: "person" | "organisation";
            name: string;
        };
        LivenessDto: {
            state: "up";
            upSeconds: number;
        };
        LivingReserveDto: {
            fen?: number;
            months?: number;
            people?: number;
            reason: string;
            region?: string;
        };
        LivingStandardDto: {
            corrected: boolean;
            document: string;
            enteredAt: string;
            enteredBy: string;
            fenPerMonth: number;
            from: string;
            number: string;
            region: string;
            until?: string;
        };
        LivingStandardPageDto: {
            items: components["schemas"]["LivingStandardDto"][];
            nextCursor?: string;
        };
        LivingStandardsEnteredDto: {
            entered: number;
        };
        MeasureDto: {
            beganForCase: string;
            beganWithNumber: string;
            beganWithOrder: number;
            caseId: string;
            divisible: boolean;
            effectiveAt?: string;
            excessReason?: string;
            from?: string;
            heldFen: number;
            heldQuantity?: components["schemas"]["QuantityDto"];
            id: string;
            institutionCode: string;
            institutionReference?: string;
            limitFen: number;
            obligorId: string;
            position?: number;
            source: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
            state: "effective" | "unfunded" | "waiting" | "released" | "deducted" | "lapsed";
            target: components["schemas"]["ControlTargetDto"];
            underObjection: boolean;
            until?: string;
            version: number;
        };
        MeasureListDto: {
            items: components["schemas"]["MeasureDto"][];
        };
        MissingAnswerDto: {
            institution: components["schemas"]["InstitutionNameDto"];
            obligorId: string;
            state: "waiting" | "found" | "nothing-found" | "refused" | "defective" | "unavailable" | "not-supported" | "unconfirmed";
            why: string;
        };
        MoneyDto: {
            currency: string;
            fen: number;
        };
        NamedPersonDto: {
            documentNumber: string;
            name: string;
        };
        NeedCountDto: {
            count: number;
            kind: "approvals" | "excess" | "unconfirmed" | "expiring" | "objections" | "restore" | "leads" | "clocks" | "answers" | "drafts" | "others";
        };
        NeedDto: {
            answered?: number;
            askedBy?: string;
            caseId: string;
            caseNumber: string;
            daysLeft?: number;
            dueOn?: string;
            found?: number;
            institutionCode?: string;
            key: string;
            kind: "approvals" | "excess" | "unconfirmed" | "expiring" | "objections" | "restore" | "leads" | "clocks" | "answers" | "drafts" | "others";
            lead?: "check" | "tell";
            orders?: number;
            owner?: string;
            raisedAt: string;
            returned?: number;
            task?: "unconfirmed" | "conflict" | "excess" | "expiring" | "preservation-notice" | "not-sent" | "lapsed" | "activated" | "refused-exempt" | "objection" | "first-court-idle" | "not-arrived" | "release-on-bankruptcy" | "notify-obligor" | "letter-unprinted" | "letter-undelivered" | "letter-unanswered";
            total?: number;
            urgent?: boolean;
        };
        NeedsPageDto: {
            counts: components["schemas"]["NeedCountDto"][];
            items: components["schemas"]["NeedDto"][];
            nextCursor?: string;
        };
        NewControlBatchDto: {
            approver: string;
            filter?: components["schemas"]["ControlBatchFilterDto"];
            measureIds?: string[];
            measures?: components["schemas"]["PartialReleaseDto"][];
            operation: "renew" | "release";
            reason: string;
            until?: string;
        };
        NewControlOrderDto: {
            assetId?: string;
            convertCurrency?: boolean;
            extent?: components["schemas"]["NewExtentDto"];
            found?: components["schemas"]["FoundReferenceDto"];
            from?: string;
            institutionCode?: string;
            measureId?: string;
            operation: "freeze" | "renew" | "wait" | "release" | "release-wait" | "deduct" | "withdraw-income" | "freeze-and-deduct" | "seal" | "renew-seal" | "wait-seal" | "release-seal" | "serve-transfer";
            priority?: "urgent" | "control" | "routine";
            reason: string;
            transferTo?: components["schemas"]["TransferPartyDto"][];
            until?: string;
            worthFen?: number;
        };
        NewExtentDto: {
            basisPoints?: number;
            by: "amount" | "account" | "quantity" | "ratio" | "whole";
            fen?: number;
            quantity?: string;
        };
        NewLeadDto: {
            channel: "in-person" | "letter" | "online" | "phone";
            contact?: string;
            description: string;
            givenAs: "applicant" | "other-party" | "third-person";
            giver: string;
            institution?: string;
            missing?: ("thing" | "place" | "holder" | "grounds")[];
            obligorId?: string;
            owner?: string;
            place?: string;
            property: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "payment" | "housing-fund" | "tax" | "other";
            receivedOn: string;
            urgent?: boolean;
            urgentReason?: string;
        };
        NewLivingStandardDto: {
            document: string;
            fenPerMonth: number;
            from: string;
            number: string;
            region: string;
            until?: string;
        };
        NewObjectionDto: {
            exemptFund?: string;
            grounds: string;
            letterNumber?: string;
            receivedOn: string;
        };
        NewObligorDto: {
            documents: components["schemas"]["IdentityDocumentDto"][];
            kind: "person" | "organisation";
            name: string;
            otherNames?: string[];
        };
        NothingFoundDto: {
            kind: "nothing-found";
            remarks?: string;
        };
        NotSupportedDto: {
            detail: string;
            kind: "not-supported";
        };
        ObjectionDto: {
            answer?: string;
            answerBy: string;
            answeredAt?: string;
            answeredBy?: string;
            caseId: string;
            enteredBy: string;
            exemptFund?: string;
            grounds: string;
            id: string;
            letterNumber?: string;
            measureId: string;
            receivedOn: string;
            state: "open" | "upheld" | "rejected";
        };
        ObjectionListDto: {
            items: components["schemas"]["ObjectionDto"][];
        };
        ObligorDto: {
            createdAt: string;
            documents: components["schemas"]["IdentityDocumentDto"][];
            id: string;
            kind: "person" | "organisation";
            name: string;
            otherNames: string[];
            removedAt?: string;
            version: number;
        };
        ObligorFactsDto: {
            bankruptcyAcceptedOn?: string;
            bankruptcyCourt?: string;
            livingBasis?: string;
            livingReserveFen: number;
            obligorId: string;
        };
        ObligorTotalsDto: {
            debts: number;
            nominal: number;
            notCounted: number;
            obligorId: string;
            summed: number;
            sums: components["schemas"]["CurrencySumsDto"][];
            things: number;
            unknown: number;
        };
        OfficerDto: {
            courtCode: string;
            dutyCertificate: string;
            dutyValidFrom?: string;
            dutyValidUntil?: string;
            id: string;
            login?: string;
            name: string;
            phone: string;
            suspended?: components["schemas"]["SuspensionDto"];
            workCertificate: string;
            workValidFrom?: string;
            workValidUntil?: string;
        };
        OfficerPageDto: {
            items: components["schemas"]["OfficerDto"][];
            nextCursor?: string;
        };
        OfflineAnswerDto: {
            checkedAt?: string;
            checkedBy?: string;
            corrects?: number;
            enteredAt: string;
            enteredBy: string;
            number: number;
            outcome: components["schemas"]["FoundDto"] | components["schemas"]["NothingFoundDto"] | components["schemas"]["RefusedDto"] | components["schemas"]["DefectiveDto"] | components["schemas"]["UnavailableDto"] | components["schemas"]["NotSupportedDto"] | components["schemas"]["UnconfirmedDto"];
            outcomeVersion?: number;
            rejectReason?: string;
            scans: number[];
            state: "entered" | "confirmed" | "rejected";
        };
        OfflineBatchDetailDto: {
            answerBy?: string;
            answered: number;
            assignedTo?: string;
            closedAt?: string;
            closeReason?: string;
            courtCode: string;
            id: string;
            institutionCode: string;
            institutionName: string;
            number: string;
            openedAt: string;
            printedAt?: string;
            printedBy?: string;
            region: string;
            remindedAt?: string;
            scans: components["schemas"]["OfflineScanDto"][];
            sentAt?: string;
            sentBy?: string;
            sentReference?: string;
            sentWay?: "in-person" | "post" | "courier" | "fax" | "official-exchange";
            state: "open" | "printed" | "sent" | "answered" | "overdue" | "closed";
            tasks: number;
            version: number;
        };
        OfflineBatchDto: {
            answerBy?: string;
            answered: number;
            assignedTo?: string;
            closedAt?: string;
            closeReason?: string;
            courtCode: string;
            id: string;
            institutionCode: string;
            institutionName: string;
            number: string;
            openedAt: string;
            printedAt?: string;
            printedBy?: string;
            region: string;
            remindedAt?: string;
            sentAt?: string;
            sentBy?: string;
            sentReference?: string;
            sentWay?: "in-person" | "post" | "courier" | "fax" | "official-exchange";
            state: "open" | "printed" | "sent" | "answered" | "overdue" | "closed";
            tasks: number;
            version: number;
        };
        OfflineBatchPageDto: {
            items: components["schemas"]["OfflineBatchDto"][];
            nextCursor?: string;
        };
        OfflineScanDto: {
            exchangeId: number;
            href: string;
            mediaType: string;
            requestId?: number;
        };
        OfflineTaskDetailDto: {
            acceptedAt: string;
            answerBy: string;
            answers: components["schemas"]["OfflineAnswerDto"][];
            batchId?: string;
            caseId: string;
            courtCode: string;
            inquiryId: string;
            institutionCode: string;
            obligorId: string;
            place?: number;
            region: string;
            requestId: number;
            requestNumber: string;
            sources: ("deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund")[];
            state: "open" | "printed" | "sent" | "to-confirm" | "answered" | "overdue" | "withdrawn";
        };
        OfflineTaskDto: {
            acceptedAt: string;
            answerBy: string;
            batchId?: string;
            caseId: string;
            courtCode: string;
            inquiryId: string;
            institutionCode: string;
            obligorId: string;
            place?: number;
            region: string;
            requestId: number;
            requestNumber: string;
            sources: ("deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund")[];
            state: "open" | "printed" | "sent" | "to-confirm" | "answered" | "overdue" | "withdrawn";
        };
        OfflineTaskPageDto: {
            items: components["schemas"]["OfflineTaskDto"][];
            nextCursor?: string;
        };
        OpenQuestionDto: {
            cause: "not-sent" | "asked" | "weak-match" | "nothing-found" | "refused" | "not-supported" | "unconfirmed" | "connect-failed" | "timeout" | "server-error" | "rate-limited" | "bad-credentials" | "breaker-open" | "deadline-passed" | "out-of-service" | "cancelled" | "officer-not-registered" | "officer-not-valid" | "unreadable" | "truncated" | "oversized" | "encoding" | "hostile" | "schema" | "contradictory" | "wrong-person" | "unsealed";
            institution: components["schemas"]["InstitutionNameDto"];
            obligorId: string;
            said?: string;
            shownFrom?: string;
            sources: ("deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund")[];
            state: "waiting" | "found" | "nothing-found" | "refused" | "defective" | "unavailable" | "not-supported" | "unconfirmed";
            why: string;
        };
        OpenRhythmDto: {
            atMost: number;
            everyDays: number;
        };
        OrderedObligorDto: {
            id: string;
            kind: "person" | "organisation";
            name: string;
        };
        OrderToApproveDto: {
            excessReason?: string;
            extent: components["schemas"]["ControlExtentDto"];
            from?: string;
            institutionCode: string;
            institutionName?: string;
            limitFen: number;
            livingReason?: string;
            measureId?: string;
            nature?: string;
            obligor: components["schemas"]["OrderedObligorDto"];
            operation: "freeze" | "renew" | "wait" | "release" | "release-wait" | "deduct" | "withdraw-income" | "freeze-and-deduct" | "seal" | "renew-seal" | "wait-seal" | "release-seal" | "serve-transfer";
            operationName: string;
            orderId: number;
            priority: "urgent" | "control" | "routine";
            reason: string;
            rules: components["schemas"]["RuleToSignDto"][];
            source: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
            state: "drafted" | "submitted" | "returned" | "withdrawn" | "approved" | "sending" | "sent" | "in-progress" | "unconfirmed" | "done" | "refused" | "not-taken" | "disputed";
            target: components["schemas"]["ControlTargetDto"];
            until?: string;
        };
        OwedDto: {
            executionFeeFen: number;
            interestFen: number;
            lateInterestFen: number;
            outstandingFen: number;
            paidFen: number;
            principalFen: number;
            totalFen: number;
        };
        OwedPartsDto: {
            executionFeeFen: number;
            interestFen: number;
            lateInterestFen: number;
            paidFen: number;
            principalFen: number;
        };
        PartialReleaseDto: {
            fen?: number;
            measureId: string;
        };
        PersonAskedDto: {
            askedAt: string;
            askedBy: string;
            automatic?: "filing" | "requery";
            caseId: string;
            found: number;
            inquiryId: string;
            institutions: number;
            nothingFound: number;
            other: number;
            purpose: string;
        };
        PersonEntryDto: {
            caseId: string;
            caseNumber: string;
            courtCode: string;
            courtName: string;
            obligorId: string;
            removedAt?: string;
            since: string;
        };
        PersonLookDto: {
            at: string;
            basis?: "participant" | "grant" | "court-system";
            caseId: string;
            deed: "looked" | "asked" | "changed";
            event: "case.registered" | "case.changed" | "obligor.added" | "obligor.changed" | "obligor.identity-accepted" | "case.read" | "case.searched" | "court.changed" | "officer.changed" | "officer.suspended" | "officer.reinstated" | "officer.registration-changed" | "officer.registration-task-changed" | "officer.registrations-exported" | "institution.added" | "institution.changed" | "institution.out-of-service" | "institution.in-service" | "inquiry.accepted" | "inquiry.keys-decided" | "inquiry.completed" | "inquiry.cancelled" | "inquiry.read" | "assets.read" | "assets.exported" | "evidence.read" | "evidence.exported" | "evidence.stalled" | "evidence.resumed" | "timing.read" | "exchange.login-refused" | "exchange.guessing-suspected" | "exchange.feedback-rejected" | "offline-batch.printed" | "offline-batch.sent" | "offline-batch.assigned" | "offline-batch.scan-added" | "offline-batch.closed" | "offline-batch.reminded" | "offline-batch.read" | "offline-task.read" | "offline-answer.entered" | "offline-answer.confirmed" | "offline-answer.rejected" | "bulk-inquiry.accepted" | "bulk-inquiry.finished" | "bulk-inquiry.read" | "access.granted" | "access.grant-ended" | "case.member-added" | "case.member-removed" | "access.refused" | "personal-data.unmasked" | "filing.received" | "filing.conflict" | "filing.waiting-for-officer" | "filing.officer-found" | "filing.inquiry-refused" | "filing.login-refused" | "policy.changed" | "requery.ordered" | "requery.missed" | "requery.skipped" | "restore.raised" | "restore.overdue" | "restore.decided" | "approval.requested" | "approval.decided" | "approval.withdrawn" | "approval.expired" | "control.order-changed" | "control.measure-changed" | "control.case-changed" | "lead.registered" | "lead.assigned" | "lead.checked" | "lead.linked" | "lead.told" | "lead.overdue" | "lead.left-open" | "lead.read" | "lead.letter-read" | "control.read" | "control.document-attached" | "control.document-read" | "control.account-changed" | "control.account-read" | "control.obligor-changed" | "control.objection-changed" | "control.batch-changed" | "control.letter-changed" | "control.reply-scanned" | "control.reply-entered" | "control.reply-confirmed" | "control.reply-rejected" | "control.policy-changed" | "control.living-standards-entered" | "control.task-settled" | "sign-in.succeeded" | "sign-in.refused" | "sign-in.ended" | "sign-in.revoked" | "sign-in.read" | "identity.disabled" | "identity.enabled" | "personal-data.erased" | "retention.deleted" | "keys.rotated" | "officer.read" | "supervision.raised" | "supervision.read" | "supervision.seen" | "supervision.settled" | "audit.read" | "person-report.read" | "person-report.exported" | "event.shown" | "event.replayed";
            grant?: components["schemas"]["GrantReasonDto"];
            id: number;
            inquiryId?: string;
            login: string;
        };
        PersonReportDto: {
            asked: components["schemas"]["PersonAskedDto"][];
            entries: components["schemas"]["PersonEntryDto"][];
            looks: components["schemas"]["PersonLookDto"][];
            madeAt: string;
            nextCursor?: string;
        };
        PersonReportQueryDto: {
            cursor?: string;
            documentNumber: string;
            documentType: "resident-id" | "household-book" | "chinese-passport" | "foreign-passport" | "hk-macao-permit" | "hk-macao-home-return-permit" | "taiwan-permit" | "soldier-card" | "officer-card" | "civil-cadre-card" | "retired-cadre-honour-card" | "officer-retirement-card" | "civil-cadre-retirement-card" | "armed-police-soldier-card" | "armed-police-officer-card" | "armed-police-civil-cadre-card" | "armed-police-retired-cadre-honour-card" | "armed-police-officer-retirement-card" | "armed-police-civil-cadre-retirement-card" | "organisation-code" | "unified-social-credit-code" | "foreigner-permanent-residence" | "hk-macao-taiwan-residence-permit" | "other";
            from?: string;
            limit?: number;
            reason: string;
            to?: string;
        };
        PolicyContentDto: {
            deskInquiry?: "standing" | "named";
            forcedInquiry?: "standing" | "named";
            freshnessSeconds?: number | null;
            obligorStatuses?: string[];
            requeryEnded?: components["schemas"]["EndingRhythmDto"] | null;
            requeryHours?: components["schemas"]["HoursDto"];
            requeryOpen?: components["schemas"]["OpenRhythmDto"] | null;
            secondOfficerId?: string | null;
            sensitiveSources?: "standing" | "named";
            sources?: ("deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund")[] | null;
            startAtFiling?: "always" | "on-request" | "never";
            urgent?: components["schemas"]["UrgencyDto"];
        };
        PolicyDto: {
            caseKind?: "execution" | "preservation" | "restored";
            changedAt: string;
            changedBy: string;
            content: components["schemas"]["PolicyContentDto"];
            courtCode?: string;
            id: string;
            replacedAt?: string;
            version: number;
        };
        PolicyInForceDto: {
            caseKind: "execution" | "preservation" | "restored";
            content: components["schemas"]["PolicyContentDto"];
            courtCode: string;
        };
        PolicyListDto: {
            items: components["schemas"]["PolicyDto"][];
        };
        PrincipalDto: {
            courtCode?: string;
            displayName: string;
            kind: "person" | "system";
            login: string;
            roles: ("officer" | "approver" | "supervisor" | "auditor" | "operator" | "integration")[];
        };
        PriorMeasureDto: {
            amount?: components["schemas"]["MoneyDto"];
            authority: string;
            documentNumber?: string;
            effectiveAt?: string;
            endsOn?: string;
            publicationNumber?: string;
            remarks?: string;
            sequence: number;
            startsOn?: string;
        };
        ProblemDto: {
            code: "request-invalid" | "json-malformed" | "parameter-invalid" | "body-too-large" | "media-type-unsupported" | "route-unknown" | "idempotency-key-reused" | "cursor-invalid" | "table-unreadable" | "scan-unreadable" | "token-missing" | "token-invalid" | "role-missing" | "signature-invalid" | "second-person-needed" | "too-many-attempts" | "origin-refused" | "sign-in-refused" | "officer-not-valid" | "legal-basis-not-fitting" | "approval-needed" | "approval-unknown" | "approval-decided" | "approver-unacceptable" | "approval-not-yours" | "registration-task-unknown" | "reason-needed" | "part-missing" | "shared-message" | "court-beyond-reach" | "grant-unknown" | "member-unknown" | "own-notice" | "too-many-calls" | "personal-data-masked" | "case-unknown" | "case-exists" | "case-not-open" | "obligor-unknown" | "obligor-duplicate" | "officer-unknown" | "institution-unknown" | "institution-exists" | "inquiry-unknown" | "inquiry-finished" | "exchange-unknown" | "no-institution-matches" | "version-conflict" | "adapter-unknown" | "court-unknown" | "state-change-invalid" | "answer-version-unknown" | "identity-unacceptable" | "officer-missing" | "filing-unknown" | "filing-conflict" | "restore-task-unknown" | "restore-task-decided" | "offline-batch-unknown" | "offline-task-unknown" | "offline-answer-unknown" | "bulk-inquiry-unknown" | "bulk-inquiry-running" | "session-unknown" | "identity-unknown" | "personal-data-erased" | "notice-unknown" | "notice-settled" | "control-order-unknown" | "measure-unknown" | "measure-refused" | "control-task-unknown" | "control-task-settled" | "found-thing-unknown" | "arrival-contradicted" | "arrival-exceeds" | "living-standards-faulty" | "control-policy-beyond-range" | "control-policy-against-law" | "control-order-ended" | "case-account-unregistered" | "preservation-notice-early" | "control-letter-unknown" | "control-reply-unknown" | "not-carried-by-hand" | "lead-unknown" | "lead-checked" | "control-document-unknown" | "document-unreadable" | "control-batch-unknown" | "objection-unknown" | "objection-answered" | "control-batch-over" | "lead-owner-unacceptable" | "sender-unknown" | "internal" | "database-unavailable" | "shutting-down" | "too-many-waiting" | "evidence-stalled" | "sign-in-unavailable" | "seal-unavailable" | "identity-provider-unavailable";
            detail?: string;
            fields?: components["schemas"]["ProblemFieldDto"][];
            instance?: string;
            number: number;
            retryable: boolean;
            rules?: components["schemas"]["ProblemRuleDto"][];
            status: number;
            title: string;
            type: string;
        };
        ProblemFieldDto: {
            allowed: string;
            field: string;
        };
        ProblemRuleDto: {
            code: string;
            detail?: string;
            facts?: components["schemas"]["RuleFactsDto"];
            field?: string;
            law: string;
            remedy: string;
            says: string;
        };
        ProposedOrderDto: {
            assetId: string;
            because: "covers-alone" | "adds" | "waits";
            extent: components["schemas"]["ControlExtentDto"];
            fen: number;
            institution: components["schemas"]["InstitutionNameDto"];
            natureUnclear: boolean;
            obligorId: string;
            operation: "freeze" | "renew" | "wait" | "release" | "release-wait" | "deduct" | "withdraw-income" | "freeze-and-deduct" | "seal" | "renew-seal" | "wait-seal" | "release-seal" | "serve-transfer";
            protectedFen: number;
            requestId: number;
            source: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
            target: components["schemas"]["ControlTargetDto"];
        };
        PutCaseAccountDto: {
            accountName: string;
            accountNumber: string;
            accountType?: string;
            bankName: string;
            bankNumber: string;
            version?: number;
        };
        PutControlPolicyDto: {
            content: components["schemas"]["ControlPolicyContentDto"];
            reason?: string;
            version: number;
        };
        PutCourtDto: {
            name: string;
            paperForm?: string;
            parentCode?: string;
        };
        PutPolicyDto: {
            caseKind?: "execution" | "preservation" | "restored";
            content: components["schemas"]["PolicyContentDto"];
            courtCode?: string;
            version: number;
        };
        PutRegistrationsDto: {
            institutionCodes: string[];
            officerIds: string[];
            reason?: string;
            reference?: string;
            since?: string;
            state: "requested" | "registered" | "refused" | "ended";
            until?: string | null;
        };
        QuantityDto: {
            amount: string;
            unit: string;
        };
        RawBytesDto: {
            bytes: number;
            href: string;
            sha256: string;
        };
        ReadinessDto: {
            dependencies: components["schemas"]["DependencyHealthDto"][];
            state: "up" | "degraded" | "down" | "shutting-down";
        };
        ReasonDto: {
            reason: string;
        };
        RecordedDocumentDto: {
            number: string;
            type: string;
        };
        RefusedDto: {
            contact?: string;
            kind: "refused";
            reason: string;
            reasonCode?: string;
        };
        RegisterCaseDto: {
            applicants?: components["schemas"]["ApplicantDto"][];
            caseNumber: string;
            courtCode?: string;
            filedOn: string;
            kind: "execution" | "preservation" | "restored";
            obligors: components["schemas"]["NewObligorDto"][];
            officerIds: string[];
            owed: components["schemas"]["OwedPartsDto"];
        };
        RegisteredRightDto: {
            assetId?: string;
            institution: components["schemas"]["InstitutionNameDto"];
            isObligors: boolean;
            obligorId: string;
            reference: string;
            registrar?: string;
            requestId: number;
            source: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
            unitCode: string;
        };
        RegisterInstitutionDto: {
            adapter: string;
            answerDeadlineSeconds: number;
            code: string;
            concurrency: number;
            connectTimeoutMs: number;
            contractVersion: string;
            credentialsRef?: string;
            endpoint?: string;
            kind: "bank" | "payment" | "insurer" | "securities" | "market-regulator" | "real-estate-registry" | "police" | "civil-affairs" | "tax" | "housing-fund" | "rural-land" | "maritime";
            name: string;
            officerRegistration?: "required" | "not-required";
            ratePerSecond?: number;
            region: string;
            responseTimeoutMs: number;
            sources: ("deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund")[];
            workingHours?: components["schemas"]["WorkingHoursDto"];
        };
        RegisterOfficerDto: {
            courtCode: string;
            dutyCertificate: string;
            dutyValidFrom?: string | null;
            dutyValidUntil?: string | null;
            images: components["schemas"]["CertificateImagesDto"];
            login?: string;
            name: string;
            phone: string;
            workCertificate: string;
            workValidFrom?: string | null;
            workValidUntil?: string | null;
        };
        RegisterSaysDto: {
            advice: string;
            corrections: ("name" | "other-names" | "number" | "documents")[];
            institution: string;
            keys: components["schemas"]["AskedWithDto"];
            match: "exact" | "weak";
            requestId: number;
        };
        RegistrationDto: {
            changedAt: string;
            changedBy: string;
            courtCode: string;
            institutionCode: string;
            institutionName: string;
            officerId: string;
            reason?: string;
            reference?: string;
            since?: string;
            state: "requested" | "registered" | "refused" | "ended";
            until?: string;
            version: number;
        };
        RegistrationPageDto: {
            items: components["schemas"]["RegistrationDto"][];
            next?: string;
        };
        RegistrationsPutDto: {
            changed: number;
            unchanged: number;
        };
        RegistrationTaskDto: {
            causes: ("certificate-changed" | "image-changed" | "name-changed" | "validity-changed" | "suspended" | "reinstated")[];
            confirmedAt?: string;
            confirmedBy?: string;
            courtCode: string;
            id: string;
            institutionCode: string;
            officerId: string;
            raisedAt: string;
            raisedBy: string;
            reference?: string;
            reportedAt?: string;
            reportedBy?: string;
            state: "open" | "reported" | "confirmed";
        };
        RegistrationTaskPageDto: {
            items: components["schemas"]["RegistrationTaskDto"][];
            next?: string;
        };
        RejectOfflineAnswerDto: {
            reason: string;
        };
        ReportRegistrationTaskDto: {
            reference: string;
        };
        RestoreTaskDto: {
            calendarVersion: string;
            caseId: string;
            caseNumber: string;
            courtCode: string;
            decidedAt?: string;
            decidedBy?: string;
            dueOn: string;
            id: string;
            inquiryId?: string;
            leadId?: string;
            overdue: boolean;
            raisedAt: string;
            reason?: string;
            state: "open" | "restored" | "not-restored";
        };
        RestoreTaskPageDto: {
            items: components["schemas"]["RestoreTaskDto"][];
            nextCursor?: string;
        };
        RuleFactsDto: {
            by?: string;
            code: "is" | "ended" | "since" | "nothing-deducted" | "no-institution" | "not-controlled" | "not-before" | "between" | "fund" | "room" | "deductible" | "at-most" | "held" | "only-whole" | "by-number" | "reserved" | "ends-by" | "contract" | "no-target" | "papers" | "few-officers" | "no-certificate" | "not-registered" | "law-at-least" | "law-at-most";
            day?: string;
            fen?: number;
            fund?: string;
            kind?: string;
            kinds?: string[];
            operation?: string;
            or?: string;
            order?: number;
            text?: string;
            times?: number;
            word?: string;
        };
        RuleToSignDto: {
            acceptableWith?: "excessReason" | "livingReason";
            code: string;
            detail?: string;
            facts?: components["schemas"]["RuleFactsDto"];
            field?: string;
            law: string;
            remedy: string;
            says: string;
        };
        SearchCasesDto: {
            text: string;
        };
        SendOfflineBatchDto: {
            reference?: string;
            sentAt?: string;
            way: "in-person" | "post" | "courier" | "fax" | "official-exchange";
        };
        ServedFromDto: {
            requestId: number;
        };
        SessionDto: {
            endsAt: string;
            id: string;
            lastUsedAt: string;
            login: string;
            startedAt: string;
        };
        SessionListDto: {
            items: components["schemas"]["SessionDto"][];
        };
        SettleControlOrderDto: {
            as: "effective" | "waiting" | "refused";
            from?: string;
            heldFen?: number;
            institutionReference?: string;
            position?: number;
            reason: string;
            until?: string;
        };
        SettleNoticeDto: {
            note: string;
            settlement: "justified" | "unjustified" | "passed-on";
        };
        ShownIdentityRecordDto: {
            address?: string;
            attributes?: {
                [key: string]: string;
            };
            birthDate?: string;
            documents?: components["schemas"]["RecordedDocumentDto"][];
            formerNames?: string[];
            match: "exact" | "weak";
            name: string;
            sex?: "male" | "female";
            source: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
            status?: "registered" | "moved" | "deceased" | "revoked" | "cancelled";
            withheld?: string[];
        };
        SignedInDto: {
            courtCode?: string;
            displayName: string;
            endsAt?: string;
            kind: "person" | "system";
            login: string;
            roles: ("officer" | "approver" | "supervisor" | "auditor" | "operator" | "integration")[];
            sessionId?: string;
        };
        SignedOutDto: {
            continueAt?: string;
        };
        SourceTotalsDto: {
            debts: number;
            nominal: number;
            notCounted: number;
            source: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
            summed: number;
            sums: components["schemas"]["CurrencySumsDto"][];
            things: number;
            unknown: number;
        };
        StandingMeasureDto: {
            amount?: components["schemas"]["MoneyDto"];
            authority: string;
            documentNumber?: string;
            effective: boolean;
            effectiveAt?: string;
            endsOn?: string;
            publicationNumber?: string;
            remarks?: string;
            sequence: number;
            startsOn?: string;
        };
        StepCauseDto: {
            at?: string;
            by?: string;
            code: "answered-unsent" | "unclear" | "exempt" | "tell-obligor" | "renewed-ended" | "taken-too-much" | "words-differ" | "took-effect" | "settled-as-refused" | "excess-kept" | "release-due" | "bankruptcy" | "first-court-idle" | "lapsed" | "ends" | "not-arrived" | "rules-against" | "rules-against-unknown" | "not-delivered" | "cannot-leave" | "cannot-carry" | "asked-often" | "objection" | "letter-waits" | "letter-reply-typed" | "decision-failed" | "not-written" | "answer-late" | "line-lost" | "not-renewed" | "days-left" | "renewed-in-time" | "renewed-too-late" | "begun-anew" | "kept-unsent" | "kept" | "kept-overtaken" | "kept-known" | "kept-same" | "kept-ended" | "kept-changed" | "kept-no-sum" | "refused-there" | "not-supported-there" | "effect-by" | "handed-over" | "release-first" | "excess" | "arrived" | "objected" | "objection-found" | "served" | "batch-stopped" | "batch-refused" | "approval-over";
            court?: string;
            day?: string;
            days?: number;
            fen?: number;
            fund?: string;
            measure?: string;
            nothingOwed?: boolean;
            operation?: string;
            orderedFen?: number;
            remedy?: string;
            renewing?: boolean;
            rules?: components["schemas"]["ToldRuleDto"][];
            step?: string;
            text?: string;
            then?: string;
            times?: number;
            word?: string;
        };
        SubmitControlOrdersDto: {
            approver: string;
            orderIds: number[];
        };
        SupervisionNoticeDto: {
            caseId?: string;
            count: number;
            courtCode?: string;
            grantId?: string;
            id: string;
            kind: "look-outside" | "persons-outside" | "persons-in-cases" | "burst" | "night-outside" | "one-person-many-cases" | "looks-without-work" | "refusals" | "exports";
            level: "look" | "warning" | "alarm";
            login: string;
            note?: string;
            raisedAt: string;
            seenAt?: string;
            seenBy?: string;
            settledAt?: string;
            settledBy?: string;
            settlement?: "justified" | "unjustified" | "passed-on";
            state: "open" | "seen" | "settled";
            threshold?: number;
            windowEnd: string;
            windowStart: string;
        };
        SupervisionNoticePageDto: {
            items: components["schemas"]["SupervisionNoticeDto"][];
            nextCursor?: string;
        };
        SuspendOfficerDto: {
            reason: string;
        };
        SuspensionDto: {
            at: string;
            by: string;
            reason: string;
        };
        TaskReasonDto: {
            at?: string;
            by?: string;
            code: "answered-unsent" | "unclear" | "exempt" | "tell-obligor" | "renewed-ended" | "taken-too-much" | "words-differ" | "took-effect" | "settled-as-refused" | "excess-kept" | "release-due" | "bankruptcy" | "first-court-idle" | "lapsed" | "ends" | "not-arrived" | "rules-against" | "rules-against-unknown" | "not-delivered" | "cannot-leave" | "cannot-carry" | "asked-often" | "objection" | "letter-waits" | "letter-reply-typed" | "decision-failed" | "not-written";
            court?: string;
            day?: string;
            days?: number;
            fen?: number;
            fund?: string;
            measure?: string;
            nothingOwed?: boolean;
            operation?: string;
            orderedFen?: number;
            remedy?: string;
            renewing?: boolean;
            rules?: components["schemas"]["ToldRuleDto"][];
            step?: string;
            text?: string;
            then?: string;
            times?: number;
            word?: string;
        };
        TellLeadDto: {
            on: string;
            reference?: string;
            text: string;
            version?: number;
            way: "handed-over" | "post" | "online" | "oral";
        };
        ThirdPartyRightDto: {
            address?: string;
            amount?: components["schemas"]["MoneyDto"];
            contact?: string;
            holder: string;
            kind: string;
            remarks?: string;
            sequence: number;
        };
        TimingExchangeDto: {
            attempt: number;
            endedAt: string;
            failure?: string;
            id: number;
            operation: string;
            startedAt: string;
        };
        TimingLineDto: {
            acceptedAt: string;
            answeredMs?: number;
            channel: "push" | "pull" | "file" | "offline";
            committedAt?: string;
            exchanges: components["schemas"]["TimingExchangeDto"][];
            inquiryId: string;
            institutionCode: string;
            outcome: "waiting" | "found" | "nothing-found" | "refused" | "defective" | "unavailable" | "not-supported" | "unconfirmed";
            receivedAt?: string;
            requestId: number;
            requestNumber: string;
            sentAt?: string;
            sources: ("deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund")[];
            totalMs?: number;
            version?: number;
            waitedMs?: number;
        };
        TimingRecordDto: {
            caseId: string;
            caseNumber: string;
            lines: components["schemas"]["TimingLineDto"][];
            next?: number;
        };
        ToldRuleDto: {
            code: string;
            says: string;
        };
        TransactionDto: {
            amount?: components["schemas"]["MoneyDto"];
            at?: string;
            counterparty?: components["schemas"]["CounterpartyDto"];
            direction: "in" | "out" | "unknown";
            kind?: string;
            remarks?: string;
            sequence: number;
            serial?: string;
        };
        TransactionPeriodDto: {
            from: string;
            to: string;
        };
        TransferPartyDto: {
            documentNumber: string;
            documentType: string;
            name: string;
        };
        TypedPriorMeasureDto: {
            amountFen?: number;
            authority: string;
            documentNumber?: string;
            endsOn?: string;
            remarks?: string;
            startsOn?: string;
        };
        TypedQuantityDto: {
            amount: string;
            unit: string;
        };
        TypedRightDto: {
            address?: string;
            amountFen?: number;
            contact?: string;
            holder: string;
            kind: string;
            remarks?: string;
        };
        UnavailableDto: {
            cause: "connect-failed" | "timeout" | "server-error" | "rate-limited" | "bad-credentials" | "breaker-open" | "deadline-passed" | "out-of-service" | "cancelled" | "officer-not-registered" | "officer-not-valid";
            detail?: string;
            kind: "unavailable";
        };
        UnconfirmedDto: {
            detail?: string;
            kind: "unconfirmed";
            wireStatus: string;
        };
        UrgencyDto: {
            causes: string[];
            fromFen: number | null;
            kinds: ("execution" | "preservation" | "restored")[];
        };
        WorkCaseDto: {
            answersIn: boolean;
            approvals: number;
            caseNumber: string;
            courtCode: string;
            drafted: number;
            filedOn: string;
            firstEnd?: string;
            id: string;
            inquiry?: components["schemas"]["WorkInquiryDto"];
            kind: "execution" | "preservation" | "restored";
            leads: number;
            measures: number;
            obligors: number;
            outstandingFen: number;
            state: "open" | "suspended" | "ended-without-assets" | "closed";
            tasks: number;
            underWay: number;
        };
        WorkingHoursDto: {
            days: number[];
            from: string;
            timezone: "Asia/Shanghai" | "Asia/Urumqi";
            to: string;
        };
        WorkInquiryDto: {
            acceptedAt: string;
            answered: number;
            found: number;
            id: string;
            state: "open" | "complete" | "cancelled";
            total: number;
        };
        WorkListDto: {
            items: components["schemas"]["WorkCaseDto"][];
            nextCursor?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "AccessGrants-list": {
        parameters: {
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessGrantListDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "AccessGrants-give": {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveReasonDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessGrantDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "AccessGrants-end": {
        parameters: {
            path: {
                grantId: string;
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Approvals-list": {
        parameters: {
            query?: {
                before?: string;
                caseId?: string;
                limit?: number;
                state?: "waiting-for-approval" | "approved" | "rejected" | "withdrawn" | "expired";
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Approvals-read": {
        parameters: {
            path: {
                approvalId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Approvals-decide": {
        parameters: {
            path: {
                approvalId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideApprovalDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Approvals-withdraw": {
        parameters: {
            path: {
                approvalId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "AuditEvents-list": {
        parameters: {
            query?: {
                caseId?: string;
                cursor?: string;
                event?: "case.registered" | "case.changed" | "obligor.added" | "obligor.changed" | "obligor.identity-accepted" | "case.read" | "case.searched" | "court.changed" | "officer.changed" | "officer.suspended" | "officer.reinstated" | "officer.registration-changed" | "officer.registration-task-changed" | "officer.registrations-exported" | "institution.added" | "institution.changed" | "institution.out-of-service" | "institution.in-service" | "inquiry.accepted" | "inquiry.keys-decided" | "inquiry.completed" | "inquiry.cancelled" | "inquiry.read" | "assets.read" | "assets.exported" | "evidence.read" | "evidence.exported" | "evidence.stalled" | "evidence.resumed" | "timing.read" | "exchange.login-refused" | "exchange.guessing-suspected" | "exchange.feedback-rejected" | "offline-batch.printed" | "offline-batch.sent" | "offline-batch.assigned" | "offline-batch.scan-added" | "offline-batch.closed" | "offline-batch.reminded" | "offline-batch.read" | "offline-task.read" | "offline-answer.entered" | "offline-answer.confirmed" | "offline-answer.rejected" | "bulk-inquiry.accepted" | "bulk-inquiry.finished" | "bulk-inquiry.read" | "access.granted" | "access.grant-ended" | "case.member-added" | "case.member-removed" | "access.refused" | "personal-data.unmasked" | "filing.received" | "filing.conflict" | "filing.waiting-for-officer" | "filing.officer-found" | "filing.inquiry-refused" | "filing.login-refused" | "policy.changed" | "requery.ordered" | "requery.missed" | "requery.skipped" | "restore.raised" | "restore.overdue" | "restore.decided" | "approval.requested" | "approval.decided" | "approval.withdrawn" | "approval.expired" | "control.order-changed" | "control.measure-changed" | "control.case-changed" | "lead.registered" | "lead.assigned" | "lead.checked" | "lead.linked" | "lead.told" | "lead.overdue" | "lead.left-open" | "lead.read" | "lead.letter-read" | "control.read" | "control.document-attached" | "control.document-read" | "control.account-changed" | "control.account-read" | "control.obligor-changed" | "control.objection-changed" | "control.batch-changed" | "control.letter-changed" | "control.reply-scanned" | "control.reply-entered" | "control.reply-confirmed" | "control.reply-rejected" | "control.policy-changed" | "control.living-standards-entered" | "control.task-settled" | "sign-in.succeeded" | "sign-in.refused" | "sign-in.ended" | "sign-in.revoked" | "sign-in.read" | "identity.disabled" | "identity.enabled" | "personal-data.erased" | "retention.deleted" | "keys.rotated" | "officer.read" | "supervision.raised" | "supervision.read" | "supervision.seen" | "supervision.settled" | "audit.read" | "person-report.read" | "person-report.exported" | "event.shown" | "event.replayed";
                from?: string;
                limit?: number;
                login?: string;
                to?: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "BulkInquiries-list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkInquiryPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "BulkInquiries-create": {
        parameters: {
            query?: {
                dryRun?: "true" | "false";
                includeOffline?: "true" | "false";
                priority?: "filing" | "scheduled";
                purpose?: string;
            };
        };
        requestBody: {
            content: {
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                "text/csv": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkInquiryDto"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkInquiryDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "BulkInquiries-read": {
        parameters: {
            path: {
                bulkId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkInquiryDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "BulkInquiries-report": {
        parameters: {
            query?: {
                format?: "csv" | "xlsx";
            };
            path: {
                bulkId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "BulkInquiries-rows": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "waiting" | "accepted" | "repeated" | "refused";
            };
            path: {
                bulkId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkRowPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "BulkInquiries-template": {
        parameters: {
            query?: {
                format?: "csv" | "xlsx";
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "WorkList-search": {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchCasesDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundCasesDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Cases-list": {
        parameters: {
            query?: {
                caseNumberPrefix?: string;
                courtCode?: string;
                cursor?: string;
                kind?: "execution" | "preservation" | "restored";
                limit?: number;
                state?: "open" | "suspended" | "ended-without-assets" | "closed";
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CasePageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Cases-register": {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterCaseDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Cases-read": {
        parameters: {
            path: {
                caseId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Cases-change": {
        parameters: {
            header?: {
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeCaseDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Assets-ofCase": {
        parameters: {
            query?: {
                after?: string;
                format?: "json" | "xlsx" | "pdf";
                limit?: number;
                obligorId?: string;
                source?: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
            };
            path: {
                caseId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetListDto"];
                    "application/pdf": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "CaseFacts-account": {
        parameters: {
            path: {
                caseId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseAccountDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "CaseFacts-putAccount": {
        parameters: {
            path: {
                caseId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutCaseAccountDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseAccountDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlDocuments-attach": {
        parameters: {
            query: {
                kind: "ruling" | "notice" | "other";
                number: string;
                orders: string;
            };
            path: {
                caseId: string;
            };
        };
        requestBody: {
            content: {
                "application/pdf": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlDocumentListDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Measures-ledger": {
        parameters: {
            path: {
                caseId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlLedgerDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlOrders-draft": {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                caseId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftControlOrdersDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlOrderListDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Measures-proposal": {
        parameters: {
            path: {
                caseId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlProposalDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Measures-draftProposal": {
        parameters: {
            path: {
                caseId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftProposalDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlOrderListDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlOrders-submit": {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                caseId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmitControlOrdersDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Chains-ofCase": {
        parameters: {
            path: {
                caseId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Inquiries-list": {
        parameters: {
            query?: {
                before?: string;
                limit?: number;
            };
            path: {
                caseId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InquiryListDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Leads-ofCase": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            path: {
                caseId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Leads-register": {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                caseId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLeadDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "MeasurePapers-linkedSeals": {
        parameters: {
            path: {
                caseId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkedSealListDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Measures-ofCase": {
        parameters: {
            path: {
                caseId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeasureListDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "CaseMembers-list": {
        parameters: {
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseMemberListDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "CaseMembers-add": {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddCaseMemberDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseMemberListDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "CaseMembers-remove": {
        parameters: {
            path: {
                login: string;
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "CaseFacts-list": {
        parameters: {
            path: {
                caseId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectionListDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Obligors-add": {
        parameters: {
            path: {
                caseId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewObligorDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObligorDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Obligors-remove": {
        parameters: {
            header?: {
                "If-Match"?: string;
            };
            path: {
                caseId: string;
                obligorId: string;
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Obligors-change": {
        parameters: {
            header?: {
                "If-Match"?: string;
            };
            path: {
                caseId: string;
                obligorId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeObligorDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObligorDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Obligors-acceptIdentity": {
        parameters: {
            header?: {
                "If-Match"?: string;
            };
            path: {
                caseId: string;
                obligorId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptIdentityDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObligorDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "CaseFacts-bankruptcy": {
        parameters: {
            path: {
                caseId: string;
                obligorId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BankruptcyDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObligorFactsDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "CaseFacts-livingReserve": {
        parameters: {
            path: {
                caseId: string;
                obligorId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LivingReserveDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObligorFactsDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "MeasurePapers-preservationNotice": {
        parameters: {
            path: {
                caseId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Cases-changeState": {
        parameters: {
            header?: {
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeCaseStateDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Timing-timing": {
        parameters: {
            query?: {
                after?: number;
                limit?: number;
            };
            path: {
                caseId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimingRecordDto"];
                    "text/csv": string;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Cases-readByNumber": {
        parameters: {
            path: {
                caseNumber: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlBatches-list": {
        parameters: {
            query?: {
                court?: string;
                cursor?: string;
                limit?: number;
                state?: "preparing" | "waiting-for-approval" | "approving" | "done" | "withdrawing" | "withdrawn";
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlBatchPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlBatches-create": {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewControlBatchDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlBatchDto"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlBatchDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlBatches-read": {
        parameters: {
            path: {
                batchId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlBatchDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlBatches-cancel": {
        parameters: {
            path: {
                batchId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlBatchDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlBatches-lines": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "waiting" | "drafted" | "refused" | "submitted" | "approved" | "withdrawn";
            };
            path: {
                batchId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlBatchLinePageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "LetterList-list": {
        parameters: {
            query?: {
                caseId?: string;
                cursor?: string;
                institution?: string;
                limit?: number;
                officer?: string;
                state?: "to-print" | "printed" | "delivered" | "answered" | "returned" | "overdue";
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LetterPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlOrders-list": {
        parameters: {
            query?: {
                batchId?: string;
                caseId?: string;
                cursor?: string;
                institution?: string;
                limit?: number;
                source?: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
                state?: "drafted" | "submitted" | "returned" | "withdrawn" | "approved" | "sending" | "sent" | "in-progress" | "unconfirmed" | "done" | "refused" | "not-taken" | "disputed";
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlOrderPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlOrders-read": {
        parameters: {
            path: {
                orderId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlOrderLifeDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlOrders-arrived": {
        parameters: {
            path: {
                orderId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArrivalDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlDocuments-bytes": {
        parameters: {
            path: {
                kind: string;
                orderId: string;
                version: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlLetters-read": {
        parameters: {
            path: {
                orderId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlLetterDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlLetters-print": {
        parameters: {
            path: {
                orderId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlLetterDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlLetters-deliver": {
        parameters: {
            path: {
                orderId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeliverControlLetterDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlLetterDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlLetters-form": {
        parameters: {
            path: {
                orderId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlLetters-papers": {
        parameters: {
            path: {
                orderId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlLetters-enter": {
        parameters: {
            path: {
                orderId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnterControlReplyDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlReplyDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlLetters-confirm": {
        parameters: {
            path: {
                number: string;
                orderId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlReplyDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlLetters-reject": {
        parameters: {
            path: {
                number: string;
                orderId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlReplyDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlLetters-returned": {
        parameters: {
            path: {
                orderId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlLetterDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlLetters-addScan": {
        parameters: {
            path: {
                orderId: string;
            };
        };
        requestBody: {
            content: {
                "application/pdf": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlScanDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlOrders-settle": {
        parameters: {
            path: {
                orderId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleControlOrderDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlOrderDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlOrders-withdraw": {
        parameters: {
            path: {
                orderId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlOrderDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Measures-tasks": {
        parameters: {
            query?: {
                caseId?: string;
                cursor?: string;
                kind?: "unconfirmed" | "conflict" | "excess" | "expiring" | "preservation-notice" | "not-sent" | "lapsed" | "activated" | "refused-exempt" | "objection" | "first-court-idle" | "not-arrived" | "release-on-bankruptcy" | "notify-obligor" | "letter-unprinted" | "letter-undelivered" | "letter-unanswered";
                limit?: number;
                state?: "open" | "settled";
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlTaskPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Measures-settleTask": {
        parameters: {
            path: {
                taskId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlTaskDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Courts-list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                parentCode?: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourtPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Courts-put": {
        parameters: {
            path: {
                code: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutCourtDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourtDto"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourtDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlPolicies-read": {
        parameters: {
            path: {
                code: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlPolicyDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlPolicies-put": {
        parameters: {
            path: {
                code: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutControlPolicyDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlPolicyDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "ControlPolicies-history": {
        parameters: {
            path: {
                code: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlPolicyHistoryDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Chains-chains": {
        parameters: {
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceChainsDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Evidence-facts": {
        parameters: {
            path: {
                exchangeId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Evidence-bytes": {
        parameters: {
            path: {
                exchangeId: string;
                side: "sent" | "received";
            };
        };
        responses: {
            200: {
                headers: {
                    "Repr-Digest"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Measures-expiring": {
        parameters: {
            query?: {
                court?: string;
                cursor?: string;
                days?: number;
                limit?: number;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExpiringMeasurePageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Filings-list": {
        parameters: {
            query?: {
                caseId?: string;
                courtCode?: string;
                cursor?: string;
                filingNumber?: string;
                limit?: number;
                state?: "accepted" | "waiting-for-officer" | "started" | "not-started" | "refused";
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Filings-file": {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FileCaseDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingDto"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Filings-read": {
        parameters: {
            path: {
                filingId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Identities-disable": {
        parameters: {
            path: {
                login: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeAccessDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Identities-enable": {
        parameters: {
            path: {
                login: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeAccessDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Inquiries-create": {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateInquiryDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InquiryResultDto"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InquiryResultDto"] | components["schemas"]["ApprovalDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Inquiries-read": {
        parameters: {
            query?: {
                version?: number;
            };
            path: {
                inquiryId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InquiryResultDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Assets-ofInquiry": {
        parameters: {
            query?: {
                after?: string;
                format?: "json" | "xlsx" | "pdf";
                limit?: number;
                obligorId?: string;
                source?: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
            };
            path: {
                inquiryId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetListDto"];
                    "application/pdf": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Inquiries-cancel": {
        parameters: {
            path: {
                inquiryId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InquiryResultDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Progress-events": {
        parameters: {
            header?: {
                "Last-Event-ID"?: string;
            };
            path: {
                inquiryId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Policies-list": {
        parameters: {
            query?: {
                history?: "true" | "false";
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyListDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Policies-put": {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutPolicyDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Policies-inForce": {
        parameters: {
            query: {
                caseKind: "execution" | "preservation" | "restored";
                courtCode: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyInForceDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "InstitutionHealth-list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstitutionHealthPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Institutions-list": {
        parameters: {
            query?: {
                adapter?: string;
                cursor?: string;
                kind?: "bank" | "payment" | "insurer" | "securities" | "market-regulator" | "real-estate-registry" | "police" | "civil-affairs" | "tax" | "housing-fund" | "rural-land" | "maritime";
                limit?: number;
                region?: string;
                source?: "deposit" | "wealth" | "insurance" | "securities" | "equity" | "land" | "real-estate" | "vehicle" | "tax" | "marriage" | "household" | "payment" | "housing-fund";
                state?: "in-service" | "out-of-service";
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstitutionPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Institutions-add": {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterInstitutionDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstitutionDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Institutions-read": {
        parameters: {
            path: {
                code: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstitutionDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Institutions-change": {
        parameters: {
            header?: {
                "If-Match"?: string;
            };
            path: {
                code: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeInstitutionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstitutionDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Institutions-putBack": {
        parameters: {
            header?: {
                "If-Match"?: string;
            };
            path: {
                code: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeServiceDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstitutionDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Institutions-takeOut": {
        parameters: {
            header?: {
                "If-Match"?: string;
            };
            path: {
                code: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeServiceDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstitutionDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Leads-list": {
        parameters: {
            query?: {
                caseId?: string;
                cursor?: string;
                limit?: number;
                owner?: string;
                state?: "open" | "found" | "nothing-found" | "unverifiable" | "not-concrete";
                waits?: "to-check" | "to-tell" | "overdue";
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadLinePageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Leads-read": {
        parameters: {
            path: {
                leadId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadWithHistoryDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Leads-letter": {
        parameters: {
            path: {
                leadId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Leads-link": {
        parameters: {
            header?: {
                "If-Match"?: string;
            };
            path: {
                leadId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkLeadDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Leads-tell": {
        parameters: {
            header?: {
                "If-Match"?: string;
            };
            path: {
                leadId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TellLeadDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Leads-check": {
        parameters: {
            header?: {
                "If-Match"?: string;
            };
            path: {
                leadId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckLeadDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Leads-assign": {
        parameters: {
            header?: {
                "If-Match"?: string;
            };
            path: {
                leadId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignLeadDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "LegalBases-list": {
        parameters: {
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LegalBasisListDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "LivingStandards-list": {
        parameters: {
            query?: {
                cursor?: string;
                day?: string;
                limit?: number;
                region?: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LivingStandardPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "LivingStandards-enter": {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnterLivingStandardsDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LivingStandardsEnteredDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "LivingStandards-enterTable": {
        parameters: {
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LivingStandardsEnteredDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Me-me": {
        parameters: {
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrincipalDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Measures-handOver": {
        parameters: {
            path: {
                measureId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOverDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeasureDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "CaseFacts-object": {
        parameters: {
            path: {
                measureId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewObjectionDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectionDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "MeasurePapers-record": {
        parameters: {
            path: {
                measureId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Needs-list": {
        parameters: {
            query?: {
                cursor?: string;
                kind?: "approvals" | "excess" | "unconfirmed" | "expiring" | "objections" | "restore" | "leads" | "clocks" | "answers" | "drafts" | "others";
                limit?: number;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NeedsPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "CaseFacts-answer": {
        parameters: {
            path: {
                objectionId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerObjectionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectionDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "RegistrationTasks-list": {
        parameters: {
            query?: {
                before?: string;
                institutionCode?: string;
                limit?: number;
                officerId?: string;
                state?: "open" | "reported" | "confirmed";
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationTaskPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "RegistrationTasks-confirm": {
        parameters: {
            path: {
                taskId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationTaskDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "RegistrationTasks-report": {
        parameters: {
            path: {
                taskId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportRegistrationTaskDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationTaskDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Registrations-list": {
        parameters: {
            query?: {
                after?: string;
                courtCode?: string;
                institutionCode?: string;
                limit?: number;
                officerId?: string;
                state?: "requested" | "registered" | "refused" | "ended";
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Registrations-put": {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutRegistrationsDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationsPutDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Registrations-export": {
        parameters: {
            query?: {
                after?: string;
                courtCode?: string;
                institutionCode?: string;
                limit?: number;
                officerId?: string;
                state?: "requested" | "registered" | "refused" | "ended";
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Officers-list": {
        parameters: {
            query?: {
                courtCode?: string;
                cursor?: string;
                limit?: number;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfficerPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Officers-register": {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterOfficerDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfficerDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Officers-read": {
        parameters: {
            path: {
                officerId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfficerDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Officers-change": {
        parameters: {
            path: {
                officerId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeOfficerDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfficerDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Officers-reinstate": {
        parameters: {
            path: {
                officerId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfficerDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Officers-suspend": {
        parameters: {
            path: {
                officerId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuspendOfficerDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfficerDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "OfflineBatches-list": {
        parameters: {
            query?: {
                assignedTo?: string;
                court?: string;
                cursor?: string;
                dueBefore?: string;
                institution?: string;
                limit?: number;
                region?: string;
                state?: "open" | "printed" | "sent" | "answered" | "overdue" | "closed";
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineBatchPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "OfflineBatches-read": {
        parameters: {
            path: {
                batchId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineBatchDetailDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "OfflineBatches-assign": {
        parameters: {
            path: {
                batchId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignOfflineBatchDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineBatchDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "OfflineBatches-close": {
        parameters: {
            path: {
                batchId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseOfflineBatchDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineBatchDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "OfflineBatches-letter": {
        parameters: {
            path: {
                batchId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "OfflineBatches-print": {
        parameters: {
            path: {
                batchId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineBatchDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "OfflineBatches-returnForm": {
        parameters: {
            path: {
                batchId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "OfflineBatches-addScan": {
        parameters: {
            query?: {
                requestId?: number;
            };
            header: {
                "content-type": string;
            };
            path: {
                batchId: string;
            };
        };
        requestBody: {
            content: {
                "application/pdf": string;
                "image/jpeg": string;
                "image/png": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineScanDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "OfflineBatches-sent": {
        parameters: {
            path: {
                batchId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendOfflineBatchDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineBatchDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "OfflineTasks-list": {
        parameters: {
            query?: {
                assignedTo?: string;
                batch?: string;
                court?: string;
                cursor?: string;
                dueBefore?: string;
                institution?: string;
                limit?: number;
                region?: string;
                state?: "open" | "printed" | "sent" | "to-confirm" | "answered" | "overdue" | "withdrawn";
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineTaskPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "OfflineTasks-read": {
        parameters: {
            path: {
                requestId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineTaskDetailDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "OfflineTasks-enter": {
        parameters: {
            path: {
                requestId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnterOfflineAnswerDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineAnswerDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "OfflineTasks-confirm": {
        parameters: {
            path: {
                number: string;
                requestId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineAnswerDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "OfflineTasks-reject": {
        parameters: {
            path: {
                number: string;
                requestId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectOfflineAnswerDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineAnswerDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "PersonReports-make": {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonReportQueryDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonReportDto"];
                    "application/pdf": string;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Evidence-ofRequest": {
        parameters: {
            path: {
                requestId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeDto"][];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "RestoreTasks-list": {
        parameters: {
            query?: {
                courtCode?: string;
                cursor?: string;
                limit?: number;
                state?: "open" | "restored" | "not-restored";
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestoreTaskPageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "RestoreTasks-decide": {
        parameters: {
            path: {
                taskId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideRestoreTaskDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestoreTaskDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Sessions-list": {
        parameters: {
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionListDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Sessions-revoke": {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Notices-list": {
        parameters: {
            query?: {
                cursor?: string;
                kind?: "look-outside" | "persons-outside" | "persons-in-cases" | "burst" | "night-outside" | "one-person-many-cases" | "looks-without-work" | "refusals" | "exports";
                limit?: number;
                login?: string;
                state?: "open" | "seen" | "settled";
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupervisionNoticePageDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Notices-see": {
        parameters: {
            path: {
                noticeId: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupervisionNoticeDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Notices-settle": {
        parameters: {
            path: {
                noticeId: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleNoticeDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupervisionNoticeDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "WorkList-list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                only?: "answers" | "needs";
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkListDto"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "SignIn-callback": {
        parameters: {
        };
        responses: {
            302: {
                headers: {
                    [name: string]: unknown;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "SignIn-login": {
        parameters: {
            query?: {
                returnTo?: string;
            };
        };
        responses: {
            302: {
                headers: {
                    [name: string]: unknown;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "SignIn-logout": {
        parameters: {
            header: {
                "x-chakong-page": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedOutDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "SignIn-discovery": {
        parameters: {
        };
        responses: {
            302: {
                headers: {
                    [name: string]: unknown;
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "SignIn-session": {
        parameters: {
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInDto"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    "Health-dependency": {
        parameters: {
            path: {
                name: string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DependencyHealthDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DependencyHealthDto"];
                };
            };
        };
    };
    "Health-live": {
        parameters: {
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LivenessDto"];
                };
            };
        };
    };
    "Health-ready": {
        parameters: {
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadinessDto"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadinessDto"];
                };
            };
        };
    };
    "Metrics-page": {
        parameters: {
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
}
