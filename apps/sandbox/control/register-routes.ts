import { freeOf, type Claim, type Thing } from '../ledgers/register-claims.js';
import type { Player } from '../players/institution.js';
import type { OrderDesk } from '../players/push/order-desk.js';
import { PushPlayer } from '../players/push/push-player.js';
import { ControlProblem } from './problem-reply.js';

/** The desk of an institution that takes orders over HTTP. */
function deskOf(player: Player): OrderDesk {
  const desk = player instanceof PushPlayer ? player.desk : undefined;
  if (desk === undefined) throw new ControlProblem(404, 'no-orders', 'this institution takes no orders of control over HTTP');
  return desk;
}

/** What was ordered of one institution, and how the things stand on which somebody ordered something. */
export const registerState = (player: Player): object => {
  const desk = deskOf(player);
  return { code: player.institution.code, orders: desk.listed(), things: desk.book.all().map(shownThing) };
};

/** Decides now what would be decided later: publication, the next trading morning, the registry's batch, the second half of a payment. */
export function settleOrders(player: Player, requestNumber: string | null): object {
  return { code: player.institution.code, settled: deskOf(player).settle(requestNumber ?? undefined) };
}

/** Another court ends its measure; whoever is next takes effect. */
export function endMeasure(player: Player, body: unknown): object {
  const { thing, reference } = textsIn(body, 'thing', 'reference');
  const { book } = deskOf(player);
  const found = knownThing(player, thing);
  const claim = book.claim(found, reference);
  if (claim === undefined || claim.state === 'ended') throw new ControlProblem(404, 'measure-unknown', 'no measure on this thing stands under this reference; GET /sandbox/registers/{code} lists them');
  book.end(found, claim);
  return shownThing(found);
}

/** Money comes in, or more shares do. */
export function addTo(player: Player, body: unknown): object {
  const { thing, amount } = textsIn(body, 'thing', 'amount');
  if (!/^[1-9]\d{0,14}$/.test(amount)) throw new ControlProblem(422, 'body-invalid', 'nothing was changed', [{ field: '/amount', allowed: 'text of digits: fen, or the smallest parts of the thing' }]);
  const found = knownThing(player, thing);
  deskOf(player).book.add(found, BigInt(amount));
  return shownThing(found);
}

function knownThing(player: Player, key: string): Thing {
  const thing = deskOf(player).book.known(key);
  if (thing === undefined) throw new ControlProblem(404, 'thing-unknown', 'nobody ordered anything on a thing of this name yet; GET /sandbox/registers/{code} lists them');
  return thing;
}

function textsIn<Name extends string>(body: unknown, ...names: readonly Name[]): Record<Name, string> {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const missing = names.filter((name) => typeof given[name] !== 'string');
  if (missing.length > 0) throw new ControlProblem(422, 'body-invalid', 'nothing was changed', missing.map((name) => ({ field: `/${name}`, allowed: 'a text' })));
  return given as Record<Name, string>;
}

const shownThing = (thing: Thing): object => ({ thing: thing.key, whole: String(thing.whole), free: String(freeOf(thing)), measures: thing.claims.map(shownClaim) });

const shownClaim = ({ id, authority, documentNumber, state, wanted, held, reference, from, until, effectiveAt }: Claim): object => ({
  order: id, authority, documentNumber, state, wanted: String(wanted), held: String(held), reference, from, until, effectiveAt,
});
