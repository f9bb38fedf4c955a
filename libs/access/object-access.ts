import { parseCaseNumber, parseCourtCode } from '#libs/identifiers';
import { Problem, type ErrorCode } from '#contracts/errors';
import { CASE_THINGS, GroundReader, type CaseThing, type CourtThing, type CourtThingFound, type Database, type Reach } from '#libs/store';
import type { AboutRule } from './about.js';
import type { AccessRequest } from './access-rule.js';
import { judge, reaches } from './case-rule.js';
import type { Principal, Role } from './principal.js';

/** What is said of a thing that does not exist, also to those for whom it must not. */
const UNKNOWN: Readonly<Record<CaseThing | Exclude<CourtThing, 'court'>, ErrorCode>> = {
  case: 'case-unknown',
  'case-number': 'case-unknown',
  inquiry: 'inquiry-unknown',
  request: 'exchange-unknown',
  exchange: 'exchange-unknown',
  filing: 'filing-unknown',
  'restore-task': 'restore-task-unknown',
  'offline-batch': 'offline-batch-unknown',
  'offline-task': 'offline-task-unknown',
  officer: 'officer-unknown',
  session: 'session-unknown',
  identity: 'identity-unknown',
  'bulk-inquiry': 'bulk-inquiry-unknown',
  'registration-task': 'registration-task-unknown',
  approval: 'approval-unknown',
  'control-batch': 'control-batch-unknown',
  'control-order': 'control-order-unknown',
  measure: 'measure-unknown',
  'control-task': 'control-task-unknown',
  objection: 'objection-unknown',
  lead: 'lead-unknown',
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NUMBER = /^\d{1,15}$/;
const NUMBERED: readonly string[] = ['request', 'exchange', 'offline-task', 'control-order', 'control-task'];
const NAMED: readonly string[] = ['identity', 'court', 'case-number', 'measure'];

/** A refusal, with the case it was about where there is one: the caller is not told, the audit record is. */
export class Refused extends Error {
  constructor(
    readonly problem: Problem,
    readonly caseId?: string,
  ) {
    super(problem.code);
  }
}

/** Looks up what an identifier of a call names, and decides with the one set of rules. */
export class ObjectAccess {
  readonly #grounds: GroundReader;

  constructor(database: Pick<Database, 'pool'>) {
    this.#grounds = new GroundReader(database);
  }

  /**
   * Decides, and notes on the request what was found. An identifier in a body that cannot be read is left to whoever checks the body.
   * @param roles roles of the caller that the route allows
   * @throws Refused
   */
  async admit(request: AccessRequest, principal: Principal, roles: readonly Role[], reach: Reach, rule: AboutRule): Promise<void> {
    const { thing } = rule;
    if (isCaseThing(thing)) return this.#caseThing(request, roles, reach, rule, thing);
    if (thing === 'court') return this.#court(request, reach, rule);
    const id = valueOf(request, rule);
    if (id === undefined) return;
    const found = formed(thing, id) ? await this.#grounds.court(thing, id) : undefined;
    if (found === undefined || !mayHave(thing, found, principal, roles, reach)) throw new Refused(new Problem(UNKNOWN[thing]));
  }

  async #caseThing(request: AccessRequest, roles: readonly Role[], reach: Reach, rule: AboutRule, thing: CaseThing): Promise<void> {
    const named = caseNamed(request, rule, thing);
    if (named === undefined) return;
    const found = named.id === null ? undefined : await this.#grounds.cases(named.thing, named.id, reach.login);
    if (found === undefined) throw new Refused(new Problem(UNKNOWN[named.thing]));
    const changes = !['GET', 'HEAD'].includes(request.method) && rule.need !== 'court';
    const verdict = judge(found, { reach, roles, options: rule, changes });
    const caseId = found.cases.length === 1 ? found.cases[0]!.caseId : undefined;
    if (!verdict.admitted) throw new Refused(verdict.why === 'unknown' ? new Problem(UNKNOWN[named.thing]) : new Problem(verdict.why, missing(verdict.why, rule, changes)), caseId);
    request.cases = verdict.grounds.length > 0 ? verdict.grounds.map(({ ground }) => ground) : found.cases;
    request.bases = verdict.grounds.map(({ basis }) => basis);
    // What is about many cases at once has no one ground.
    if (verdict.grounds.length === 1 || (verdict.grounds.length > 1 && found.batch === undefined)) request.basis = verdict.grounds[0]!.basis;
  }

  /** A court for which something is made, or which is itself kept. Which courts there are is no secret; who may do what for one is a right. */
  async #court(request: AccessRequest, reach: Reach, rule: AboutRule): Promise<void> {
    if (reach.whole === '*') return;
    const value = valueOf(request, rule);
    if (value === undefined && rule.absent !== 'every-court') return;
    const beyond = new Refused(new Problem('court-beyond-reach'));
    const code = value === undefined ? undefined : courtIn(value, rule.courtOfNumber === true);
    if (value !== undefined && code === undefined) return;
    if (rule.keeps === true) {
      // Below the caller's now, where it is registered, and afterwards: nobody draws a court under their own.
      const parent = courtIn(bodyOf(request)['parentCode'], false);
      const now = await this.#courtsOf(code);
      if (code === reach.whole || parent === undefined || (now.length > 0 && !reaches(reach, now)) || !reaches(reach, await this.#courtsOf(parent))) throw beyond;
      return;
    }
    if (code === undefined || !reaches(reach, await this.#courtsOf(code))) throw beyond;
  }

  async #courtsOf(code: string | undefined): Promise<readonly string[]> {
    return code === undefined ? [] : ((await this.#grounds.court('court', code))?.courts ?? []);
  }
}

/** What would open it. */
function missing(why: 'reason-needed' | 'part-missing' | 'shared-message', { parts = [] }: AboutRule, changes: boolean): string | undefined {
  if (why === 'part-missing') return `Needed: to take part as ${parts.join(' or ')}.`;
  if (why !== 'reason-needed') return undefined;
  return `POST /api/v1/access-grants with the case, a purpose${changes ? ' (correction or emergency-cover, since something is changed)' : ''} and your reason opens it for some hours; the supervisors of the court are told.`;
}

const isCaseThing = (thing: CaseThing | CourtThing): thing is CaseThing => (CASE_THINGS as readonly string[]).includes(thing);

function mayHave(thing: Exclude<CourtThing, 'court'>, found: CourtThingFound, principal: Principal, roles: readonly Role[], reach: Reach): boolean {
  const { courts, login, other } = found;
  const inReach = courts === null ? reach.whole === '*' : reaches(reach, courts) || (reach.whole === '*' && courts.length === 0);
  if (thing === 'officer' || thing === 'identity' || thing === 'registration-task') return inReach;
  // That one waits is no secret in its court; who reads it is narrowed further.
  if (thing === 'approval' && inReach) return true;
  const isTheirs = login === principal.login || other === principal.login;
  return isTheirs || (inReach && roles.some((role) => role === 'auditor' || (thing !== 'session' && role === 'supervisor')));
}

const bodyOf = ({ body }: AccessRequest): Readonly<Record<string, unknown>> => (typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {});

/** @returns undefined when there is nothing that could be looked up */
function valueOf(request: AccessRequest, { in: place = 'path', name }: Pick<AboutRule, 'in' | 'name'>): string | undefined {
  const value = place === 'path' ? request.params?.[name] : bodyOf(request)[name];
  return typeof value === 'string' ? value : undefined;
}

/** `id: null` when what stands there cannot be one of ours; undefined when it is left to whoever checks the call. */
function caseNamed(request: AccessRequest, rule: AboutRule, thing: CaseThing): { readonly thing: CaseThing; readonly id: string | null } | undefined {
  const value = valueOf(request, rule);
  if (value === undefined) return rule.or === undefined ? undefined : caseNamed(request, { ...rule, ...rule.or, or: undefined } as AboutRule, rule.or.thing);
  if (thing === 'case-number') {
    const parsed = parseCaseNumber(value);
    return parsed.ok ? { thing, id: parsed.value.canonical } : undefined;
  }
  if (!formed(thing, value)) return rule.in === 'body' ? undefined : { thing, id: null };
  return { thing, id: value };
}

const formed = (thing: CaseThing | CourtThing, id: string): boolean => (NUMBERED.includes(thing) ? NUMBER : NAMED.includes(thing) ? /^[^\0]{1,200}$/ : UUID).test(id);

/** Code of the court that a code or a case number names. */
function courtIn(value: unknown, ofNumber: boolean): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (ofNumber) {
    const parsed = parseCaseNumber(value);
    return parsed.ok ? parsed.value.courtCode : undefined;
  }
  const parsed = parseCourtCode(value);
  return parsed.ok ? parsed.value.code : undefined;
}
