/** `npm run openapi`: writes contracts/http/openapi.yaml from the code as it is now, and the types of it that the officers' page uses. */
import { spawnSync } from 'node:child_process';
import { runPrepared } from '../../standalone/bootstrap/run-prepared.mjs';

await runPrepared('apps/gateway/openapi/write-openapi.js');

if (!process.exitCode) process.exitCode = spawnSync(process.execPath, ['apps/console/api-types.mjs'], { stdio: 'inherit' }).status ?? 1;
