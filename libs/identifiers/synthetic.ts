import { luhnCheckDigit } from './bank-card.js';
import { organisationCodeCheckCharacter } from './organisation-code.js';
import { residentIdCheckCharacter, type Sex } from './resident-id.js';
import { SOCIAL_CREDIT_ALPHABET, socialCreditCheckCharacter } from './social-credit-code.js';
import { VIN_ALPHABET, vinCheckCharacter } from './vin.js';

/**
 * Synthetic identifiers 虚构号码 for the sandbox population and for tests: valid by every rule of this folder, drawn from
 * `random` alone, so one seed always gives one population. They belong to nobody on purpose, but a real number can
 * coincide: never send them outside the sandbox.
 */
export type Random = () => number;

const DIGITS = '0123456789';
const PLATE_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** An integer from 0 to `count` − 1, also when `random` returns 1 or no number. */
function below(random: Random, count: number): number {
  const drawn = Math.floor(random() * count);
  return drawn > 0 ? Math.min(drawn, count - 1) : 0;
}

function pick(random: Random, alphabet: string): string {
  return alphabet.charAt(below(random, alphabet.length));
}

function draw(random: Random, alphabet: string, count: number): string {
  let text = '';
  for (let i = 0; i < count; i++) text += pick(random, alphabet);
  return text;
}

export interface SyntheticResidentIdOptions {
  /** Six-digit area, 330106 when left out. */
  readonly region?: string;
  /** `yyyy-MM-dd`; drawn from 1950 to 2005 when left out. */
  readonly birthDate?: string;
  readonly sex?: Sex;
}

/** 居民身份证号码 with a sequence number from 001 to 994, so that those born before 2000 have a 15-digit form. */
export function syntheticResidentId(random: Random, options: SyntheticResidentIdOptions = {}): string {
  const birth = options.birthDate?.replaceAll('-', '') ?? syntheticBirthDay(random);
  const pair = 2 * below(random, 497);
  const male = options.sex === undefined ? below(random, 2) === 0 : options.sex === 'male';
  const first17 = (options.region ?? '330106') + birth + String(pair + (male ? 1 : 2)).padStart(3, '0');
  return first17 + residentIdCheckCharacter(first17);
}

function syntheticBirthDay(random: Random): string {
  const month = String(1 + below(random, 12)).padStart(2, '0');
  const day = String(1 + below(random, 28)).padStart(2, '0');
  return `${1950 + below(random, 56)}${month}${day}`;
}

/** 组织机构代码, nine characters without dash, beginning with MA as codes do since 2015. */
export function syntheticOrganisationCode(random: Random): string {
  const first8 = 'MA' + draw(random, SOCIAL_CREDIT_ALPHABET, 6);
  return first8 + organisationCodeCheckCharacter(first8);
}

/** 统一社会信用代码 of an enterprise (91) with a valid organisation code inside; `region` is 330106 when left out. */
export function syntheticSocialCreditCode(random: Random, options: { readonly region?: string } = {}): string {
  const first17 = '91' + (options.region ?? '330106') + syntheticOrganisationCode(random);
  return first17 + socialCreditCheckCharacter(first17);
}

export interface SyntheticPlateOptions {
  /** Province character and office letter, 浙A when left out. */
  readonly office?: string;
  readonly kind?: 'ordinary' | 'new-energy-small' | 'new-energy-large';
}

/** 机动车号牌. */
export function syntheticPlate(random: Random, options: SyntheticPlateOptions = {}): string {
  const office = options.office ?? '浙A';
  switch (options.kind ?? 'ordinary') {
    case 'new-energy-small':
      return office + pick(random, 'DF') + draw(random, DIGITS, 5);
    case 'new-energy-large':
      return office + draw(random, DIGITS, 5) + pick(random, 'DF');
    default:
      return office + pick(random, DIGITS + PLATE_ALPHABET) + draw(random, DIGITS, 4);
  }
}

/** 车辆识别代号; `manufacturer` is three characters, LZZ when left out. */
export function syntheticVin(random: Random, options: { readonly manufacturer?: string } = {}): string {
  const head = (options.manufacturer ?? 'LZZ') + draw(random, VIN_ALPHABET, 5);
  const tail = draw(random, VIN_ALPHABET, 4) + draw(random, DIGITS, 4);
  return head + vinCheckCharacter(`${head}0${tail}`) + tail;
}

export interface SyntheticBankCardOptions {
  /** Issuer digits 发卡行标识; 629999, which no bank is known to use, when left out. */
  readonly issuer?: string;
  /** 16 to 19, 19 when left out. */
  readonly length?: number;
}

/** 银行卡号. */
export function syntheticBankCard(random: Random, options: SyntheticBankCardOptions = {}): string {
  const issuer = options.issuer ?? '629999';
  const body = issuer + draw(random, DIGITS, (options.length ?? 19) - issuer.length - 1);
  return body + luhnCheckDigit(body);
}

/** Mobile phone 手机号: always 199 0000 and four digits, so at most ten thousand different ones. */
export function syntheticMobilePhone(random: Random): string {
  return '1990000' + draw(random, DIGITS, 4);
}

/** 不动产单元号 of a house on state-owned building land (GB … F …); `district` is 330106 when left out. */
export function syntheticRealEstateUnit(random: Random, options: { readonly district?: string } = {}): string {
  return `${options.district ?? '330106'}${draw(random, DIGITS, 6)}GB${draw(random, DIGITS, 5)}F${draw(random, DIGITS, 8)}`;
}
