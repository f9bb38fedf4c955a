import { describeSettings } from '#libs/settings';
import { ALLOWED_ARGUMENTS } from './arguments.js';

/** What `npm start -- --help` prints. The settings come from their catalogue, and so are never out of date. */
export function helpText(): string {
  const flags = Object.values(ALLOWED_ARGUMENTS);
  const width = Math.max(...flags.map(({ flag }) => flag.length));
  const settings = describeSettings();
  return `Chakong Gateway 查控网关: one question to every institution that may hold an obligor's property

Usage: npm start [-- arguments]

Arguments
${flags.map(({ flag, description }) => `  ${flag.padEnd(width)}  ${description}`).join('\n')}

Settings (environment variables; an empty one means its default)
${settings
  .map(
    (setting) => `  ${setting.name}
      ${setting.description}
      default: ${setting.default === '' ? 'none' : setting.default}; allowed: ${setting.allowed}`,
  )
  .join('\n')}

Example
  CHAKONG_GATEWAY_PORT=9080 npm start -- --demo
`;
}
