import type { Asset } from '#contracts/adapter';
import type { PublicAsset } from '#contracts/events';
import { AssetDto, FoundDto } from '#contracts/http';
import type { QueryOutcome } from '#contracts/adapter';
import { Redactor, type Sight } from '#libs/redaction';

type Found = Extract<QueryOutcome, { kind: 'found' }>;

const redactor = new Redactor();
/** Authorised consumers: everything but whoever is named beside an obligor (A7), who is for the handling officer alone. */
const AUTHORISED: Sight = { personal: true, beside: false, staff: true, unmasked: false };
const PUBLIC: Sight = { personal: false, beside: false, staff: false, unmasked: false };

/** An answer as authorised consumers get it. */
export const inFull = (found: Found): Found => redactor.redact(FoundDto as new () => object, found, AUTHORISED);

/**
 * A thing as publicity gets it: a few fields picked by name, so that nothing an adapter adds later gets out by itself; what is picked is
 * masked like everything that is shown to somebody without a right.
 */
export function inPublic(asset: Asset): PublicAsset {
  const { source, value, valueCertainty, available, quantity, priorMeasures } = redactor.redact(AssetDto as new () => object, asset, PUBLIC) as Asset;
  return {
    source,
    ...(value === undefined ? {} : { value: { fen: value.fen, currency: value.currency } }),
    ...(valueCertainty === undefined ? {} : { valueCertainty }),
    ...(available === undefined ? {} : { available: { fen: available.fen, currency: available.currency } }),
    ...(quantity === undefined ? {} : { quantity: { amount: quantity.amount, unit: quantity.unit } }),
    controlled: (priorMeasures?.length ?? 0) > 0,
  };
}
