/**
 * The setting somebody most likely meant by an unknown variable, or undefined when none is near.
 *
 * Guesses, surest first: a prefix too many (`CHAKONG_DATABASE_URL`), a word left out (`CHAKONG_PORT`), a word too many
 * (`CHAKONG_DATA_FOLDER`), a slip of the finger (`CHAKONG_GATWAY_PORT`).
 */
export function nearestName(unknown: string, names: readonly string[]): string | undefined {
  const upper = unknown.toUpperCase();
  const bare = upper.replace(/^CHAKONG_/, '');
  const exact = names.find((name) => name === upper || name === bare);
  if (exact !== undefined) return exact;

  const words = wordsOf(bare);
  if (words.length > 0) {
    const leftOut = names.find((name) => words.every((word) => wordsOf(name).includes(word)));
    const tooMany = names.find((name) => wordsOf(name).every((word) => words.includes(word)));
    if (leftOut !== undefined || tooMany !== undefined) return leftOut ?? tooMany;
  }

  let best: { name: string; distance: number } | undefined;
  for (const name of names) {
    const distance = editDistance(bare, name.replace(/^CHAKONG_/, ''));
    if (best === undefined || distance < best.distance) best = { name, distance };
  }
  return best !== undefined && best.distance <= Math.max(2, bare.length / 2) ? best.name : undefined;
}

function wordsOf(name: string): string[] {
  return name
    .replace(/^CHAKONG_/, '')
    .split('_')
    .filter((word) => word !== '');
}

/** Levenshtein distance: single letters inserted, left out or exchanged. */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const change = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
