/** `npm run asyncapi`: writes contracts/events/asyncapi.yaml, and the page made of it, from the catalogue as it is now. */
import { runPrepared } from '../../apps/standalone/bootstrap/run-prepared.mjs';

await runPrepared('contracts/events/write-asyncapi.js');
