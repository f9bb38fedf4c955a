/** The simulation from the command line, in the Node.js the repository brings. See `run.mjs`. */
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' }, from: { type: 'string', default: '1' }, seed: { type: 'string' }, steps: { type: 'string' },
    trace: { type: 'boolean', default: false }, keep: { type: 'boolean', default: false }, mutation: { type: 'string' }, json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log('--seeds N (1000) · --from S (1) · --steps K of storm in each run (1200) · --seed S shows one run · --trace what happened in it · --keep goes on after a failure · --mutation NAME with a planted bug · --json');
  process.exit(0);
}
if (values.mutation !== undefined) {
  const { MUTATIONS } = await import('./mutations.mjs');
  const mutation = MUTATIONS.find(({ name }) => name === values.mutation);
  if (mutation === undefined) throw new Error(`no such mutation; there are: ${MUTATIONS.map(({ name }) => name).join(', ')}`);
  globalThis.simulation = { mutation };
}
await import('./typescript-hooks.mjs');
const { simulateMany } = await import('./simulate-many.ts');
process.exitCode = await simulateMany({
  from: Number(values.seed ?? values.from), seeds: values.seed === undefined ? Number(values.seeds ?? 1000) : 1, steps: values.steps === undefined ? undefined : Number(values.steps),
  trace: values.trace, keepGoing: values.keep, json: values.json,
});
