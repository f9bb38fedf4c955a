import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { Sensitive } from '#contracts/adapter';
import type { AuditEvent } from '#contracts/audit';
import { courtInReach, type Database, type Reach, type Tables } from '#libs/store';
import type { Selectable } from 'kysely';
import { recordAudit } from './audit-trail.js';
import { isRole, type Actor, type Principal } from './principal.js';

export interface SessionLimits {
  /** A session nobody used for this long is over. */
  readonly idleMs: number;
  /** However busy, a session is over after this; then the provider is asked anew who it is and what they may do. */
  readonly longestMs: number;
}

export interface OpenSession {
  readonly id: string;
  readonly login: string;
  readonly startedAt: Date;
  readonly lastUsedAt: Date;
  /** When it is over if nobody uses it any more, or at the latest. */
  readonly endsAt: Date;
}

/** Use is written down at most this often in the idle time, so that reading a page is not a write each time. */
const TOUCHES_PER_IDLE_TIME = 20;
/** Sessions that are over are kept this long for whoever asks who was signed in. */
const REMEMBERED_MS = 90 * 86_400_000;
const MOST_LISTED = 200;

/**
 * Sessions of people in a browser (登录会话), in PostgreSQL, so that any gateway process can serve the next call and a restart
 * signs nobody out. The cookie holds 256 random bits, the database their digest. No token of the provider is kept.
 */
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly limits: SessionLimits,
    private readonly clock: () => number = Date.now,
  ) {}

  /** Opens a session and records the sign-in in the same transaction. @param replaces the session of the same browser, which ends */
  async open(principal: Principal, subject: { readonly issuer: string; readonly subject: string }, correlationId: string, replaces?: Sensitive): Promise<Sensitive> {
    const secret = new Sensitive(randomBytes(32).toString('base64url'));
    const now = this.clock();
    const actor: Actor = { login: principal.login, correlationId };
    await this.database.query.transaction().execute(async (transaction) => {
      if (replaces !== undefined) {
        await transaction.updateTable('sign_in_session').set({ ended_at: new Date(now) }).where('secret_digest', '=', digestOf(replaces)).where('ended_at', 'is', null).execute();
      }
      await transaction.deleteFrom('sign_in_session').where('ends_at', '<', new Date(now - REMEMBERED_MS)).execute();
      await transaction
        .insertInto('sign_in_session')
        .values({
          id: uuid(),
          secret_digest: digestOf(secret),
          ...subject,
          login: principal.login,
          display_name: principal.displayName,
          kind: principal.kind,
          court_code: principal.courtCode,
          roles: [...principal.roles],
          started_at: new Date(now),
          last_used_at: new Date(now),
          ends_at: new Date(now + this.limits.longestMs),
          ended_at: null,
        })
        .execute();
      await recordAudit(transaction, { event: 'sign-in.succeeded', actor: actor.login, result: 'success', correlationId });
    });
    return secret;
  }

  /** Whose session the cookie belongs to, and notes that it is used. @returns undefined when it is over, unknown, or its owner is disabled */
  async find(secret: Sensitive): Promise<{ readonly id: string; readonly principal: Principal } | undefined> {
    const now = this.clock();
    const row = await this.#live(now).selectAll('sign_in_session').where('sign_in_session.secret_digest', '=', digestOf(secret)).executeTakeFirst();
    if (row === undefined) return undefined;
    if (now - row.last_used_at.getTime() > this.limits.idleMs / TOUCHES_PER_IDLE_TIME) {
      await this.database.query.updateTable('sign_in_session').set({ last_used_at: new Date(now) }).where('id', '=', row.id).execute();
    }
    return { id: row.id, principal: principalOf(row) };
  }

  /** When the session of this id is over. @returns undefined when it is */
  async read(id: string): Promise<OpenSession | undefined> {
    const row = await this.#live(this.clock()).selectAll('sign_in_session').where('sign_in_session.id', '=', id).executeTakeFirst();
    return row === undefined ? undefined : this.#describe(row);
  }

  /** Open sessions, newest first: of one login, and of everybody in the courts that are watched over. */
  async list({ login, whole }: Reach): Promise<OpenSession[]> {
    let query = this.#live(this.clock()).selectAll('sign_in_session').orderBy('sign_in_session.started_at', 'desc').limit(MOST_LISTED);
    const watched = courtInReach({ login, ...(whole === undefined ? {} : { whole }) }, 'sign_in_session.court_code');
    query = query.where((where) => where.or([where('sign_in_session.login', '=', login), watched]));
    return (await query.execute()).map((row) => this.#describe(row));
  }

  /** Ends a session, in one transaction with its audit entry. @param login only if it is theirs @returns false when there is no such session open */
  end(id: string, actor: Actor, event: Extract<AuditEvent, 'sign-in.ended' | 'sign-in.revoked'>, login?: string): Promise<boolean> {
    return this.database.query.transaction().execute(async (transaction) => {
      let query = transaction.updateTable('sign_in_session').set({ ended_at: new Date(this.clock()) }).where('id', '=', id).where('ended_at', 'is', null);
      if (login !== undefined) query = query.where('login', '=', login);
      const ended = await query.returning('login').executeTakeFirst();
      if (ended === undefined) return false;
      await recordAudit(transaction, { event, actor: actor.login, result: 'success', reason: `session of ${ended.login}`, ...(actor.correlationId === null ? {} : { correlationId: actor.correlationId }) });
      return true;
    });
  }

  #live(now: number) {
    return this.database.query
      .selectFrom('sign_in_session')
      .leftJoin('external_identity', (join) => join.onRef('external_identity.issuer', '=', 'sign_in_session.issuer').onRef('external_identity.subject', '=', 'sign_in_session.subject'))
      .leftJoin('access_identity', 'access_identity.login', 'sign_in_session.login')
      .where('sign_in_session.ended_at', 'is', null)
      .where('sign_in_session.ends_at', '>', new Date(now))
      .where('sign_in_session.last_used_at', '>', new Date(now - this.limits.idleMs))
      .where('external_identity.disabled_at', 'is', null)
      .where('access_identity.disabled_at', 'is', null);
  }

  #describe(row: SessionRow): OpenSession {
    const idleEnd = row.last_used_at.getTime() + this.limits.idleMs;
    return { id: row.id, login: row.login, startedAt: row.started_at, lastUsedAt: row.last_used_at, endsAt: new Date(Math.min(idleEnd, row.ends_at.getTime())) };
  }
}

type SessionRow = Selectable<Tables['sign_in_session']>;

function principalOf(row: SessionRow): Principal {
  return Object.freeze({ login: row.login, displayName: row.display_name, kind: row.kind, courtCode: row.court_code, roles: Object.freeze(row.roles.filter(isRole)) });
}

function digestOf(secret: Sensitive): Buffer {
  return createHash('sha256').update(secret.reveal()).digest();
}
