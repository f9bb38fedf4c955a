/** The northbound HTTP API of courts and their systems. */
export { createGateway, API_PREFIX, type Gateway } from './gateway-application.js';
export type { GatewayOptions, GatewayParts } from './gateway-options.js';
export { deskWork } from './desk-work.js';
export { controlWork, type ControlParts, type ControlWorkParts } from './measures/control-work.js';
