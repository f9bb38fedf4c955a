/** `npm run example:consumer`: a system of another court, on Kafka. */
import { runPrepared } from '../standalone/bootstrap/run-prepared.mjs';

await runPrepared('apps/example-consumer/main.js', process.argv.slice(2));
