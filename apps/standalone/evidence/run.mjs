/** `npm run evidence:verify`, `evidence:export` and `evidence:key`: makes the checkout ready, then runs the tool in the Node.js it brings. */
import { runPrepared } from '../bootstrap/run-prepared.mjs';

await runPrepared('apps/standalone/evidence/main.js', process.argv.slice(2));
