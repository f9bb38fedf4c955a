import type { Messages } from '../messages.js';

export const acts: Messages['acts'] = {};
