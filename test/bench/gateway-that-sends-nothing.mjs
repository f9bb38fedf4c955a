/** The gateway with a relay that reads and makes every message and hands none to the broker: shows what that part costs. There is no setting for it, only this program. */
import { startStandalone } from '../../dist/apps/standalone/standalone.js';
import { BusProducer } from '../../dist/libs/message-bus/index.js';
import { loadSettings } from '../../dist/libs/settings/index.js';

BusProducer.prototype.send = async () => undefined;

const standalone = await startStandalone(loadSettings(), (_, work) => work());
process.send({ ready: true, gatewayUrl: standalone.gatewayUrl, exchangeUrl: standalone.exchangeUrl, sandboxUrl: standalone.sandboxUrl });
process.once('SIGTERM', () => void standalone.close().finally(() => process.exit(0)));
