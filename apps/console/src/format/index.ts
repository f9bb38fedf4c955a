export { yuan, money, fenOf } from './money.js';
export { day, moment, clock, duration } from './moments.js';
