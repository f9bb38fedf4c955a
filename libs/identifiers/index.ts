/** Identifiers 标识: pure parsers, checks, display masks and synthetic values. No I/O, no dependencies. */
export { IDENTIFIER_FAULTS } from './parsed.js';
export type { Accepted, IdentifierFault, Parsed, Refused } from './parsed.js';

export { EXECUTION_CASE_TYPES, formatCaseNumber, parseCaseNumber } from './case-number.js';
export type { CaseNumber, CaseNumberOptions, CaseNumberParts } from './case-number.js';
export { parseCourtCode, parseWireCourtCode } from './court-code.js';
export type { CourtCode, CourtKind } from './court-code.js';

export { parseResidentId, toEighteen, toFifteen } from './resident-id.js';
export type { ResidentId, ResidentIdOptions, Sex } from './resident-id.js';
export { organisationCodeOf, parseSocialCreditCode } from './social-credit-code.js';
export type { SocialCreditCode } from './social-credit-code.js';
export { formatOrganisationCode, parseOrganisationCode } from './organisation-code.js';
export {
  DOCUMENT_TYPES,
  fromWireDocumentType,
  isDocumentType,
  isOrganisationDocument,
  toWireDocumentType,
} from './document-type.js';
export type { DocumentType, WireDocumentType } from './document-type.js';
export { parseIdentityDocument } from './identity-document.js';
export type { IdentityDocument } from './identity-document.js';

export { parsePlate } from './plate.js';
export type { Plate, PlateKind } from './plate.js';
export { parseVin } from './vin.js';
export type { Vin } from './vin.js';
export { formatRealEstateUnit, parseRealEstateUnit } from './real-estate-unit.js';
export type { RealEstateUnit, RealEstateUnitParts } from './real-estate-unit.js';
export { formatRealEstateCertificate, parseRealEstateCertificate } from './real-estate-certificate.js';
export type { RealEstateCertificate, RealEstateCertificateParts } from './real-estate-certificate.js';
export { parseBankCard } from './bank-card.js';
export { parseCnapsNumber, parseCourtBankCode } from './bank-number.js';
export type { CnapsNumber, CourtBankCode } from './bank-number.js';

export { normaliseName, parseName, rareCharacters, sameName } from './name.js';
export type { Name } from './name.js';
export { formatFen, parseYuan } from './amount.js';
export type { AmountOptions } from './amount.js';
export { parseQuantity } from './quantity.js';
export { KNOWN_CURRENCIES, currencyNumeric, parseCurrency } from './currency.js';
export type { Currency, CurrencyAlpha } from './currency.js';
export {
  maskAccount, maskAddress, maskCertificate, maskEmail, maskIdNumber, maskName, maskNumbersIn, maskPartyName, maskPhone, maskPlate, maskReference, maskText, maskUnit, maskVin,
} from './masking.js';
export { isOrganisationName } from './organisation-name.js';

export {
  syntheticBankCard,
  syntheticMobilePhone,
  syntheticOrganisationCode,
  syntheticPlate,
  syntheticRealEstateUnit,
  syntheticResidentId,
  syntheticSocialCreditCode,
  syntheticVin,
} from './synthetic.js';
export type { Random, SyntheticBankCardOptions, SyntheticPlateOptions, SyntheticResidentIdOptions } from './synthetic.js';
export { paperNumber, parsePaperForm, USUAL_PAPER_FORM } from './paper-number.js';
