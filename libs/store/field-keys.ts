import { hash, randomBytes } from 'node:crypto';
import { Problem } from '#contracts/errors';
import { DataKey, keyOf, KeyRingFailure, type FieldCipher, type KeyRing } from '#libs/sealed-fields';
import { normaliseName } from '#libs/identifiers';
import type pg from 'pg';
import { plainArray } from './array-literal.js';
import { KeyMemory, type ErasedKey, type KnownKey } from './key-memory.js';

/** A row of `data_key` as statements of ours select it: {@link KEY_COLUMNS}. */
export interface RawKey {
  readonly key_id: number;
  readonly kind: 'case' | 'day' | 'installation';
  readonly key_case: string | null;
  readonly key_day: string | null;
  readonly wrapped: Buffer | null;
  readonly kek_version: number;
  readonly destroyed_at: Date | null;
  readonly destroyed_by: string | null;
}

/** Of a `data_key` k. */
export const KEY_COLUMNS = 'k.id AS key_id, k.kind, k.case_id AS key_case, k.day AS key_day, k.wrapped, k.kek_version, k.destroyed_at, k.destroyed_by';

/** Opens what is sealed, with keys that are at hand. */
export interface Opener {
  /** @throws Problem `personal-data-erased` when its key was destroyed; SealBroken when it was changed or moved */
  bytes(sealed: Buffer, place: string): Buffer;
  /** A value that is sealed, or was written before and stands in the clear. */
  json<T>(sealed: Buffer | null, plain: T | null, place: string): T;
  /** Set when the key of the value was destroyed. */
  erased(sealed: Buffer): ErasedKey | undefined;
}

/** Whose answer or exchange is to be sealed. */
export interface Belonging {
  readonly inquiryId?: string | null | undefined;
  readonly requestId?: number | null | undefined;
}

/** What is remembered of inquiries in progress: whose case they are. */
const MOST_INQUIRIES = 50_000;

/**
 * The keys of fields. Every case has a key of its own; what belongs to no single case is sealed with the key of its day, and what belongs
 * to the installation with that of the installation. Keys are looked up by their primary key on the prepared connections of the hot
 * path, many at once, and remembered for a while.
 */
export class FieldKeys {
  readonly #memory = new KeyMemory();
  readonly #caseOf = new Map<string, string>();

  constructor(
    private readonly pool: pg.Pool,
    /** `none`: everything is written in the clear, and nothing that is sealed can be read. For tools that need no personal data, and benches. */
    readonly ring: KeyRing | 'none',
  ) {}

  get sealing(): boolean {
    return this.ring !== 'none';
  }

  get cipher(): FieldCipher {
    return this.#ring.cipher;
  }

