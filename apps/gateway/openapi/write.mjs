/** `npm run openapi`: writes contracts/http/openapi.yaml from the code as it is now. */
import { runPrepared } from '../../standalone/bootstrap/run-prepared.mjs';

await runPrepared('apps/gateway/openapi/write-openapi.js');
