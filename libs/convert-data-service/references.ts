/** Gives each name once; the second time it is `name~2`. */
export function uniqueNames(): (name: string) => string {
  const times = new Map<string, number>();
  return (name) => {
    let free = name;
    let time = times.get(name) ?? 0;
    while (times.has(free)) free = `${name}~${++time}`;
    times.set(name, Math.max(time, 1));
    if (free !== name) times.set(free, 1);
    return free;
  };
}

export function tally(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