  get #ring(): KeyRing {
    if (this.ring === 'none') throw new KeyRingFailure('Personal data are sealed, and this program was given no key ring to read them.');
    return this.ring;
  }

  /** Key of each case; made if it has none. Of a case that was erased: the key of the day, for what comes afterwards. */
  async ofCases(caseIds: Iterable<string>): Promise<ReadonlyMap<string, DataKey>> {
    const wanted = [...new Set(caseIds)];
    const missing = wanted.filter((id) => this.#memory.of(`case ${id}`) === undefined);
    if (missing.length > 0) {
      await this.#load(CASES, 'keys-of-cases', [plainArray(missing, (id) => id)]);
      const none = missing.filter((id) => this.#memory.of(`case ${id}`) === undefined);
      if (none.length > 0) await this.#makeForCases(none);
    }
    return this.#alive(wanted.map((id) => [id, `case ${id}`]));
  }

  async ofCase(caseId: string): Promise<DataKey> {
    return (await this.ofCases([caseId])).get(caseId)!;
  }

  /** The key of today, for what belongs to no single case. */
  async ofDay(day = new Date().toISOString().slice(0, 10)): Promise<DataKey> {
    return this.#only(`day ${day}`, 'day', day);
  }

  async ofInstallation(): Promise<DataKey> {
    return this.#only('installation', 'installation', null);
  }

  /** Keys for a group of answers and exchanges, in its order: of the case where there is one, else of the day. */
  async ofBelongings(group: readonly Belonging[]): Promise<readonly DataKey[]> {
    const inquiries = new Set<string>();
    const requests = new Set<number>();
    for (const { inquiryId, requestId } of group) {
      if (inquiryId != null) {
        if (!this.#caseOf.has(inquiryId)) inquiries.add(inquiryId);
      } else if (requestId != null) requests.add(requestId);
    }
    const ofRequest = await this.#locate([...inquiries], [...requests]);
    const cases = group.map(({ inquiryId, requestId }) => (inquiryId != null ? this.#caseOf.get(inquiryId) : requestId != null ? ofRequest.get(requestId) : undefined));
    const keys = await this.ofCases(cases.filter((one) => one !== undefined));
    const day = cases.includes(undefined) ? await this.ofDay() : undefined;
    return cases.map((one) => (one === undefined ? day! : keys.get(one)!));
  }

  /** What stands for a document's number where it is looked for (`obligor_document.number`); the number itself where nothing is sealed. */
  numberIndex(type: string, number: string): string {
    return this.ring === 'none' ? number : `~${this.ring.blindIndex(`document ${type}`, number).toString('base64url')}`;
  }

  /** What stands for a name where exactly this name is looked for (`obligor.name_index`). */
  nameIndex(name: string): Buffer {
    return this.#ring.blindIndex('name', normaliseName(name));
  }

  /** A digest of personal content to compare with; SHA-256 where nothing is sealed. */
  digest(use: string, content: string | Buffer): Buffer {
    return this.ring === 'none' ? hash('sha256', content, 'buffer') : this.ring.keyedDigest(use, content);
  }

  /** So that answers to an inquiry need not be asked whose it is. */
  rememberInquiry(inquiryId: string, caseId: string): void {
    this.#caseOf.set(inquiryId, caseId);
    if (this.#caseOf.size > MOST_INQUIRIES) this.#caseOf.delete(this.#caseOf.keys().next().value!);
  }

  /** Takes in a key that came with another look-up. */
  async remember(raw: RawKey): Promise<void> {
    const owner = ownerOf(raw);
    if (this.#memory.of(owner) !== undefined) return;
    const known: KnownKey =
      raw.wrapped === null || raw.destroyed_at !== null
        ? { id: raw.key_id, erased: { keyId: raw.key_id, caseId: raw.key_case, at: raw.destroyed_at!, by: raw.destroyed_by! } }
        : { id: raw.key_id, key: new DataKey(raw.key_id, await this.#ring.unwrap({ wrapped: raw.wrapped, version: raw.kek_version }, owner)) };
    this.#memory.put(owner, known);
  }

  /** Gets the keys of everything that is sealed in one look-up, at most. */
  async opener(sealed: Iterable<Buffer | null | undefined>): Promise<Opener> {
    const known = new Map<number, KnownKey | undefined>();
    for (const value of sealed) if (value != null) known.set(keyOf(value), this.#memory.byId(keyOf(value)));
    const missing = [...known].filter(([, key]) => key === undefined).map(([id]) => id);
    if (missing.length > 0) {
      void this.#ring;
      await this.#load(KEYS, 'keys-by-id', [plainArray(missing, (id) => id)]);
      for (const id of missing) known.set(id, this.#memory.byId(id));
    }
    const find = (value: Buffer): KnownKey => {
      const key = known.get(keyOf(value)) ?? this.#memory.byId(keyOf(value));
      // A key is never deleted: a value that names another one was not written by us.
      if (key === undefined) throw new KeyRingFailure(`There is no data key ${keyOf(value)}.`);
      return key;
    };
    const bytes = (value: Buffer, place: string): Buffer => {
      const found = find(value);
      if ('erased' in found) throw new Problem('personal-data-erased', `Erased on ${found.erased.at.toISOString().slice(0, 10)} by order of ${found.erased.by}.`);
      return found.key.open(value, place);
    };
    return {
      bytes,
      json: <T>(value: Buffer | null, plain: T | null, place: string): T => (value === null ? plain! : (JSON.parse(bytes(value, place).toString()) as T)),
      erased: (value) => {
        const found = find(value);
        return 'erased' in found ? found.erased : undefined;
      },
    };
  }

  /** What this process remembers of the keys of cases goes: they were destroyed. */
  forget(caseIds: Iterable<string>): void {
    for (const id of caseIds) this.#memory.drop(`case ${id}`);
  }

  async #locate(inquiryIds: readonly string[], requestIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const ofRequest = new Map<number, string>();
    if (inquiryIds.length === 0 && requestIds.length === 0) return ofRequest;
    const { rows } = await this.pool.query<RawKey & { inquiry_id: string; case_id: string; request_id: number | null }>({
      name: 'keys-of-answers',
      text: BELONGINGS,
      values: [plainArray(inquiryIds, (id) => id), plainArray(requestIds, (id) => id)],
    });
    for (const row of rows) {
      this.rememberInquiry(row.inquiry_id, row.case_id);
      if (row.request_id !== null) ofRequest.set(row.request_id, row.case_id);
      if (row.key_id !== null) await this.remember(row);
    }
    return ofRequest;
  }

  async #load(text: string, name: string, values: unknown[]): Promise<void> {
    const { rows } = await this.pool.query<RawKey>({ name, text, values });
    for (const row of rows) await this.remember(row);
  }

  /** Two processes may make the key of a case at the same moment: that of the one that was first counts for both. */
  async #makeForCases(caseIds: readonly string[]): Promise<void> {
    const ring = this.#ring;
    // Another process may have begun to use a newer version.
    await ring.refresh();
    const wrapped = caseIds.map((id) => ring.wrap(randomBytes(32), `case ${id}`).wrapped);
    await this.pool.query(
      `INSERT INTO data_key (kind, case_id, wrapped, kek_version)
       SELECT 'case', case_id, wrapped, $3 FROM unnest($1::uuid[], $2::bytea[]) AS t (case_id, wrapped) ON CONFLICT (case_id) DO NOTHING`,
      [plainArray(caseIds, (id) => id), wrapped, ring.current],
    );
    await this.#load(CASES, 'keys-of-cases', [plainArray(caseIds, (id) => id)]);
  }

  async #only(owner: string, kind: 'day' | 'installation', day: string | null): Promise<DataKey> {
    const known = this.#memory.of(owner);
    if (known !== undefined && 'key' in known) return known.key;
    const find = () => this.#load(ONLY, 'keys-of-day', [kind, day]);
    await find();
    if (this.#memory.of(owner) === undefined) {
      await this.#ring.refresh();
      const { wrapped, version } = this.#ring.wrap(randomBytes(32), owner);
      await this.pool.query('INSERT INTO data_key (kind, day, wrapped, kek_version) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [kind, day, wrapped, version]);
      await find();
    }
    const made = this.#memory.of(owner);
    if (made === undefined || !('key' in made)) throw new KeyRingFailure(`The data key of ${owner} was destroyed.`);
    return made.key;
  }

  async #alive(owners: readonly (readonly [string, string])[]): Promise<ReadonlyMap<string, DataKey>> {
    const keys = new Map<string, DataKey>();
    for (const [id, owner] of owners) {
      // What was put a moment ago may be pushed out by what came after it.
      const known = this.#memory.of(owner) ?? (await this.#again(id, owner));
      keys.set(id, 'key' in known ? known.key : await this.ofDay());
    }
    return keys;
  }

  async #again(id: string, owner: string): Promise<KnownKey> {
    await this.#load(CASES, 'keys-of-cases', [plainArray([id], (one) => one)]);
    const known = this.#memory.of(owner);
    if (known === undefined) throw new KeyRingFailure(`The data key of ${owner} cannot be found.`);
    return known;
  }
}

/** For whom a key is wrapped. */
export const ownerOf = ({ kind, key_case: caseId, key_day: day }: Pick<RawKey, 'kind' | 'key_case' | 'key_day'>): string =>
  kind === 'case' ? `case ${caseId}` : kind === 'day' ? `day ${day}` : 'installation';

const CASES = `SELECT ${KEY_COLUMNS} FROM data_key k WHERE k.case_id = ANY($1::uuid[])`;
const KEYS = `SELECT ${KEY_COLUMNS} FROM data_key k WHERE k.id = ANY($1::bigint[])`;
const ONLY = `SELECT ${KEY_COLUMNS} FROM data_key k WHERE k.kind = $1 AND k.day IS NOT DISTINCT FROM $2::date AND k.kind <> 'case'`;
const BELONGINGS = `
SELECT i.id AS inquiry_id, i.case_id, NULL::bigint AS request_id, ${KEY_COLUMNS}
FROM inquiry i LEFT JOIN data_key k ON k.case_id = i.case_id WHERE i.id = ANY($1::uuid[])
UNION ALL
SELECT i.id, i.case_id, r.id, ${KEY_COLUMNS}
FROM inquiry_request r JOIN inquiry i ON i.id = r.inquiry_id LEFT JOIN data_key k ON k.case_id = i.case_id WHERE r.id = ANY($2::bigint[])`;
