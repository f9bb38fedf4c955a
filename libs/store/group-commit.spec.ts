import { GroupCommit } from './group-commit.js';

const broken = (): Error => Object.assign(new Error('gone'), { code: '57P01' });

describe('group commit', () => {
  it('writes what arrives together in one group and answers each item with its own result', async () => {
    const groups: number[][] = [];
    const commit = new GroupCommit<number, number>({
      write: async (items) => (groups.push([...items]), items.map((item) => item * 10)),
      maxWeight: 100, lingerMs: 1, patienceMs: 1000,
    });
    await expect(Promise.all([1, 2, 3].map((item) => commit.add(item)))).resolves.toEqual([10, 20, 30]);
    expect(groups).toEqual([[1, 2, 3]]);
  });

  it('gathers the next group while one is being written, and never exceeds the weight', async () => {
    const groups: number[] = [];
    const commit = new GroupCommit<number, void>({
      write: async (items) => {
        groups.push(items.length);
        await new Promise((resolve) => setTimeout(resolve, 5));
        return items.map(() => undefined);
      },
      maxWeight: 4, lingerMs: 0, patienceMs: 1000,
    });
    await Promise.all(Array.from({ length: 11 }, (_, index) => commit.add(index)));
    expect(groups).toEqual([4, 4, 3]);
  });

  it('an item the database refuses does not fail its neighbours', async () => {
    let writes = 0;
    const commit = new GroupCommit<string, string>({
      write: async (items) => {
        writes += 1;
        if (items.includes('poison')) throw Object.assign(new Error('bad data'), { code: '22P02' });
        return items;
      },
      maxWeight: 100, lingerMs: 0, patienceMs: 1000,
    });
    const settled = await Promise.allSettled(['a', 'b', 'poison', 'c', 'd'].map((item) => commit.add(item)));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(writes).toBeGreaterThan(1);
  });

  it('tries a group again while the connection is broken', async () => {
    let writes = 0;
    const commit = new GroupCommit<number, number>({
      write: async (items) => {
        writes += 1;
        if (writes < 3) throw broken();
        return items;
      },
      maxWeight: 100, lingerMs: 0, patienceMs: 5000,
    });
    await expect(commit.add(7)).resolves.toBe(7);
    expect(writes).toBe(3);
  });

  it('gives up after its patience and rejects every item of the group once', async () => {
    const commit = new GroupCommit<number, number>({ write: () => Promise.reject(broken()), maxWeight: 100, lingerMs: 0, patienceMs: 30 });
    const settled = await Promise.allSettled([commit.add(1), commit.add(2)]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('drains: resolves only after the last item is written', async () => {
    let written = 0;
    const commit = new GroupCommit<number, number>({
      write: async (items) => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        written += items.length;
        return items;
      },
      maxWeight: 1, lingerMs: 0, patienceMs: 1000,
    });
    void commit.add(1);
    void commit.add(2);
    await commit.drain();
    expect(written).toBe(2);
  });
});
