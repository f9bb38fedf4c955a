import { accepted, refused, type Parsed } from './parsed.js';
import { compactText } from './text-fold.js';

/** CNAPS bank number 支付系统行号 (联行号). The check digit's rule is not public; it is not verified. */
export interface CnapsNumber {
  /** 12 digits. */
  readonly number: string;
  /** 行别代码, three digits: 102 ICBC, 103 ABC, … */
  readonly bank: string;
  /** 地区代码, four digits of the payment system (3310 is Hangzhou), not of GB/T 2260. */
  readonly city: string;
  /** 分支机构序号, four digits. */
  readonly branch: string;
}

const EXPECTED_CNAPS = 'A CNAPS bank number has 12 digits.';

export function parseCnapsNumber(input: string): Parsed<CnapsNumber> {
  const text = compactText(input, 40, EXPECTED_CNAPS);
  if (!text.ok) return text;
  const number = text.value;
  if (!/^\d+$/.test(number)) return refused('characters', EXPECTED_CNAPS);
  if (number.length !== 12) return refused('length', EXPECTED_CNAPS);
  return accepted({ number, bank: number.slice(0, 3), city: number.slice(3, 7), branch: number.slice(7, 11) });
}

/**
 * Institution code of the court–bank interface, 17 characters (wire contracts §4.9), used in file names and as the
 * bank's key. Its inner structure is inferred from twenty published codes.
 */
export interface CourtBankCode {
  readonly code: string;
  /** C state-owned 国有, E joint-stock 股份制, F city bank 城商行; other letters occur for other institutions. */
  readonly institutionClass: string;
  /** Letter and three digits, e.g. `C001`. */
  readonly institution: string;
  /** Level letter; H 总行 in every code found. */
  readonly level: string;
  /** Six-digit administrative area of the seat. */
  readonly region: string;
}

const EXPECTED_COURT_BANK =
  'A bank code of the court interface has 17 characters: a letter, three digits, a letter (H for a head office) and twelve digits.';

export function parseCourtBankCode(input: string): Parsed<CourtBankCode> {
  const text = compactText(input, 40, EXPECTED_COURT_BANK);
  if (!text.ok) return text;
  const code = text.value;
  if (!/^[0-9A-Z]+$/.test(code)) return refused('characters', EXPECTED_COURT_BANK);
  if (code.length !== 17) return refused('length', EXPECTED_COURT_BANK);
  if (!/^[A-Z]\d{3}[A-Z]\d{12}$/.test(code)) return refused('format', EXPECTED_COURT_BANK);
  return accepted({
    code,
    institutionClass: code.charAt(0),
    institution: code.slice(0, 4),
    level: code.charAt(4),
    region: code.slice(8, 14),
  });
}
