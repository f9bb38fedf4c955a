import type { components } from './schema.js';

/** A class of the published API by its name. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];
