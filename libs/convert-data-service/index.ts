/**
 * What the courts' …ConvertData services have in common (`SyyhConvertData` for banks, `IfConvertData` for payment platforms,
 * `GjjConvertData` for housing funds; wire-contracts §2, §5, §6): messages, words and values. Pure functions, no I/O.
 */
export { MESSAGE_LIMITS, field, isDamaged, readCredentials, readKey, readResult, rows, rowsByRequest, schemaFault, strangers, type RequestRows, type Row, type ServiceResult } from './read-messages.js';
export { readEntries, type EntryOfRows } from './read-feedback.js';
export { interpretRows, place, type RowContract } from './interpret-rows.js';
export { foundAccounts, type AccountContract, type AccountRow } from './found-accounts.js';
export { interpretReturn } from './interpret-return.js';
export { controlFields, renderControl, type ProductNaming } from './control-fields.js';
export { cannotCarry } from './cannot-carry.js';
export { interpretControl, type ControlContract } from './interpret-control.js';
export { controlEntry, gatherControls, gatherReceipts, readControlEntries, readReturnedControls, returnedEntry, together, type Gathered } from './read-controls.js';
export { namesSomebodyElse, type HolderFields } from './subject-echo.js';
export { Report, type Loss } from './report.js';
export { ours } from './words.js';
export { asMoney, asReported, holdsMoney, judgeBalances } from './balances.js';
export { transaction } from './movements.js';
export { tally } from './references.js';
export {
  amountOf,
  currency,
  currencyOf,
  day,
  decimal,
  given,
  instant,
  joined,
  labelled,
  money,
  orNone,
  quantity,
  readAmount,
  sequence,
  text,
  yesOrNo,
  type AmountReading,
} from './values.js';
export {
  certificateFields,
  documentFields,
  queryFields,
  renderCertificates,
  renderControlList,
  renderDocuments,
  renderQuery,
  renderQueryList,
} from './render-requests.js';
export { renderFault, renderVerdicts } from './render-verdicts.js';
