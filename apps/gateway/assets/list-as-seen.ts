import { AssetListDto, ListedObligorDto, ObligorDto } from '#contracts/http';
import type { AssetList } from '#libs/asset-list';
import { Redactor, type Sight } from '#libs/redaction';

const redactor = new Redactor();

/**
 * The list for a file, as its reader may see it (遮蔽): by the same table as JSON, and what only files show (numbers of the obligors, everybody's
 * name) by that of a case. Who may see people in full gets the list itself; a spouse stands in no file (A7).
 */
export function listAsSeen(list: AssetList, sight: Sight): AssetList {
  if (sight.personal) return list;
  const obligors = redactor.redact(ObligorDto, list.obligors, sight);
  const shown = new Map(obligors.map(({ id, name }) => [id, name]));
  // Of those the list is not about only the name is known, not whether they are a person.
  const names = new Map([...list.names].map(([id, name]) => [id, shown.get(id) ?? redactor.redact(ListedObligorDto, { id, name }, sight).name]));
  return { ...redactor.redact(AssetListDto, list, sight), obligors, names, masked: true };
}
