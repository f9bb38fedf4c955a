import type { Page } from 'playwright-core';

/** What may stand in English on a page in Chinese, and why. */
const ALLOWED: readonly RegExp[] = [
  // Names of the columns of a file, as they have to stand in it.
  /^region, fenPerMonth, from, until, document, number$/,
];

/** Three words and more of Latin letters in a row are a sentence, or part of one; codes, units and names of products are shorter. */
const SENTENCE = String.raw`(?:[A-Za-z][A-Za-z'’-]*[,;:]?\s+){2,}[A-Za-z][A-Za-z'’-]*`;

/**
 * Sentences in English that somebody sees on a page, or hears from it, while it is in Chinese; none while it is in English. Not what is folded up,
 * nor what a person typed, nor what the page itself marks as English: what stands on record in it.
 */
export async function englishOn(page: Page): Promise<string[]> {
  const found = (await page.evaluate(`(() => {
    if (!document.documentElement.lang.startsWith('zh')) return [];
    const sentence = new RegExp(${JSON.stringify(SENTENCE)});
    const texts = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const around = walk.currentNode.parentElement;
      if (around !== null && !['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(around.tagName) && around.closest('[lang="en"]') === null && around.checkVisibility({ visibilityProperty: true })) texts.push(walk.currentNode.data);
    }
    for (const name of ['title', 'aria-label', 'placeholder', 'alt']) for (const one of document.querySelectorAll('[' + name + ']')) if (one.closest('[lang="en"]') === null && one.checkVisibility()) texts.push(one.getAttribute(name));
    return [...new Set(texts.map((text) => text.trim()).filter((text) => sentence.test(text)))];
  })()`)) as string[];
  return found.filter((text) => !ALLOWED.some((allowed) => allowed.test(text)));
}
