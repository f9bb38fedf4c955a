/** An order takes effect as it was given: all of it, for as long as was asked, in the words of `adapters/bank-direct/openapi.yaml`. */
export function answerToOrder(text) {
  const { requestNumber, operation, subject, target, extent, from, until } = JSON.parse(text);
  const money = extent.by === 'amount' ? { currency: extent.currency, limitFen: extent.amountFen, heldFen: extent.amountFen, unfundedFen: 0 } : { currency: 'CNY', heldFen: 0 };
  const answer = {
    requestNumber, state: 'effective', operation, holder: { name: subject.name, documentNumber: subject.documents[0].number }, target, ...money,
    ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }), effectiveAt: new Date().toISOString().replace(/\.\d+Z$/, 'Z'), reference: `DJ${requestNumber}`,
  };
  return { status: 200, body: JSON.stringify(answer) };
}
