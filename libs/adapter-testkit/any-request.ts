import fc from 'fast-check';
import type { QueryRequest, Source } from '#contracts/adapter';
import { syntheticResidentId, syntheticSocialCreditCode } from '#libs/identifiers';

/** What people really have in names: rare characters, dots, quotes, brackets, signs that escape something somewhere. */
const nameCharacter = fc.constantFrom(...'林试样例测赵钱孙李㛃𠮷䶮·・（）()&<>"\'\\/%{}[]?#= ABcd');
const name = fc.array(nameCharacter, { minLength: 1, maxLength: 20 }).map((characters) => characters.join(''));
const shortText = fc.constantFrom('', '19900001234', 'GZ330106001', '浙字第1号', 'A-1_2');

/** Any question a contract may be asked to carry: all optional parts come and go. Synthetic people only. */
export function anyRequest(template: QueryRequest, sources: readonly Source[]): fc.Arbitrary<QueryRequest> {
  const random = fc.noShrink(fc.array(fc.double({ min: 0, max: 0.999999, noNaN: true }), { minLength: 40, maxLength: 40 })).map(dice);
  const document = fc.oneof(
    random.map((roll) => ({ type: 'resident-id', number: syntheticResidentId(roll) })),
    random.map((roll) => ({ type: 'unified-social-credit-code', number: syntheticSocialCreditCode(roll) })),
    fc.constant({ type: 'foreign-passport', number: 'X0000001' }),
  );
  return fc.record({
    requestNumber: fc.stringMatching(/^[0-9A-Za-z]{1,30}$/),
    institutionCode: fc.constant(template.institutionCode),
    sources: fc.subarray([...sources], { minLength: 1 }),
    subject: fc.record({
      kind: fc.constantFrom('person' as const, 'organisation' as const),
      name,
      otherNames: fc.array(name, { maxLength: 3 }),
      documents: fc.array(document, { maxLength: 3 }),
    }),
    case: fc.constant(template.case),
    officers: fc.array(
      fc.record({ name, phone: shortText, workCertificate: shortText, dutyCertificate: shortText }),
      { minLength: 1, maxLength: 3 },
    ),
    documentNumber: fc.constant(template.documentNumber),
    noticeName: name,
    transactions: fc.option(fc.constant({ from: '2025-01-01', to: '2025-12-31' }), { nil: undefined }),
    acceptedAt: fc.constant(template.acceptedAt),
    answerBy: fc.constant(template.answerBy),
    contractVersion: fc.constant(template.contractVersion),
  });
}

function dice(values: readonly number[]): () => number {
  let at = 0;
  return () => values[at++ % values.length] ?? 0;
}
