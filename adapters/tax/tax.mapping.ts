import type { Asset, IdentityDocument, IdentityRecord, QueryOutcome, QueryRequest, Subject } from '#contracts/adapter';
import { attributes, contradictory, isPersonAsked, matchIdentity, readAnswer as readJsonAnswer, remarksOf, sameNumber, withoutRepeats, type AnswerForm } from '#libs/json-contract';
import { formatFen } from '#libs/identifiers';
import { checkAnswer, type WireAnswer, type WireArrears, type WireInvoicePeriod, type WireRefund, type WireTaxpayer } from './tax.wire.js';

const form: AnswerForm<WireAnswer> = {
  check: checkAnswer,
  rows: ({ taxpayers = [] }) => taxpayers.length,
  without: 'no taxpayer',
  listed: 'taxpayers are listed',
  somebodyElse: ({ taxpayers = [] }, { subject }) =>
    taxpayers.some((taxpayer) => !isPersonAsked(subject, taxpayer)) ? 'a taxpayer is not the person asked about' : undefined,
  found,
};

/** The parsed body of a 200 as an outcome. */
export const readAnswer = (value: unknown, request: QueryRequest): QueryOutcome => readJsonAnswer(value, request, form);

/**
 * A registration is a fact about the person and never an asset: it becomes an identity record, also when nothing is due
 * to the taxpayer. Only a refund is a claim of the obligor (应退税款) and becomes an asset.
 */
function found(answer: WireAnswer, { subject }: QueryRequest): QueryOutcome {
  const taxpayers = withoutRepeats(answer.taxpayers ?? [], ({ taxpayerNumber }) => taxpayerNumber);
  if (taxpayers === undefined) return contradictory('one taxpayer number with two contents');
  const assets: Asset[] = [];
  for (const taxpayer of taxpayers) {
    const refunds = withoutRepeats(taxpayer.refunds ?? [], ({ reference }) => reference);
    if (refunds === undefined) return contradictory('one refund with two contents');
    const owed = owedBy(taxpayer);
    if (!Number.isSafeInteger(owed)) return contradictory('arrears beyond any exact amount');
    assets.push(...refundAssets(taxpayer, refunds, owed, answer.dataAsOf));
  }
  return { kind: 'found', assets, identities: taxpayers.map((taxpayer) => registration(taxpayer, subject)), ...remarksOf(answer) };
}

const owedBy = ({ arrears = [] }: WireTaxpayer): number =>
  arrears.reduce((sum, { amountFen, lateFeeFen = 0 }) => sum + amountFen + lateFeeFen, 0);

/**
 * What is due to the taxpayer. The authority may set refunds off against arrears first (税收征管法实施细则 art. 79), so only
 * what is left over counts as available; what is still being examined does not count at all.
 */
function refundAssets(taxpayer: WireTaxpayer, refunds: readonly WireRefund[], owedFen: number, dataAsOf: string | undefined): readonly Asset[] {
  let open = owedFen;
  return refunds.map((refund) => {
    const approved = refund.state === 'approved';
    const setOff = approved ? Math.min(open, refund.amountFen) : 0;
    open -= setOff;
    return {
      source: 'tax',
      reference: `${taxpayer.taxpayerNumber}/${refund.reference}`,
      category: '应退税款',
      name: refund.cause === undefined ? refund.taxKind : `${refund.taxKind} ${refund.cause}`,
      status: STATES.get(refund.state) ?? refund.state,
      heldAt: taxpayer.authority,
      value: { fen: refund.amountFen, currency: 'CNY' },
      valueCertainty: approved ? 'exact' : 'nominal',
      available: { fen: approved ? refund.amountFen - setOff : 0, currency: 'CNY' },
      openedOn: refund.decidedOn,
      dataAsOf,
      attributes: attributes({
        taxpayerNumber: taxpayer.taxpayerNumber,
        taxKind: refund.taxKind,
        cause: refund.cause,
        setOff: setOff === 0 ? undefined : formatFen(setOff),
      }),
      remarks: refund.remarks,
    };
  });
}

/** A map, since a word of the wire may be the name of something that every object has. */
const STATES: ReadonlyMap<string, string> = new Map([['approved', '已核准待退'], ['pending', '审核中']]);

/** 税务登记: who the taxpayer is, what is owed to the state and how much business was done, period by period. */
function registration(taxpayer: WireTaxpayer, subject: Subject): IdentityRecord {
  const { arrears = [], invoices = [] } = taxpayer;
  const record: IdentityRecord = {
    source: 'tax',
    match: 'weak',
    name: taxpayer.name,
    documents: [documentOf(taxpayer, subject)],
    address: taxpayer.address,
    attributes: attributes({
      taxpayerNumber: taxpayer.taxpayerNumber,
      taxpayerKind: taxpayer.kind,
      registrationState: taxpayer.registrationState,
      registeredOn: taxpayer.registeredOn,
      cancelledOn: taxpayer.cancelledOn,
      taxAuthority: taxpayer.authority,
      industry: taxpayer.industry,
      legalRepresentative: taxpayer.legalRepresentative,
      arrearsTotal: arrears.length === 0 ? undefined : formatFen(owedBy(taxpayer)),
      arrears: arrears.length === 0 ? undefined : arrears.map(arrearsLine).join('；'),
      ...Object.fromEntries(invoices.map((period) => [`invoices ${period.from}/${period.to}`, invoiceLine(period)])),
      remarks: taxpayer.remarks,
    }),
  };
  // Nobody else is among them: name and number were held against the question before.
  return matchIdentity(record, subject) ?? record;
}

/** The wire has the number without its kind, which is that of the document asked with. */
const documentOf = ({ documentNumber }: WireTaxpayer, { documents }: Subject): IdentityDocument => ({
  type: documents.find(({ number }) => sameNumber(number, documentNumber))?.type ?? 'other',
  number: documentNumber,
});

function arrearsLine({ taxKind, period, amountFen, lateFeeFen }: WireArrears): string {
  const lateFee = lateFeeFen === undefined ? '' : `，滞纳金 ${formatFen(lateFeeFen)}`;
  return `${taxKind}${period === undefined ? '' : ` ${period}`} ${formatFen(amountFen)}${lateFee}`;
}

/** Sums only: who bought and sold what is not the court's question. */
function invoiceLine({ issuedCount, issuedFen, receivedCount, receivedFen }: WireInvoicePeriod): string {
  const side = (word: string, count: number | undefined, fen: number | undefined): string | undefined =>
    count === undefined && fen === undefined
      ? undefined
      : [word, count === undefined ? undefined : `${count} 份`, fen === undefined ? undefined : formatFen(fen)].filter((part) => part !== undefined).join(' ');
  return [side('开具', issuedCount, issuedFen), side('取得', receivedCount, receivedFen)].filter((part) => part !== undefined).join('，');
}
