import { accepted, refused, type Parsed } from './parsed.js';
import { compactText } from './text-fold.js';

/** Parts of a real-estate unit code, in the order of the code. All are kept as text: leading zeros count. */
export interface RealEstateUnitParts {
  /** 县级行政区划代码, six digits. */
  readonly district: string;
  /** 地籍区, three digits. */
  readonly cadastralZone: string;
  /** 地籍子区, three digits. */
  readonly cadastralSubzone: string;
  /** 宗地特征码, two letters: G state-owned, J collective, Z disputed; then the kind of right, e.g. B building land. */
  readonly parcelType: string;
  /** 宗地顺序号, five digits. */
  readonly parcelNumber: string;
  /** 定着物特征码: F house, L forest, Q other, W bare land. */
  readonly fixtureType: string;
  /** 定着物单元号, eight digits; 00000000 with W. */
  readonly fixtureNumber: string;
}

/** Real-estate unit code 不动产单元号, BDCDYH (GB/T 37346): 28 places. */
export interface RealEstateUnit extends RealEstateUnitParts {
  /** 28 characters without spaces. */
  readonly code: string;
}

const EXPECTED =
  'A real-estate unit code has 28 places: 12 digits, two parcel letters (the first G, J or Z), five digits, a fixture letter F, L, Q or W and eight digits.';

/** Accepts lower case, full-width forms and the spaces that certificates print between the parts. */
export function parseRealEstateUnit(input: string): Parsed<RealEstateUnit> {
  const text = compactText(input, 60, EXPECTED);
  if (!text.ok) return text;
  if (!/^[0-9A-Z]+$/.test(text.value)) return refused('characters', EXPECTED);
  if (text.value.length !== 28) return refused('length', EXPECTED);
  const found = /^(\d{6})(\d{3})(\d{3})([GJZ][A-Z])(\d{5})([FLQW])(\d{8})$/.exec(text.value);
  if (!found) return refused('format', EXPECTED);
  const [code, district = '', cadastralZone = '', cadastralSubzone = '', parcelType = ''] = found;
  const [parcelNumber = '', fixtureType = '', fixtureNumber = ''] = found.slice(5);
  if (fixtureType === 'W' && fixtureNumber !== '00000000') return refused('format', EXPECTED);
  return accepted({ code, district, cadastralZone, cadastralSubzone, parcelType, parcelNumber, fixtureType, fixtureNumber });
}

export function formatRealEstateUnit(parts: RealEstateUnitParts): string {
  return (
    parts.district +
    parts.cadastralZone +
    parts.cadastralSubzone +
    parts.parcelType +
    parts.parcelNumber +
    parts.fixtureType +
    parts.fixtureNumber
  );
}
