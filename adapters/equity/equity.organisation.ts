import type { IdentityDocument, IdentityRecord } from '#contracts/adapter';
import { organisationCodeOf } from '#libs/identifiers';
import { attributes } from '#libs/json-contract';
import type { WireOrganisation } from './equity.wire.js';

/** Who the organisation is (登记信息); the match is `weak` until it is held against the question. */
export function organisationRecord(organisation: WireOrganisation, dataAsOf: string | undefined): IdentityRecord {
  const status = STATUS[organisation.status ?? ''];
  const { currency, registeredCapitalFen, paidInCapitalFen } = organisation;
  return {
    source: 'equity',
    match: 'weak',
    name: organisation.name,
    formerNames: organisation.formerNames,
    documents: documentsOf(organisation),
    address: organisation.address,
    status,
    attributes: attributes({
      organisationType: organisation.type,
      legalRepresentative: organisation.legalRepresentative,
      registeredCapitalFen: registeredCapitalFen?.toString(),
      paidInCapitalFen: paidInCapitalFen?.toString(),
      capitalCurrency: registeredCapitalFen === undefined && paidInCapitalFen === undefined ? undefined : (currency ?? 'CNY'),
      establishedOn: organisation.establishedOn,
      statusSince: organisation.statusSince,
      registrationAuthority: organisation.authority,
      dataAsOf,
      // A state this version does not know is shown in the register's own word, never guessed.
      registerStatus: status === undefined ? organisation.status : undefined,
    }),
  };
}

/** 存续, 迁出, 吊销 (未注销), 注销. */
const STATUS: Readonly<Record<string, IdentityRecord['status']>> = Object.assign(Object.create(null) as object, {
  active: 'registered',
  moved: 'moved',
  revoked: 'revoked',
  deregistered: 'cancelled',
} as const);

/**
 * The credit code first, then the organisation code (also the one inside the credit code: other registers may still keep only that),
 * then registration numbers from before 2015.
 */
function documentsOf({ creditCode, organisationCode, registrationNumbers = [] }: WireOrganisation): readonly IdentityDocument[] | undefined {
  const inside = creditCode === undefined ? undefined : organisationCodeOf(creditCode);
  const code = organisationCode ?? (inside?.ok === true ? inside.value : undefined);
  const documents: readonly IdentityDocument[] = [
    ...(creditCode === undefined ? [] : [{ type: 'unified-social-credit-code', number: creditCode }]),
    ...(code === undefined ? [] : [{ type: 'organisation-code', number: code }]),
    ...registrationNumbers.map((number) => ({ type: 'other', number })),
  ];
  return documents.length === 0 ? undefined : documents;
}
