import type { Asset, AssetHolder, Money, PriorMeasure, QueryOutcome, QueryRequest, ThirdPartyRight } from '#contracts/adapter';
import { formatFen } from '#libs/identifiers';
import { attributes, contradictory, notes, readAnswer as readJsonAnswer, remarksOf, withoutRepeats, type AnswerForm } from '#libs/json-contract';
import { isMixedUp, ROLE_WORDS, roleOf, type Role } from './insurance.role.js';
import { checkAnswer, type WireAnswer, type WireMeasure, type WirePledge, type WirePolicy, type WireRelated } from './insurance.wire.js';

const form: AnswerForm<WireAnswer> = {
  check: checkAnswer,
  rows: ({ policies = [] }) => policies.length,
  without: 'no policy',
  listed: 'policies are listed',
  somebodyElse: ({ policies = [] }, { subject }) => {
    if (policies.some((policy) => isMixedUp(subject, policy))) return 'the number of the person asked about stands beside another name';
    return policies.some((policy) => roleOf(subject, policy) === undefined) ? 'a policy does not name the person asked about' : undefined;
  },
  found,
};

/** The parsed body of a 200 as an outcome. */
export const readAnswer = (value: unknown, request: QueryRequest): QueryOutcome => readJsonAnswer(value, request, form);

function found(answer: WireAnswer, { subject }: QueryRequest): QueryOutcome {
  const policies = withoutRepeats(answer.policies ?? [], referenceOf);
  if (policies === undefined) return contradictory('one policy with two contents');
  if (!policies.every((policy) => Number.isSafeInteger(owedFen(policy)))) return contradictory('a loan beyond any exact amount');
  const assets = policies.map((policy) => policyAsset(policy, roleOf(subject, policy) ?? 'beneficiary', answer.dataAsOf));
  return { kind: 'found', assets, ...remarksOf(answer) };
}

/** Known under this to whoever speaks of the policy: the insurer itself, or a platform of the trade (中国保信). */
const referenceOf = ({ insurer, number }: WirePolicy): string => `${insurer.code}/${number}`;

function policyAsset(policy: WirePolicy, role: Role, dataAsOf: string | undefined): Asset {
  const { insurer, loan } = policy;
  const owned = role === 'holder';
  return {
    source: 'insurance',
    reference: referenceOf(policy),
    category: policy.kind,
    name: policy.product,
    status: policy.state,
    heldAt: insurer.branch ?? insurer.name,
    // Where the person only is insured or benefits, the cash value is somebody else's and must not enter any sum.
    ...(owned && policy.cashValueFen !== undefined
      ? { value: yuan(policy.cashValueFen), valueCertainty: 'dated' as const, available: yuan(availableFen(policy)) }
      : {}),
    ...(owned ? {} : { available: yuan(0) }),
    key: { scheme: 'policy', value: referenceOf(policy) },
    holders: holdersOf(policy),
    openedOn: policy.effectiveFrom,
    closedOn: policy.effectiveTo,
    dataAsOf,
    priorMeasures: policy.measures?.map(priorMeasure),
    rights: policy.pledges?.map(thirdPartyRight),
    attributes: attributes({
      policyNumber: policy.number,
      insurerCode: insurer.code,
      insurer: insurer.name,
      obligorRole: ROLE_WORDS[role],
      enforceable: owned ? undefined : 'false',
      notEnforceableBecause: owned ? undefined : `被执行人仅为${ROLE_WORDS[role]}，保单权益属于投保人`,
      stronglyPersonal: String(policy.stronglyPersonal),
      // A cash value without its owner would read as the obligor's.
      cashValueOn: owned ? policy.cashValueOn : undefined,
      sumInsured: policy.sumInsuredFen === undefined ? undefined : formatFen(policy.sumInsuredFen),
      loan: loan === undefined || !owned ? undefined : formatFen(owedFen(policy)),
      loanOn: owned ? loan?.asOf : undefined,
      duePremium: policy.duePremiumFen === undefined || !owned ? undefined : formatFen(policy.duePremiumFen),
    }),
    remarks: policy.remarks,
  };
}

/** 保单贷款 with its interest. */
const owedFen = ({ loan }: WirePolicy): number => (loan?.principalFen ?? 0) + (loan?.interestFen ?? 0);

/** What would be paid out on surrender (退保) and is bound by nobody else; a measure without an amount binds all of it. */
function availableFen(policy: WirePolicy): number {
  const { cashValueFen = 0, duePremiumFen = 0, pledges = [], measures = [] } = policy;
  const bound = [...pledges, ...measures.filter(({ rank }) => rank === 1)].map(({ amountFen }) => amountFen ?? cashValueFen);
  return Math.max(0, [owedFen(policy), duePremiumFen, ...bound].reduce((left, fen) => left - fen, cashValueFen));
}

function holdersOf({ holder, insured = [], beneficiaries = [] }: WirePolicy): readonly AssetHolder[] {
  const related = (role: Role) => ({ name, relation, share }: WireRelated): AssetHolder => ({
    name,
    role: relation === undefined || relation === '' ? ROLE_WORDS[role] : `${ROLE_WORDS[role]}（${relation}）`,
    ...(share === undefined ? {} : { share }),
  });
  return [{ name: holder.name, role: ROLE_WORDS.holder }, ...insured.map(related('insured')), ...beneficiaries.map(related('beneficiary'))];
}

function thirdPartyRight(pledge: WirePledge, index: number): ThirdPartyRight {
  const { amountFen, registeredOn, remarks } = pledge;
  return {
    sequence: index + 1,
    kind: '质押权',
    holder: pledge.holder,
    amount: amountFen === undefined ? undefined : yuan(amountFen),
    remarks: notes(registeredOn && `登记日期 ${registeredOn}`, remarks),
  };
}

/** The rank is the place in the queue (轮候), so it is the sequence of the measure. */
function priorMeasure(measure: WireMeasure): PriorMeasure {
  return {
    sequence: measure.rank,
    authority: measure.authority,
    documentNumber: measure.documentNumber,
    amount: measure.amountFen === undefined ? undefined : yuan(measure.amountFen),
    startsOn: measure.from,
    endsOn: measure.to,
    remarks: measure.remarks,
  };
}

const yuan = (fen: number): Money => ({ fen, currency: 'CNY' });
