/** `npm run build`: installs and builds what is missing or out of date, in any Node.js that npm runs in. */
import { runPrepared } from './run-prepared.mjs';

await runPrepared();
