import fc from 'fast-check';
import { Ownership, type PartitionId } from './ownership.js';
import { share } from './sticky-assigner.js';

const partitions = (count: number): PartitionId[] => Array.from({ length: count }, (_, partition) => ({ topic: 't', partition }));
const name = ({ topic, partition }: PartitionId): string => `${topic}/${partition}`;

describe('sharing partitions out', () => {
  it('whoever comes and goes: each partition has one owner, shares differ by one at most, and the order of members does not matter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 7 }), fc.array(fc.nat(6), { minLength: 40, maxLength: 40 }), (count, ids, owners) => {
        const all = partitions(count);
        // Two may claim the same one: a member that was thought dead comes back.
        const members = ids.map((id, index) => ({ id, owned: all.filter(({ partition }) => owners[partition]! % ids.length === index || owners[partition] === 6) }));
        const shares = share(all, members);
        expect([...shares.values()].flat().map(name).sort()).toEqual(all.map(name).sort());
        const sizes = [...shares.values()].map(({ length }) => length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(share(all, [...members].reverse())).toEqual(shares);
      }),
    );
  });

  it('a third one joins two: each gives up what is too much and keeps the rest', () => {
    const all = partitions(12);
    const shares = share(all, [{ id: 'a', owned: all.slice(0, 6) }, { id: 'b', owned: all.slice(6) }, { id: 'c', owned: [] }]);
    expect(shares.get('a')).toEqual(all.slice(0, 4));
    expect(shares.get('b')).toEqual(all.slice(6, 10));
    expect(shares.get('c')).toHaveLength(4);
  });

  it('one of three dies: the others keep all they have', () => {
    const all = partitions(12);
    const shares = share(all, [{ id: 'a', owned: all.slice(0, 4) }, { id: 'b', owned: all.slice(4, 8) }]);
    expect(shares.get('a')).toEqual(expect.arrayContaining(all.slice(0, 4)));
    expect(shares.get('b')).toEqual(expect.arrayContaining(all.slice(4, 8)));
  });
});

describe('whose a partition is', () => {
  it('nobody is sure while the group is shared out, and after the session time without a word', () => {
    let now = 0;
    const ownership = new Ownership(1000, () => now);
    expect(ownership.owns('t', 1)).toBe(false);
    expect(ownership.join({ t: [1, 2] })).toEqual({ gained: [{ topic: 't', partition: 1 }, { topic: 't', partition: 2 }], lost: [] });
    expect(ownership.owns('t', 1)).toBe(true);
    now = 999;
    ownership.heard();
    now = 1998;
    expect(ownership.owns('t', 1)).toBe(true);
    now = 1999;
    expect(ownership.owns('t', 1)).toBe(false);
    ownership.suspend();
    ownership.heard();
    expect(ownership.owns('t', 1)).toBe(false);
    expect(ownership.join({ t: [2, 3] })).toEqual({ gained: [{ topic: 't', partition: 3 }], lost: [{ topic: 't', partition: 1 }] });
    expect(ownership.owns('t', 2)).toBe(true);
    expect(ownership.loseAll()).toHaveLength(2);
    expect(ownership.owns('t', 2)).toBe(false);
  });
});
