import { Arrivals } from './arrivals.js';
import type { FolderEntry } from './institution-folder.js';

const entry = (name: string, size = 10, modifiedMs = 1): FolderEntry => ({ name, size, modifiedMs });
const names = (found: readonly FolderEntry[]): string[] => found.map(({ name }) => name);

describe('files in a folder', () => {
  it('count once they have not changed for a while, oldest first', () => {
    const arrivals = new Arrivals(1000);
    const files = [entry('b.zip', 10, 5), entry('a.zip', 10, 9)];
    expect(arrivals.look(files, 0)).toEqual([]);
    expect(arrivals.look(files, 999)).toEqual([]);
    expect(names(arrivals.look(files, 1000))).toEqual(['b.zip', 'a.zip']);
  });

  it('that grow begin to wait anew', () => {
    const arrivals = new Arrivals(1000);
    arrivals.look([entry('a.zip', 10)], 0);
    expect(arrivals.look([entry('a.zip', 20)], 1500)).toEqual([]);
    expect(arrivals.look([entry('a.zip', 20, 2)], 2400)).toEqual([]);
    expect(arrivals.look([entry('a.zip', 20, 2)], 3400)).toMatchObject([{ name: 'a.zip', quietMs: 1000 }]);
  });

  it('that vanish and come back begin anew', () => {
    const arrivals = new Arrivals(1000);
    arrivals.look([entry('a.zip')], 0);
    arrivals.look([], 500);
    expect(arrivals.look([entry('a.zip')], 1500)).toEqual([]);
  });

  it('that are still being written by their name are passed over', () => {
    const arrivals = new Arrivals(0);
    const files = ['.a.zip', 'a.zip.part', 'a.zip.tmp', 'a.txt', 'A.ZIP'].map((name) => entry(name));
    arrivals.look(files, 0);
    expect(names(arrivals.look(files, 1))).toEqual(['A.ZIP']);
  });
});
