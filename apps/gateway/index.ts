/** The northbound HTTP API of courts and their systems. */
export { createGateway, API_PREFIX, type Gateway } from './gateway-application.js';
export type { GatewayOptions, GatewayParts } from './gateway-options.js';
export { deskWork } from './desk-work.js';
export { callsPerMinute, openGateway, type GatewayProcessParts, type RunningGateway } from './gateway-process.js';
export { openEvents, type GatewayEventsParts } from './events/events-of-gateway.js';
export { startEventIntake, type EventIntakeParts } from './events/event-intake.js';
export { identityOptions, type SandboxProvider } from './identity-options.js';
export { sealServiceOf, type SandboxSeal } from './seal-service.js';
