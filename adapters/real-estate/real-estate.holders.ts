import type { AssetHolder, Subject } from '#contracts/adapter';
import { organisationCodeOf, sameName, toEighteen } from '#libs/identifiers';
import type { LeafElement } from '#libs/judicial-xml';
import { CO_OWNERSHIPS, REGISTRATION_STATES } from './real-estate.codes.js';
import type { Report } from '#libs/convert-data-service';
import { orNone, text, word, yesOrNo } from './real-estate.values.js';
import { field, isDamaged } from './real-estate.wire.js';

/** One holder (权利人 `QLRXX`) of a right. Of other people only name, way and share of holding are taken over. */
export interface Holder {
  /** Name and number as written, to know him again. */
  readonly identity: string;
  readonly name: string;
  readonly isSubject: boolean;
  readonly asset: AssetHolder;
  /** 权属状态 in words, empty when not given. */
  readonly state: string;
  /** 共有情况, 权证印刷序列号, 是否持证人 */
  readonly coOwnership: string;
  readonly printNumber: string;
  readonly holdsCertificate: string;
}

export function holderOf(element: LeafElement, subject: Subject, report: Report): Holder {
  for (const name of ['QLRMC', 'ZJH']) if (isDamaged(element, name)) report.lose('encoding', `权利人的${name}无法解码`);
  const [name, number] = [field(element, 'QLRMC'), field(element, 'ZJH')];
  return {
    identity: JSON.stringify([name, number]),
    name,
    isSubject: isSubject(subject, name, number),
    asset: { name, role: orNone(word(element, 'GYFS', CO_OWNERSHIPS, report)), share: orNone(text(element, 'QLBL', report)) },
    state: word(element, 'QSZT', REGISTRATION_STATES, report),
    coOwnership: text(element, 'GYQK', report),
    printNumber: text(element, 'QZYSXLH', report),
    holdsCertificate: yesOrNo(text(element, 'SFCZR', report)),
  };
}

/** Name **and** number must be those of the person asked about, as far as the register has them; one of them it must have. */
function isSubject(subject: Subject, name: string, number: string): boolean {
  if (name === '' && number === '') return false;
  const namesIt = name === '' || [subject.name, ...subject.otherNames].some((own) => sameName(own, name));
  return namesIt && (number === '' || isNumberOf(subject, number));
}

/** Registers have numbers of before 1999 with 15 digits, and organisations under the code that now stands inside their credit code. */
function isNumberOf(subject: Subject, written: string): boolean {
  const forms = (number: string): readonly string[] => {
    const plain = number.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
    const longer = toEighteen(plain);
    const code = organisationCodeOf(plain);
    return [plain, ...(longer.ok ? [longer.value] : []), ...(code.ok ? [code.value.replace('-', '')] : [])];
  };
  const asked = new Set(subject.documents.flatMap(({ number }) => forms(number)));
  return forms(written).some((form) => asked.has(form));
}
