import { FairQueue, PRIORITIES } from './fair-queue.js';

const queued = (priority: number, court: string, name: string): { priority: number; court: string; name: string } => ({ priority, court, name });

function drain(queue: FairQueue<ReturnType<typeof queued>>): string[] {
  const names: string[] = [];
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) names.push(item.name);
  return names;
}

describe('fair queue', () => {
  it('urgent goes before control, control before filing, filing before scheduled, whoever came first', () => {
    const queue = new FairQueue<ReturnType<typeof queued>>();
    for (const name of ['scheduled', 'filing', 'control', 'urgent'] as const) queue.push(queued(PRIORITIES[name], 'A', name));
    expect(drain(queue)).toEqual(['urgent', 'control', 'filing', 'scheduled']);
  });

  it('courts take turns: one case of a small court is not behind the bulk of a large one', () => {
    const queue = new FairQueue<ReturnType<typeof queued>>();
    for (let index = 1; index <= 4; index += 1) queue.push(queued(2, 'large', `large ${index}`));
    queue.push(queued(2, 'small', 'small 1'));
    queue.push(queued(2, 'third', 'third 1'));
    expect(drain(queue)).toEqual(['large 1', 'small 1', 'third 1', 'large 2', 'large 3', 'large 4']);
  });

  it('a court that comes back after its last request waits for the others once more', () => {
    const queue = new FairQueue<ReturnType<typeof queued>>();
    queue.push(queued(2, 'A', 'A1'));
    queue.push(queued(2, 'B', 'B1'));
    expect(queue.shift()?.name).toBe('A1');
    queue.push(queued(2, 'A', 'A2'));
    expect(drain(queue)).toEqual(['B1', 'A2']);
  });

  it('takes out what is named and keeps order and count of the rest', () => {
    const queue = new FairQueue<ReturnType<typeof queued>>();
    for (const name of ['A1', 'B1', 'A2', 'B2', 'C1']) queue.push(queued(2, name[0]!, name));
    expect(queue.removeWhere(({ name }) => name === 'A1' || name === 'C1').map(({ name }) => name)).toEqual(['A1', 'C1']);
    expect(queue.size).toBe(3);
    expect(drain(queue)).toEqual(['A2', 'B1', 'B2']);
    expect(queue.size).toBe(0);
    expect(queue.shift()).toBeUndefined();
  });
});
