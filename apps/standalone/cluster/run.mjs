/** `npm run cluster`: makes the checkout ready, then runs several machines' worth of processes in the Node.js it brings. */
import { runPrepared } from '../bootstrap/run-prepared.mjs';

await runPrepared('apps/standalone/cluster/main.js', process.argv.slice(2));
