import type { Readable } from 'node:stream';
import writeExcelFile from 'write-excel-file/node';
import type { AssetList } from '#libs/asset-list';
import { assetSheet } from './asset-sheet.js';
import { identitySheet } from './identity-sheet.js';
import { querySheet } from './query-sheet.js';
import type { Sheet } from './sheet.js';
import { summarySheet } from './summary-sheet.js';

/** Who had the file made, and when. */
export interface Printed {
  readonly by: string;
  readonly at: Date;
}

/** A list of assets as an Excel workbook: what is known and what is not, the assets, every query with its times, identity records. */
export async function assetWorkbook(list: AssetList, printed: Printed): Promise<Readable> {
  const nameOf = (id: string): string => list.names.get(id) ?? id;
  const sheets: Sheet[] = [summarySheet(list, printed, nameOf), assetSheet(list.items, nameOf), querySheet(list.queries, nameOf), identitySheet(list.identities, nameOf)];
  const workbook = writeExcelFile(sheets.map((sheet) => ({ ...sheet })), { fontFamily: 'Microsoft YaHei', fontSize: 10, features: [filters(sheets)] });
  // Called without a stream it gives one; its type says so only as one of two functions.
  return (workbook as { toStream(): Promise<Readable> }).toStream();
}

type Feature = NonNullable<NonNullable<Parameters<typeof writeExcelFile>[1]>['features']>[number];

/** Filter buttons in the head of each list; the library has none of its own, but lets the sheet be added to. */
function filters(sheets: readonly Sheet[]): Feature {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (content, _options, { sheetIndex }) => {
            const { data, columns, stickyRowsCount } = sheets[sheetIndex]!;
            if (stickyRowsCount === undefined) return content;
            return content.replace('</sheetData>', `</sheetData><autoFilter ref="A${stickyRowsCount}:${columnName(columns.length)}${Math.max(data.length, 2)}"/>`);
          },
        },
      },
    },
  };
}

/** 1 → A, 27 → AA. */
function columnName(place: number): string {
  return place <= 26 ? String.fromCharCode(64 + place) : columnName(Math.floor((place - 1) / 26)) + columnName(((place - 1) % 26) + 1);
}

