/** The list of assets as an Excel workbook. */
export { assetWorkbook } from './asset-workbook.js';
