import { ASSET_LIST_FORMATS, type AssetListFormat } from '#contracts/http';
import { quality } from '../http/media-types.js';

export const MEDIA_TYPES: Readonly<Record<AssetListFormat, string>> = {
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
};

/** The form a caller wants: what it names in the address, else what its header Accept likes best by name, else JSON. */
export function chosenFormat(named: AssetListFormat | undefined, accept: string | undefined): AssetListFormat {
  if (named !== undefined || accept === undefined) return named ?? 'json';
  const liked = ASSET_LIST_FORMATS.map((format) => ({ format, liking: quality(accept, MEDIA_TYPES[format]) ?? 0 }));
  return liked.reduce((best, each) => (each.liking > best.liking ? each : best), { format: 'json' as AssetListFormat, liking: liked[0]!.liking }).format;
}
