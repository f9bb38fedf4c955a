export { App } from './app.js';
export { useSession, type Session } from './session.js';
