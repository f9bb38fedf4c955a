/** The app that institutions call: SOAP services they poll, callbacks they send. It holds no state of its own. */
export { createExchange, type Exchange, type ExchangeOptions } from './exchange-application.js';
export { openExchange, type ExchangeProcessParts } from './exchange-process.js';
export { filingReception, keepFilings, type FilingReception } from './filing-reception.js';
export { watchGuesses } from './watch-guesses.js';
export { ExchangeModule, type ExchangeModuleOptions, type ProviderOf } from './exchange.module.js';
