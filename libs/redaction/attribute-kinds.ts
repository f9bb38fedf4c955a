import type { FieldKind } from '#contracts/http';

/**
 * Types of the attributes that adapters write (their READMEs name each). A test reads every golden answer of every adapter and fails
 * for a name that does not stand here; one that comes all the same is masked as free text.
 */
const BY_NAME: Readonly<Partial<Record<FieldKind, string>>> = {
  'party-name': 'legalRepresentative pledgee beneficiary manager trustee custodian employer employerContact correctedFromName',
  'document-number': 'correctedFromNumber taxpayerNumber householdNumber',
  account: 'accountNumber settlementAccount linkedSettlementAccount wealthAccount repaymentAccount custodyAccount securitiesAccount',
  phone: 'phone boundPhone registeredPhone',
  address: 'postalAddress companyAddress currentAddress movedTo employerAddress',
  plate: 'plate',
  vin: 'vin engineNumber',
  certificate: 'certificateNumber certificatePrintNumber marriageCertificate divorceCertificate',
  unit: 'unitCode',
  policy: 'policyNumber businessNumber productNumber',
  remark: 'remarks restriction projectName notEnforceableBecause',
  words:
    'productCode sale salesChannel regionNumber accountState frozenCause use rightNature coOwnership make model colour useNature plateKind industry taxpayerKind taxKind cause ' +
    'organisationType form registrationState fundRegion insurer registeredDocumentType arrears registerStatus maritalStatus exclusiveArea sharedArea storeys seaUseA seaUseB forestLandOwnership ' +
    'balanceAsReported availableAsReported valueAsReported currencyAsReported',
  // Of offices and companies, days, sums and words of closed lists.
  none:
    'rowNumber branchCode postcode overdrawn loanOutstanding frozenByCourt monthlyDeposit restrictionLiftedOn redeemableOn unitPrice availableQuantity establishedOn tradableThroughBank creditCode registrationNumber ' +
    'registeredCapitalFen registeredCapitalCurrency paidInCapitalFen capitalCurrency paidInFen ratio subscriptionDueOn registrationAuthority registrationOffice dataAsOf statusSince correctedOn ' +
    'insurerCode obligorRole enforceable stronglyPersonal cashValueOn sumInsured loan loanOn duePremium exemptionRule maritalStatusSince marriedOn divorcedOn marriageOffice divorceOffice ' +
    'rightList termFrom termUntil districtCode holdsCertificate subjectIs registerExtractSha256 registerExtractBytes completedOn securityCode market price priceOn tradableQuantity restrictedQuantity ' +
    'pledgedQuantity setOff registeredOn cancelledOn taxAuthority arrearsTotal vinCheck inspectionValidUntil inspectionOverdue insuranceValidUntil scrapBy',
};

const KINDS = new Map(Object.entries(BY_NAME).flatMap(([kind, names]) => names.split(' ').map((name): [string, FieldKind] => [name, kind as FieldKind])));

/** Attributes that come many times, with a number in their name. */
const NUMBERED: readonly (readonly [RegExp, FieldKind])[] = [
  [/^boundCard\d+$/, 'account'],
  [/^boundCard\d+Holder$/, 'party-name'],
  [/^boundCard\d+(Kind|Bank)$/, 'words'],
  [/^boundCard\d+Remarks$/, 'remark'],
  [/^additional\d+(Content|Remarks)?$/, 'remark'],
  [/^additional\d+Status$/, 'words'],
  [/^additional\d+BoundPhone$/, 'phone'],
  [/^invoices \d{4}-\d{2}-\d{2}\/\d{4}-\d{2}-\d{2}$/, 'words'],
];

/** Whoever is named beside an obligor is nobody to be shown to others than the handling officer (domain-rules A7). */
export const isSpouse = (attribute: string): boolean => /^spouse/i.test(attribute);

/** @returns undefined for a name that no adapter is known to write */
export const kindOfAttribute = (name: string): FieldKind | undefined => KINDS.get(name) ?? NUMBERED.find(([pattern]) => pattern.test(name))?.[1];
