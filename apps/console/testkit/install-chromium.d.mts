/** @returns path of the program */
export function findChromium(): string | undefined;
/** @returns path of the program. @throws Error with one sentence when there is none and none can be installed */
export function requireChromium(): string;
