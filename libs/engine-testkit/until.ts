/** Waits for something that happens by itself; gives up after `ms` so that a test fails instead of hanging. */
export async function until(condition: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const giveUpAt = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > giveUpAt) throw new Error(`did not come true within ${ms} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
