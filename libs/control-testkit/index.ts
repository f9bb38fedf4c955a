export { controlStoreContract, type ControlStoreUnderTest } from './control-store-contract.js';
export { PlainDocuments } from './plain-documents.js';
export { changes, held, sampleMeasure, sampleOrder, type StoredCase } from './sample-control.js';
export { storePapers } from './stored-papers.js';
