export { EvidenceLink } from './evidence-link.js';
