/** The list of assets as an Excel workbook. */
export { assetWorkbook, type Printed } from './asset-workbook.js';
