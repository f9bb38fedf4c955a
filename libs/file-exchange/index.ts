/** Packages exchanged with institutions in file mode (文件交换): folders here or on SFTP servers. Start at `file-exchange.ts`. */
export { FileExchange, DEFAULT_FILE_EXCHANGE_SETTINGS, type FileExchangeParts, type FileExchangeSettings } from './file-exchange.js';
export { unzip } from './archive.js';
