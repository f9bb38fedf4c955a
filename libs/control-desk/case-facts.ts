import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CaseAccount } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { auditedChange, auditedRead, type Actor } from '#libs/access';
import { livingReserveOf, type ControlEngine } from '#libs/control';
import { beijingDay, isDay, type Day } from '#libs/statute';
import { livingAmountsOf, type Database, type PostgresControlStore, type ReadingDatabase, type Tables } from '#libs/store';

type Transaction = Kysely<Tables>;

export interface RegisteredAccount extends CaseAccount {
  readonly version: number;
  readonly registeredBy: string;
  readonly registeredAt: Date;
}

/** What decisions about measures know of an obligor besides who they are. */
export interface ObligorFacts {
  readonly obligorId: string;
  readonly bankruptcyAcceptedOn: Day | null;
  readonly bankruptcyCourt: string | null;
  readonly livingReserveFen: number;
  readonly livingBasis: string | null;
}

/** How what stays free for living is found: by the local standard, or as a sum (查扣冻规定 art 3). */
export interface WantedReserve {
  readonly people?: number;
  readonly months?: number;
  readonly region?: string;
  readonly fen?: number;
  readonly reason: string;
}

export interface CaseFactsParts {
  readonly database: Database;
  /** Where people's reads go. */
  readonly reading?: ReadingDatabase;
  readonly engine: ControlEngine;
  readonly store: PostgresControlStore;
  readonly clock?: () => Date;
}

/**
 * Facts of a case that measures depend on: the account deducted money goes to (执行款专户), bankruptcy, what an obligor lives on. Each change
 * is one transaction with the recount of the case, so that no order leaves by what was true before.
 */
export class CaseFacts {
  constructor(private readonly parts: CaseFactsParts) {}

