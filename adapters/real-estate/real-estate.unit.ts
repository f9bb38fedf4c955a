import type { Source } from '#contracts/adapter';
import { parseRealEstateUnit } from '#libs/identifiers';
import type { LeafElement } from '#libs/judicial-xml';
import type { Report } from '#libs/convert-data-service';
import { field, isDamaged } from './real-estate.wire.js';

/** A real-estate unit (不动产单元) as a row names it. */
export interface Unit {
  /** 28 places without spaces; as written when it is no such code; empty when the row has none. */
  readonly code: string;
  /** It keeps to GB/T 37346, so other institutions know the thing under the same code. */
  readonly isStandard: boolean;
  /** District to parcel number (宗地代码, 19 places): what a building shares with the land it stands on. */
  readonly parcel: string;
  /** 定着物特征码: F house, L forest, Q other, W bare land; empty when unknown. */
  readonly fixture: string;
}

export function unitOf(row: LeafElement, report: Report): Unit {
  if (isDamaged(row, 'BDCDYH')) report.lose('encoding', 'BDCDYH无法解码');
  const written = field(row, 'BDCDYH').replace(/\s+/g, '');
  const parsed = parseRealEstateUnit(written);
  if (!parsed.ok) return { code: written, isStandard: false, parcel: '', fixture: '' };
  const { code, fixtureType } = parsed.value;
  return { code, isStandard: true, parcel: code.slice(0, 19), fixture: fixtureType };
}

/** Where a unit belongs that is known by a mortgage or a seizure only. */
export function sourceOfUnit({ fixture }: Unit, isLand: boolean): Source {
  if (fixture === 'W' || fixture === 'L') return 'land';
  return fixture === '' && isLand ? 'land' : 'real-estate';
}
