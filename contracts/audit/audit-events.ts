/**
 * The closed list of audit events (审计事件). Success and failure are both recorded; a failure carries `reason`.
 * Kept equal to `audit-events.md` by `test/architecture`.
 */
export const AUDIT_EVENTS = {
  'case.registered': 'A case and its obligors were registered (立案登记)',
  'case.changed': 'Facts, amounts, officers or state of a case were changed',
  'obligor.added': 'An obligor was added to a case',
  'obligor.changed': 'An obligor was changed or removed from a case',
  'obligor.identity-accepted': 'An officer took the identity a register gave into the case (采纳身份信息)',
  'case.read': 'A case with its obligors was read',
  'case.searched': 'Cases were looked for by a number, or by the name or document of a person; one entry for each case that was found (查找案件)',
  'court.changed': 'A court was registered, renamed or given another parent',
  'officer.changed': 'An officer was registered or changed, certificates included',
  'officer.suspended': 'An officer may sign nothing any more, with reason (停用)',
  'officer.reinstated': 'A suspended officer may sign again',
  'officer.registration-changed': 'An officer was announced to an institution, registered, refused or ended there (备案)',
  'officer.registration-task-changed': 'An institution was told of a change of an officer, or took it in (及时报备)',
  'officer.registrations-exported': 'The list of who is registered where was given out as a file',
  'institution.added': 'An institution was added to the registry',
  'institution.changed': 'An institution was changed',
  'institution.out-of-service': 'An institution was taken out of service, with reason',
  'institution.in-service': 'An institution was put back into service',
  'inquiry.accepted': 'An inquiry was accepted and its requests were committed (查询受理)',
  'inquiry.keys-decided': 'It was decided with which names and numbers everybody but the register is asked about an obligor, with reason (先查身份)',
  'inquiry.completed': 'Every institution of an inquiry has an outcome',
  'inquiry.cancelled': 'An inquiry was cancelled; what was not yet asked is not asked any more',
  'inquiry.read': 'The result of an inquiry was read',
  'assets.read': 'The asset list (财产清单) of an inquiry or a case was read',
  'assets.exported': 'The asset list was given out as a file (Excel or PDF); the reason says which',
  'evidence.read': 'Facts or raw bytes of an exchange were read',
  'evidence.exported': 'The evidence of a case was exported (导出证据)',
  'evidence.stalled': 'Records could not be sealed in time: nothing is sent any more, with reason (封存中断)',
  'evidence.resumed': 'Records are sealed again: sending goes on',
  'timing.read': 'The timing record of a case was read',
  'exchange.login-refused': 'An institution called with wrong credentials, without its certificate, or guessed too often; the reason says which',
  'exchange.guessing-suspected': 'Many wrong attempts to log in as one institution came in a short time (疑似猜测密码)',
  'exchange.feedback-rejected': 'Feedback or a callback was not accepted, with reason',
  'offline-batch.printed': 'A batch of offline tasks was printed: letter and return form were made (集约查控)',
  'offline-batch.sent': 'A letter went out, with its way',
  'offline-batch.assigned': 'A batch was given to a person',
  'offline-batch.scan-added': 'A scan of what came back was kept',
  'offline-batch.closed': 'The work on a batch was ended',
  'offline-batch.reminded': 'A batch is due soon and not answered',
  'offline-batch.read': 'A batch, its letter or its return form was read',
  'offline-task.read': 'An offline task with its answers was read',
  'offline-answer.entered': 'An answer on paper was typed',
  'offline-answer.confirmed': 'A second person confirmed a typed answer; it became an outcome (双人复核)',
  'offline-answer.rejected': 'A second person sent a typed answer back, with reason',
  'bulk-inquiry.accepted': 'A file with inquiries for many cases was accepted (批量查询)',
  'bulk-inquiry.finished': 'Every row of a bulk inquiry has its result',
  'bulk-inquiry.read': 'The result of a bulk inquiry was read',
  'access.granted': 'Somebody gave a reason to look at a case in which they take no part, with its grant and purpose (说明理由查阅)',
  'access.grant-ended': 'A grant to look at a case was given up before its time',
  'case.member-added': 'Somebody was made to take part in a case, with login and part',
  'case.member-removed': 'Somebody takes part in a case no longer',
  'access.refused': 'A call was refused for a missing right',
  'personal-data.unmasked': 'Somebody had personal data shown in full that is masked for them (查看未遮蔽信息), where the read has no entry that says so; the reason says which route',
  'filing.received': 'A filing of a case system was taken in or refused (立案推送), with reason',
  'filing.conflict': 'A filing came again under the same number with other content',
  'filing.waiting-for-officer': 'A filed case waits until its officers are registered; nobody was asked',
  'filing.officer-found': 'The officers of a waiting case are known now; its inquiry starts',
  'filing.inquiry-refused': 'An inquiry that was to start by itself was refused, with reason',
  'filing.login-refused': 'A case system called with wrong credentials, or guessed too often',
  'policy.changed': 'What is asked by itself, of whom and when again was changed (查询策略)',
  'requery.ordered': 'A case is asked about again, as its policy says (定期查询)',
  'requery.missed': 'Rounds of re-queries were not run on their day; the last of them is caught up',
  'requery.skipped': 'A re-query was left out because an earlier inquiry is still running',
  'restore.raised': 'Assets were found in a case that ended without any: restore it? (恢复执行)',
  'restore.overdue': 'Three working days passed without a decision on restoring a case',
  'restore.decided': 'It was decided whether a case is restored',
  'approval.requested': 'A named person was asked to approve something before it is done (审批)',
  'approval.decided': 'It was approved or rejected by the person named, with reason',
  'approval.withdrawn': 'Who asked for an approval took that back',
  'approval.expired': 'Nobody decided an approval in time; nothing was done',
  'control.order-changed': 'A step in the life of an order of control: drafted, approved, sent, answered … (控制指令); the reason says which',
  'control.measure-changed': 'A measure began, changed or ended (控制措施); the reason says how',
  'control.case-changed': 'Something about the measures of a case as a whole was found or changed (台账)',
  'lead.registered': 'A lead about property was registered (财产线索登记)',
  'lead.assigned': 'A lead was given to another officer to check',
  'lead.checked': 'It was recorded what the check of a lead found; the reason says what, and whether it was late (核实结果)',
  'lead.linked': 'An inquiry or an order was recorded as what a lead led to',
  'lead.told': 'It was recorded that the party who gave a lead was told what was found (告知)',
  'lead.overdue': 'The days to check a lead passed and nobody recorded what was found',
  'lead.left-open': 'A case ended while a lead was not checked',
  'lead.read': 'Leads of a case were read',
  'lead.letter-read': 'The letter that tells a party what became of a lead was given out (告知书)',
  'control.read': 'Orders, measures, the ledger or a proposal of a case were read (查阅控制措施)',
  'control.document-attached': 'A ruling or notice was attached to orders, with kind and number (文书)',
  'control.document-read': 'A document of an order was given out',
  'control.account-changed': 'The account of a case for deducted money was registered or changed (执行款专户)',
  'control.account-read': 'The account of a case was read',
  'control.obligor-changed': 'Bankruptcy of an obligor, or what stays free for their living, was recorded (破产受理, 生活必需费用)',
  'control.objection-changed': 'An objection of an institution against a measure was entered or answered (协助义务人异议)',
  'control.batch-changed': 'An order for many measures was given, put before its approver, cancelled or finished (批量续行、批量解除); the reason says which',
  'control.letter-changed': 'An order was printed for delivery by hand, delivered, or found not deliverable (线下送达); the reason says which',
  'control.reply-scanned': 'A scan of the reply of an institution to an order on paper was kept',
  'control.reply-entered': 'The reply of an institution to an order on paper was typed (回执录入)',
  'control.reply-confirmed': 'A second person confirmed a typed reply; it became the word of the institution (双人复核)',
  'control.reply-rejected': 'A second person sent a typed reply back, with reason',
  'control.policy-changed': 'What a court sets about measures was changed (控制策略), with the version',
  'control.living-standards-entered': 'Local living standards were entered, or corrected by new rows (最低生活保障标准), with how many',
  'control.task-settled': 'A person settled a task about measures, with what was done (待办)',
  'sign-in.succeeded': 'Somebody signed in with the identity provider; a session was opened (登录)',
  'sign-in.refused': 'A sign-in was not accepted, with reason',
  'sign-in.ended': 'Somebody signed out, or a new sign-in took the place of the session (退出)',
  'sign-in.revoked': 'A session was ended by its owner from elsewhere, or by an auditor',
  'sign-in.read': 'The list of sessions was read',
  'identity.disabled': "Somebody's access was taken away here, whatever the identity provider says",
  'identity.enabled': 'Access that was taken away here was given back',
  'personal-data.erased': 'The key of personal data was destroyed, by order: nobody can read them any more (数据销毁)',
  'retention.deleted': 'Rows that had been kept long enough were deleted, with kind and number',
  'keys.rotated': 'Keys of personal data were wrapped under a new version of the key ring, or an old version was given up (密钥轮换)',
  'officer.read': 'Officers with their certificates were read',
  'supervision.raised': 'Volume or pattern of what somebody does was reported to the supervisors, with rule, level and login (督察提醒)',
  'supervision.read': 'Notices to supervisors were read',
  'supervision.seen': 'A supervisor took note of a notice',
  'supervision.settled': 'A supervisor settled a notice, with the settlement',
  'audit.read': 'The audit record was read',
  'person-report.read': 'It was asked who looked at a person, with the reason (查阅情况报告)',
  'person-report.exported': 'Who looked at a person was given out as a file, with the reason',
  'event.shown': 'A parked event of another system was looked at with its content',
  'event.replayed': 'A parked event of another system was sent again',
} as const;

export type AuditEvent = keyof typeof AUDIT_EVENTS;

/** One entry of the audit record. Holds our identifiers only, never names, numbers or bodies. */
export interface AuditEntry {
  readonly event: AuditEvent;
  /** Login of the person or system; `gateway` for what happens by itself; institution code for institutions. */
  readonly actor: string;
  readonly caseId?: string;
  readonly inquiryId?: string;
  readonly institutionCode?: string;
  readonly result: 'success' | 'failure';
  readonly reason?: string;
  readonly correlationId?: string;
  /** On what ground the data of the case was seen or changed. */
  readonly basis?: AuditBasis;
  /** The grant whose reason covers it. */
  readonly grantId?: string;
  /** Whom it told of, ids of obligors; absent: all of the inquiry, or of the case where no inquiry is named. */
  readonly obligors?: readonly string[];
}

/** 参与办理, 说明理由, 立案法院系统; the same words as in `libs/access`. */
export type AuditBasis = 'participant' | 'grant' | 'court-system';
