/** `npm run parked -- list | show | replay`: makes the checkout ready, then runs the tool in the Node.js it brings. */
import { runPrepared } from '../bootstrap/run-prepared.mjs';

await runPrepared('apps/standalone/parked/main.js', process.argv.slice(2));
