export { CertificateMaker, type CertificateWish, type MadeCertificate } from './certificate-maker.js';
