import { parseRealEstateUnit } from '#libs/identifiers';

/** A registered right in land or in what stands on it, as an answer of a registry shows it. */
export interface RegisteredRight {
  readonly id: string;
  readonly kind: 'land' | 'building';
  /** 不动产单元号; a code that keeps to no standard is linked with nothing but itself. */
  readonly unitCode: string;
  /** Code of the institution asked, and the office that keeps the register (登记机构), as written. */
  readonly institutionCode: string;
  readonly registrar?: string;
  /** The obligor is among the holders; what belongs to others alone is never drawn in (A7). */
  readonly isObligors: boolean;
}

/** What a seal of one right means for another. */
export interface LinkedSeal {
  readonly rightId: string;
  /**
   * `same-filing`: the seal reaches it by itself, one entry serves · `own-filing`: another register keeps it, so it is sealed there by an
   * order of its own · `excepted`: it belongs to somebody else, the seal does not reach it.
   */
  readonly effect: 'same-filing' | 'own-filing' | 'excepted';
  readonly basis: string;
}

const ARTICLE = '《最高人民法院关于人民法院民事执行中查封、扣押、冻结财产的规定》第二十一条';

/**
 * What else a seal of `chosen` reaches (房地一体, 查扣冻规定 art 21): a seal of a building reaches the land-use right in its range and the
 * other way round, unless land and building belong to the obligor and to others. Where two offices keep the two registers, both are filed.
 * Land and building are one another's when their unit codes have the parcel in common (宗地代码, the first 19 places). Pure.
 */
export function linkedSeals(chosen: RegisteredRight, all: readonly RegisteredRight[]): readonly LinkedSeal[] {
  const parcel = parcelOf(chosen.unitCode);
  return all
    .filter(({ id, kind, unitCode }) => id !== chosen.id && kind !== chosen.kind && (parcelOf(unitCode) === parcel || unitCode === chosen.unitCode))
    .map((other): LinkedSeal => {
      if (!other.isObligors || !chosen.isObligors) return { rightId: other.id, effect: 'excepted', basis: `${ARTICLE}第一款但书：分属被执行人与他人的除外` };
      return isOneRegister(chosen, other)
        ? { rightId: other.id, effect: 'same-filing', basis: `${ARTICLE}第一款` }
        : { rightId: other.id, effect: 'own-filing', basis: `${ARTICLE}第二款：登记机关不是同一机关的，应当分别办理查封登记` };
    });
}

/** Of the rights chosen to be sealed, those to add as filings of their own. */
export function filingsToAdd(chosen: readonly RegisteredRight[], all: readonly RegisteredRight[]): readonly string[] {
  const ids = new Set(chosen.map(({ id }) => id));
  const added = chosen.flatMap((right) => linkedSeals(right, all)).filter(({ effect, rightId }) => effect === 'own-filing' && !ids.has(rightId));
  return [...new Set(added.map(({ rightId }) => rightId))];
}

/** In doubt two: a filing too many is answered "already sealed", a missing one leaves the land free. */
function isOneRegister(a: RegisteredRight, b: RegisteredRight): boolean {
  const office = ({ registrar = '' }: RegisteredRight): string => registrar.normalize('NFKC').replace(/\s+/g, '');
  // One code for both is one entry of one register.
  if (a.unitCode === b.unitCode) return a.institutionCode === b.institutionCode;
  return a.institutionCode === b.institutionCode && office(a) !== '' && office(a) === office(b);
}

function parcelOf(unitCode: string): string {
  const parsed = parseRealEstateUnit(unitCode);
  return parsed.ok ? parsed.value.code.slice(0, 19) : unitCode;
}
