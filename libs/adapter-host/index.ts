export { discoverAdapters, AdapterFault } from './discover-adapters.js';
export { AdapterRegistry, isFile, isPull, isPush, type AdapterOf } from './adapter-registry.js';
export { faultsOfAdapter } from './adapter-shape.js';
