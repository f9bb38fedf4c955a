import { beijingYear } from './calendar.js';
import { parseCourtCode, type CourtKind } from './court-code.js';
import { accepted, refused, type Parsed } from './parsed.js';
import { compactText } from './text-fold.js';

/** Case type characters 类型代字 met around execution. Which ones a court uses is a setting; this is the default list. */
export const EXECUTION_CASE_TYPES: readonly string[] = [
  '执', // execution of a first application 首次执行
  '执恢', // restored execution 恢复执行
  '执保', // preservation 财产保全执行
  '执异', // objection 执行异议
  '执复', // reconsideration 执行复议
  '执监', // supervision 执行监督
  '执协', // coordination 执行协调
  '执他', // other execution matters
  '财保', // pre-action preservation 财产保全
  '执破', // execution passing over to bankruptcy 执转破
];

export interface CaseNumberParts {
  /** Year of filing 收案年度. */
  readonly year: number;
  /** 法院代字, e.g. `浙0106`. */
  readonly courtCode: string;
  /** 类型代字, at most three Chinese characters. */
  readonly type: string;
  /** 案件编号, from 1. */
  readonly serial: number;
}

/** Case number 案号 (法〔2015〕137号 arts 2, 3, 7, 9, 10). */
export interface CaseNumber extends CaseNumberParts {
  /** Full-width canonical form, the only one stored: `（2016）浙0106执1234号`. */
  readonly canonical: string;
  readonly courtKind: CourtKind;
  /** False when the type is not in the list of known types: correct by shape, but somebody should look. */
  readonly knownType: boolean;
}

export interface CaseNumberOptions {
  readonly knownTypes?: readonly string[];
  /** For the latest possible year; the present when left out. */
  readonly now?: Date;
}

const LONGEST = 60;
const EXPECTED =
  'A case number looks like （2016）浙0106执1234号: year in brackets from 1949 to next year, court code, a type of at most three Chinese characters, a serial number and 号, in at most 60 characters.';

/** Traditional forms of the characters in a case number, so that 執 and 执 do not make two cases that look like one. */
const SIMPLIFIED: Readonly<Record<string, string>> = { 執: '执', 號: '号', 財: '财', 復: '复', 異: '异', 監: '监', 協: '协' };
const TRADITIONAL = /[執號財復異監協]/g;

/** Accepts full-width, half-width and 〔〕 brackets, full-width digits and stray spaces; refuses anything around the number. */
export function parseCaseNumber(input: string, options: CaseNumberOptions = {}): Parsed<CaseNumber> {
  const text = compactText(input, LONGEST, EXPECTED);
  if (!text.ok) return text;
  const plain = text.value.replaceAll('〔', '(').replaceAll('〕', ')').replace(TRADITIONAL, (c) => SIMPLIFIED[c] ?? c);
  if (!/^[()0-9\u4E00-\u9FFF]+$/.test(plain)) return refused('characters', EXPECTED);
  // 最高法知 first: in 最高法知民终 the court is 最高法知, in 最高法知1号 it can only be 最高法 with the type 知.
  const found = /^\((\d{4})\)(最高法知|最高法|[\u4E00-\u9FFF]\d*)([\u4E00-\u9FFF]{1,3})0*(\d{1,9})号$/.exec(plain);
  if (!found) return refused('format', EXPECTED);
  const [, yearText = '', courtText = '', type = '', serialText = ''] = found;
  const court = parseCourtCode(courtText);
  if (!court.ok) return refused(court.reason === 'region' ? 'region' : 'format', EXPECTED);
  const year = Number(yearText);
  if (year < 1949 || year > beijingYear(options.now ?? new Date()) + 1) return refused('year', EXPECTED);
  const serial = Number(serialText);
  if (serial === 0) return refused('range', EXPECTED);
  const parts: CaseNumberParts = { year, courtCode: court.value.code, type, serial };
  return accepted({
    canonical: formatCaseNumber(parts),
    ...parts,
    courtKind: court.value.kind,
    knownType: (options.knownTypes ?? EXECUTION_CASE_TYPES).includes(type),
  });
}

export function formatCaseNumber(parts: CaseNumberParts): string {
  return `（${parts.year}）${parts.courtCode}${parts.type}${parts.serial}号`;
}