  /** @returns undefined when none is registered */
  readAccount(caseId: string, actor: Actor): Promise<RegisteredAccount | undefined> {
    const { database, reading = database } = this.parts;
    return auditedRead(database, actor, { event: 'control.account-read', caseId }, () => this.#account(reading, caseId));
  }

  /**
   * Registers or changes the account (I3): the only place money is ever sent to.
   * @param seen version that was seen; undefined where none is registered yet
   * @throws Problem `version-conflict`, `case-unknown`
   */
  putAccount(caseId: string, account: CaseAccount, seen: number | undefined, actor: Actor): Promise<RegisteredAccount> {
    const { database } = this.parts;
    const event = 'control.account-changed' as const;
    return auditedChange(database, actor, ({ version }: RegisteredAccount) => ({ event, caseId, reason: `version ${version}` }), { event, caseId }, async (transaction) => {
      const { fields } = database;
      // Under the lock of the case: a deduction that is being decided sees the account before or after, never a half of it.
      const locked = await sql`SELECT FROM case_file WHERE id = ${caseId} FOR NO KEY UPDATE`.execute(transaction);
      if (locked.rows.length === 0) throw new Problem('case-unknown');
      const known = await transaction.selectFrom('case_account').select('version').where('case_id', '=', caseId).executeTakeFirst();
      if (known?.version !== seen) throw new Problem('version-conflict');
      const text = JSON.stringify(account);
      const key = fields.sealing ? await fields.ofCase(caseId) : undefined;
      const values = {
        content: key === undefined ? (text as never) : null, sealed: key === undefined ? null : key.seal(Buffer.from(text), `case_account.sealed ${caseId}`, fields.cipher), version: (known?.version ?? 0) + 1,
        registered_by: actor.login, registered_at: this.#now(),
      };
      await transaction.insertInto('case_account').values({ case_id: caseId, ...values }).onConflict((conflict) => conflict.column('case_id').doUpdateSet(values)).execute();
      return { ...account, version: values.version, registeredBy: actor.login, registeredAt: values.registered_at };
    });
  }

  /** Bankruptcy of an obligor was accepted (C10): nothing new is controlled or deducted, and the release of what stands is put before a person. */
  recordBankruptcy(caseId: string, obligorId: string, { acceptedOn, court }: { readonly acceptedOn: Day; readonly court: string }, actor: Actor): Promise<ObligorFacts> {
    if (!isDay(acceptedOn) || acceptedOn > beijingDay(this.#now())) throw new Problem('request-invalid', undefined, [{ field: '/acceptedOn', allowed: 'a day that is not in the future' }]);
    return this.#changeObligor(caseId, obligorId, `bankruptcy accepted on ${acceptedOn}`, actor, (transaction) =>
      sql`UPDATE obligor SET bankruptcy_accepted_on = ${acceptedOn}, bankruptcy_court = ${court} WHERE id = ${obligorId} AND case_id = ${caseId} AND removed_at IS NULL RETURNING id`.execute(transaction));
  }

  /** What stays free of deduction for one person over all institutions (B7). @throws Problem `request-invalid`, `obligor-unknown` */
  async setLivingReserve(caseId: string, obligorId: string, wanted: WantedReserve, actor: Actor): Promise<ObligorFacts> {
    const { fen, basis } = await this.#reserve(wanted);
    return this.#changeObligor(caseId, obligorId, `${fen} fen stay free: ${basis}`, actor, (transaction) =>
      sql`UPDATE obligor SET living_reserve_fen = ${fen}, living_basis = ${basis} WHERE id = ${obligorId} AND case_id = ${caseId} AND kind = 'person' AND removed_at IS NULL RETURNING id`.execute(transaction));
  }

  async #reserve({ people = 1, months, region, fen, reason }: WantedReserve): Promise<{ readonly fen: number; readonly basis: string }> {
    if (fen !== undefined) return { fen, basis: reason };
    if (months === undefined || region === undefined) throw new Problem('request-invalid', undefined, [{ field: '/fen', allowed: 'a sum, or people, months and region' }]);
    const found = livingReserveOf(await livingAmountsOf(this.parts.database.query, region), { region, people, months }, beijingDay(this.#now()));
    if (found === undefined) throw new Problem('request-invalid', 'No local standard is known there.', [{ field: '/fen', allowed: 'a sum: no local standard is known for this region and day' }]);
    return found;
  }

  #changeObligor(caseId: string, obligorId: string, reason: string, actor: Actor, change: (transaction: Transaction) => Promise<{ readonly rows: readonly unknown[] }>): Promise<ObligorFacts> {
    const { database, engine, store } = this.parts;
    const event = 'control.obligor-changed' as const;
    let inside: PostgresControlStore | undefined;
    return auditedChange(database, actor, { event, caseId, reason, obligors: [obligorId] }, { event, caseId }, async (transaction) => {
      if ((await change(transaction)).rows.length === 0) throw new Problem('obligor-unknown');
      inside = store.within(transaction);
      await engine.over(inside).recount(caseId, actor, reason);
      const { rows } = await sql<ObligorFacts>`SELECT id AS "obligorId", bankruptcy_accepted_on AS "bankruptcyAcceptedOn", bankruptcy_court AS "bankruptcyCourt", living_reserve_fen AS "livingReserveFen",
          living_basis AS "livingBasis"
        FROM obligor WHERE id = ${obligorId}`.execute(transaction);
      return rows[0]!;
    }).then((facts) => {
      inside?.committed();
      return facts;
    });
  }

  async #account(reading: ReadingDatabase, caseId: string): Promise<RegisteredAccount | undefined> {
    const row = await reading.query.selectFrom('case_account').selectAll().where('case_id', '=', caseId).executeTakeFirst();
    if (row === undefined) return undefined;
    const opener = await reading.fields.opener([row.sealed]);
    const account = opener.json<CaseAccount>(row.sealed, row.content as CaseAccount | null, `case_account.sealed ${caseId}`);
    return { ...account, version: row.version, registeredBy: row.registered_by, registeredAt: row.registered_at };
  }

  #now(): Date {
    return this.parts.clock?.() ?? new Date();
  }
}
