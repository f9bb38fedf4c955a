/** A small SFTP server over folders of this machine, for the sandbox and for tests. Never part of production. */
export { startSftpServer, type RunningSftpServer, type SftpAccount } from './sftp-server.js';
export { fingerprintOf, isHostKey, newHostKey } from './host-key.js';
