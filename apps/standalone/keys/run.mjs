/** `npm run keys:status`, `keys:rotate`, `keys:forget` and `keys:retention`: makes the checkout ready, then runs the tool in the Node.js it brings. */
import { runPrepared } from '../bootstrap/run-prepared.mjs';

await runPrepared('apps/standalone/keys/main.js', process.argv.slice(2));
