/** The gateway with personal data in the clear: shows what encryption costs. There is no setting for it, only this program. */
import { startStandalone } from '../../dist/apps/standalone/standalone.js';
import { loadSettings } from '../../dist/libs/settings/index.js';

const standalone = await startStandalone(loadSettings(), (_, work) => work(), { keys: 'none' });
process.send({ ready: true, gatewayUrl: standalone.gatewayUrl, exchangeUrl: standalone.exchangeUrl, sandboxUrl: standalone.sandboxUrl });
process.once('SIGTERM', () => void standalone.close().finally(() => process.exit(0)));
