export { AgreedCertificates } from './agreed-certificates.js';
export { certificateOfHeader, certificateOfSocket, type ClientCertificate } from './client-certificate.js';
export { readOwnCertificate, type OwnCertificate, type TlsFiles } from './own-certificate.js';
export { TlsFault } from './tls-fault.js';
export { TlsListener, type TlsListenerOptions, type ServerTimes, type TlsState } from './tls-listener.js';
