import { Problem } from '#contracts/errors';

/** Streams that one caller may have open; a console needs a handful, a case system one per inquiry it waits for. */
const MOST_OF_ONE = 100;
const MOST = 5000;

/** Places for progress streams: each holds a connection and memory for as long as its caller likes. */
export class StreamPlaces {
  readonly #taken = new Map<string, number>();
  #all = 0;

  /** @returns gives the place back; to be called once @throws Problem `too-many-waiting` */
  take(login: string): () => void {
    const own = this.#taken.get(login) ?? 0;
    if (own >= MOST_OF_ONE || this.#all >= MOST) throw new Problem('too-many-waiting', `At most ${MOST_OF_ONE} progress streams of one caller are open at a time.`);
    this.#taken.set(login, own + 1);
    this.#all += 1;
    return () => {
      const left = (this.#taken.get(login) ?? 1) - 1;
      if (left === 0) this.#taken.delete(login);
      else this.#taken.set(login, left);
      this.#all -= 1;
    };
  }
}
