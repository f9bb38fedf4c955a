import { policyInForce, type PolicyContent, type PolicyRow } from '#libs/filing';
import { ChangeListener } from '#libs/institutions';
import type { ApprovalAnswer, ApprovalQuestion, ApprovalReason, ApprovalRules } from '#libs/inquiry';
import type { Source } from '#contracts/adapter';
import type { Database } from '#libs/store';
import type { Logger } from '#libs/telemetry';

/** Channel of LISTEN/NOTIFY; triggers on policies and courts tell on it. */
const POLICY_CHANNEL = 'policy_changed';

/** Without notifications what is in memory is believed for this long, ms. */
const BELIEVED_MS = 2000;

/** A ring of courts made by hand must end somewhere. */
const DEEPEST = 8;

/** What tells of a person's life more than of what they own: marriage, household, tax; and movements of accounts. */
export const SENSITIVE_SOURCES: readonly Source[] = ['marriage', 'household', 'tax'];

interface Known {
  readonly rows: readonly (PolicyRow & { readonly version: number })[];
  readonly parents: ReadonlyMap<string, string | null>;
  readonly readAtMs: number;
}

export interface ApprovalPoliciesOptions {
  readonly database: Database;
  readonly logger: Logger;
  /** See {@link ChangeListener}. */
  readonly heartbeatMs?: number;
}

/** Which questions need a named approval (审批) at which court, in memory: every inquiry asks. Policies are data, inherited from court to court. */
export class ApprovalPolicies implements ApprovalRules {
  #known: Known | undefined;
  #reading: Promise<void> = Promise.resolve();
  readonly #listener: ChangeListener;

  constructor(private readonly options: ApprovalPoliciesOptions) {
    this.#listener = new ChangeListener({
      database: options.database, channel: POLICY_CHANNEL, logger: options.logger, heartbeatMs: options.heartbeatMs,
      onChange: () => {
        this.#known = undefined;
        this.refresh().catch((err: unknown) => options.logger.warn({ err }, 'approval policies not read again'));
      },
    });
  }

  /** Reads all of them and begins to listen. @throws when the database cannot be read */
  async start(): Promise<void> {
    this.#listener.start();
    await this.refresh();
  }

  async close(): Promise<void> {
    await this.#listener.close();
    await this.#reading.catch(() => undefined);
  }

  /** What was committed before the call is known when it resolves. */
  refresh(): Promise<void> {
    const turn = this.#reading.catch(() => undefined).then(async () => void (this.#known = await this.#read()));
    this.#reading = turn;
    return turn;
  }

  answer(question: ApprovalQuestion): ApprovalAnswer | Promise<ApprovalAnswer> {
    const known = this.#known;
    if (known !== undefined && (this.#listener.listening || Date.now() - known.readAtMs < BELIEVED_MS)) return answerOf(known, question);
    return this.refresh().then(async () => answerOf(this.#known ?? (await this.#read()), question));
  }

  async #read(): Promise<Known> {
    const readAtMs = Date.now();
    const { query } = this.options.database;
    const rows = await query.selectFrom('inquiry_policy').select(['court_code', 'case_kind', 'content', 'version']).where('replaced_at', 'is', null).execute();
    const courts = await query.selectFrom('court').select(['code', 'parent_code']).execute();
    return {
      readAtMs,
      rows: rows.map((row) => ({ courtCode: row.court_code, caseKind: row.case_kind, content: row.content as PolicyContent, version: row.version })),
      parents: new Map(courts.map(({ code, parent_code: parent }) => [code, parent])),
    };
  }
}

function answerOf({ rows, parents }: Known, { courtCode, kind, forced, sources, transactions }: ApprovalQuestion): ApprovalAnswer {
  const courts: string[] = [];
  for (let court: string | null | undefined = courtCode; court != null && courts.length < DEEPEST; court = parents.get(court)) courts.push(court);
  const policy = policyInForce(rows, courts, kind);
  const needed: ApprovalReason[] = [];
  if (policy.deskInquiry === 'named') needed.push('desk-inquiry');
  if (policy.forcedInquiry === 'named' && forced) needed.push('forced-inquiry');
  if (policy.sensitiveSources === 'named' && (transactions || SENSITIVE_SOURCES.some((source) => sources.has(source)))) needed.push('sensitive-sources');
  return { rule: ruleOf(rows, courts, kind), needed };
}

/** The nearest policy that says anything about approvals, so that a reader of the record finds the words that were in force. */
function ruleOf(rows: Known['rows'], courts: readonly string[], kind: ApprovalQuestion['kind']): string {
  for (const court of [...courts, null]) {
    for (const each of [kind, null]) {
      const row = rows.find(({ courtCode, caseKind }) => courtCode === court && caseKind === each);
      if (row !== undefined && APPROVAL_WORDS.some((word) => row.content[word] !== undefined)) return `rule:${court ?? '*'}/${each ?? '*'}/${row.version}`;
    }
  }
  return 'rule:built-in';
}

const APPROVAL_WORDS = ['deskInquiry', 'forcedInquiry', 'sensitiveSources'] as const;
