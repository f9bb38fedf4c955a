import { accepted, refused, type Parsed } from './parsed.js';
import { compactText } from './text-fold.js';

/** `special` 专门法院: maritime, railway, internet, development-zone, military … — courts without an administrative area. */
export type CourtKind = 'supreme' | 'high' | 'intermediate' | 'basic' | 'special';

/** Court code 法院代字 as it stands in a case number (法〔2015〕137号). Not the wire code FYDM, see `parseWireCourtCode`. */
export interface CourtCode {
  /** Canonical, e.g. `浙0106`. */
  readonly code: string;
  /** `浙`; `兵` for the Xinjiang Corps, `军` for military courts, `最高法` for the Supreme People's Court. */
  readonly region: string;
  readonly kind: CourtKind;
  /** Level 审级 by the shape of the code; differs from `kind` for special courts (浙72 sits at intermediate level). */
  readonly level: 'supreme' | 'high' | 'intermediate' | 'basic';
}

/** Inner Mongolia is 内 and Guizhou 黔 here, unlike on number plates. */
const COURT_REGIONS = '京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵军';

const EXPECTED =
  'A court code is 最高法, 最高法知, or a province character followed by no digit (high court), two digits (intermediate) or four digits (basic).';

/** Accepts full-width digits and stray spaces. Which numbers are really in use is data, not checked here. */
export function parseCourtCode(input: string): Parsed<CourtCode> {
  const text = compactText(input, 20, EXPECTED);
  if (!text.ok) return text;
  const code = text.value;
  if (code === '最高法' || code === '最高法知') {
    return accepted({ code, region: '最高法', kind: 'supreme', level: 'supreme' });
  }
  const found = /^([\u4E00-\u9FFF])(\d{2})?(\d{2})?$/.exec(code);
  if (!found) return refused(/^[\u4E00-\u9FFF0-9]+$/.test(code) ? 'format' : 'characters', EXPECTED);
  const [, region = '', area, court] = found;
  if (!COURT_REGIONS.includes(region)) return refused('region', EXPECTED);
  const level = area === undefined ? 'high' : court === undefined ? 'intermediate' : 'basic';
  return accepted({ code, region, kind: isSpecial(region, area, court) ? 'special' : level, level });
}

/**
 * Numbers that name no administrative area: 71–89 and 95 in the first pair (71 railway, 72 maritime, 73 intellectual
 * property, 74 financial, 75 forest, 81 reclamation, 86 railway, 95 mining), 91–99 in the second pair (development
 * zones, internet courts such as 浙0192). First pairs 90, 96 and 97 are areas run by the province directly.
 */
function isSpecial(region: string, area: string | undefined, court: string | undefined): boolean {
  if (region === '军') return true;
  const first = Number(area ?? 0);
  return (first >= 71 && first <= 89) || first === 95 || Number(court ?? 0) >= 91;
}

const EXPECTED_WIRE = 'A wire court code (FYDM) is 1 to 50 letters and digits.';

/** FYDM 法院代码 of the bank interface (wire contracts §2.7): opaque, seen as `1150`, `320100`, `J10`. Case is kept. */
export function parseWireCourtCode(input: string): Parsed<string> {
  if (typeof input !== 'string') return refused('not-text', EXPECTED_WIRE);
  const text = input.trim();
  if (text === '') return refused('empty', EXPECTED_WIRE);
  if (text.length > 50) return refused('length', EXPECTED_WIRE);
  return /^[0-9A-Za-z]+$/.test(text) ? accepted(text) : refused('characters', EXPECTED_WIRE);
}
