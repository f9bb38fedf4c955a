/** Cases decided on at once: each holds a connection while it waits for its lock. */
const AT_ONCE = 3;

/** Works on all of them, those of one case one after the other; the results in the order given. */
export async function inTurns<One, Result>(all: readonly One[], caseOf: (one: One) => string | undefined, work: (one: One) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const perCase = [...Map.groupBy(all.entries(), ([, one]) => caseOf(one)).values()];
  const next = async (): Promise<void> => {
    for (let mine = perCase.shift(); mine !== undefined; mine = perCase.shift()) for (const [index, one] of mine) results[index] = await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return results;
}
