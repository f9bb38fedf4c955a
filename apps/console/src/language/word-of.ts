/** A word of a closed list in the language of the reader; one that came later than this page is shown as it is. */
export function wordOf(table: Readonly<Record<string, string>>, word: string): string {
  return table[word] ?? word;
}
