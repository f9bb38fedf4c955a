import { accepted, refused, type Parsed } from './parsed.js';
import { foldWidth } from './text-fold.js';

export interface RealEstateCertificateParts {
  /** Province character, e.g. 浙. */
  readonly province: string;
  readonly year: number;
  /** City or county 登记地 as printed, e.g. 杭州市. */
  readonly place: string;
  /** `ownership` 不动产权证书, `evidence` 不动产登记证明 (mortgages, advance notices, easements). */
  readonly kind: 'ownership' | 'evidence';
  /** 顺序号: seven digits, kept as text. */
  readonly serial: string;
}

/** Real-estate certificate number 不动产权证号, BDCQZH. Numbers from before unified registration (房权证, 国用) are free text. */
export interface RealEstateCertificate {
  /** As received, without spaces at the ends; what the registry must be asked with. */
  readonly raw: string;
  /** Only for a number of unified registration 统一登记. */
  readonly parts?: RealEstateCertificateParts;
  /** `浙（2019）杭州市不动产权第0012345号`, or the raw text of an old number. */
  readonly canonical: string;
}

const PROVINCES = '京津冀晋蒙内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云滇藏陕甘青宁新兵';
const LONGEST = 100;
const EXPECTED =
  'A real-estate certificate number looks like 浙（2019）杭州市不动产权第0012345号, or is an older number of at most 100 letters, digits, Chinese characters and plain punctuation.';

export function parseRealEstateCertificate(input: string): Parsed<RealEstateCertificate> {
  if (typeof input !== 'string') return refused('not-text', EXPECTED);
  if (input.length > LONGEST) return refused('length', EXPECTED);
  const raw = input.replace(/^[ \t\u00A0\u3000]+|[ \t\u00A0\u3000]+$/g, '');
  if (raw === '') return refused('empty', EXPECTED);
  const folded = foldWidth(raw).replace(/[〔【[]/g, '(').replace(/[〕】\]]/g, ')');
  if (!/^[\p{L}\p{N}()、，,《》#/.·: _—-]+$/u.test(folded)) return refused('characters', EXPECTED);
  const parts = readUnified(folded.replace(/[ \u00A0]/g, ''));
  return accepted(parts ? { raw, parts, canonical: formatRealEstateCertificate(parts) } : { raw, canonical: raw });
}

function readUnified(text: string): RealEstateCertificateParts | undefined {
  const found = /^([\u4E00-\u9FFF])\((\d{4})\)([\u4E00-\u9FFF]{1,20}?)不动产(权|证明)第(\d{7})号$/.exec(text);
  const [, province, year, place, kind, serial] = found ?? [];
  if (!province || !year || !place || !serial || !PROVINCES.includes(province)) return undefined;
  return { province, year: Number(year), place, kind: kind === '权' ? 'ownership' : 'evidence', serial };
}

export function formatRealEstateCertificate(parts: RealEstateCertificateParts): string {
  const kind = parts.kind === 'ownership' ? '不动产权' : '不动产证明';
  return `${parts.province}（${parts.year}）${parts.place}${kind}第${parts.serial}号`;
}
