import type { Subject } from '#contracts/adapter';
import type { LeafElement } from '#libs/judicial-xml';
import { advanceNotice, isMortgagee, isOnLandOnly, mortgage, seizure } from './real-estate.encumbrances.js';
import { Estate } from './real-estate.estate.js';
import { holderOf } from './real-estate.holders.js';
import { Report, type Loss } from '#libs/convert-data-service';
import { RIGHT_KINDS, rightFacts } from './real-estate.rights.js';
import { sourceOfUnit, unitOf, type Unit } from './real-estate.unit.js';
import { text } from './real-estate.values.js';
import { field, rowsOf, strangersIn } from './real-estate.wire.js';

/** Right lists first, then what lies on the units they name; `QLRXX` beside the lists names its unit itself. */
export const LISTS: readonly string[] = [...RIGHT_KINDS.map(({ list }) => list), 'QLRXX', 'DYAQ', 'YGDJ', 'CFDJ'];

/**
 * The estates of one answer. A mortgage, a seizure, an advance notice or a holder is put to the right row of its unit; where the
 * answer has no such row it opens an estate of its own (`其他登记`), so that nothing registered is ever lost.
 */
export class EstateBook {
  readonly #estates: Estate[] = [];
  /** The first row of each list, by unit and by unit and certificate: few, however many rows an answer has. */
  readonly #byUnit = new Map<string, Map<string, Estate>>();
  readonly #rows = new Map<string, string>();

  constructor(
    private readonly subject: Subject,
    private readonly losses: Loss[],
  ) {}

  /** Reads the rows of one list; lists come in the order of {@link LISTS}. */
  read(list: string, rows: readonly LeafElement[]): void {
    for (const [index, row] of rows.entries()) {
      const place = `${list}第${index + 1}行`;
      const report = new Report(this.losses, place);
      const unit = unitOf(row, report);
      const kind = RIGHT_KINDS.find((each) => each.list === list);
      if (kind === undefined) this.#put(list, row, unit, report);
      else this.#open(row, kind, unit, report, place);
    }
  }

  /** All estates, those with a right row first. */
  close(): readonly Estate[] {
    return this.#estates;
  }

  #open(row: LeafElement, kind: (typeof RIGHT_KINDS)[number], unit: Unit, report: Report, place: string): void {
    const facts = rightFacts(row, kind, report);
    // A certificate stands for one right in one unit: two such rows that differ say two things at once.
    const key = JSON.stringify([kind.list, unit.code, facts.certificate]);
    const twin = this.#rows.get(key);
    if (twin === undefined) this.#rows.set(key, place);
    else if (unit.code !== '') this.losses.push({ defect: 'contradictory', detail: `${twin}与${place}不动产单元号和权证号相同而内容不同` });
    for (const stranger of strangersIn(row, ['QLRXX'])) report.remark(`含有未识别的内容${stranger}`);
    const estate = new Estate(unit, kind.source, report, facts, kind);
    for (const holder of rowsOf(row, 'QLRXX')) estate.hold(holderOf(holder, this.subject, report));
    this.#add(estate);
  }

  #put(list: string, row: LeafElement, unit: Unit, report: Report): void {
    const onLand = list === 'DYAQ' && isOnLandOnly(row);
    switch (list) {
      case 'QLRXX':
        return this.#putHolder(row, unit, report);
      case 'DYAQ': {
        const estate = this.#estateFor(row, unit, onLand, report);
        if (estate.kind === undefined && isMortgagee(row, [this.subject.name, ...this.subject.otherNames])) estate.subjectIs = 'mortgagee';
        estate.rights.push(mortgage(row, report));
        return;
      }
      case 'YGDJ':
        this.#estateFor(row, unit, onLand, report).rights.push(advanceNotice(row, report));
        return;
      default:
        this.#estateFor(row, unit, onLand, report).seizures.push(seizure(row, report));
    }
  }

  /** To the right rows of the unit with the certificate it names, or to the first of each list when it names none that is there. */
  #putHolder(row: LeafElement, unit: Unit, report: Report): void {
    const holder = holderOf(row, this.subject, report);
    const certificate = field(row, 'BDCQZH');
    const exact = certificate === '' ? undefined : this.#byUnit.get(certificateKey(unit, certificate));
    const estates = exact ?? this.#byUnit.get(unit.code);
    if (estates === undefined) this.#estateFor(row, unit, false, report).hold(holder);
    else for (const estate of estates.values()) estate.hold(holder);
  }

  /** The right row of the unit: the building, which the land follows, unless the register says that the land alone is meant. */
  #estateFor(row: LeafElement, unit: Unit, onLand: boolean, report: Report): Estate {
    const known = [...(this.#byUnit.get(unit.code)?.values() ?? [])];
    const wanted = onLand ? known.find(({ source }) => source === 'land') : undefined;
    const estate = wanted ?? known[0];
    if (estate !== undefined) return estate;
    // Its remarks are about the unit; those of the row stand in the right or measure itself.
    const own = new Report(this.losses, '');
    const orphan = new Estate(unit, sourceOfUnit(unit, onLand), own, {
      location: text(row, 'ZL', report),
      registry: text(row, 'DJJG', report),
      certificate: '',
      attributes: { districtCode: text(row, 'DQDM', report) },
    });
    this.#add(orphan);
    return orphan;
  }

  #add(estate: Estate): void {
    this.#estates.push(estate);
    const { unit, facts, kind } = estate;
    // Rows without a unit code belong to nothing but themselves.
    if (unit.code === '') return;
    const keys = facts.certificate === undefined || facts.certificate === '' ? [unit.code] : [unit.code, certificateKey(unit, facts.certificate)];
    for (const key of keys) {
      const lists = this.#byUnit.get(key) ?? new Map<string, Estate>();
      if (!lists.has(kind?.list ?? '')) lists.set(kind?.list ?? '', estate);
      this.#byUnit.set(key, lists);
    }
  }
}

const certificateKey = ({ code }: Unit, certificate: string): string => `${code} ${certificate}`;
