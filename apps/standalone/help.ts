import { describeSettings } from '#libs/settings';

/** What `npm start -- --help` prints. */
export function helpText(): string {
  const settings = describeSettings().map(({ name, description, default: byDefault, allowed }) => `  ${name}\n      ${description}\n      default ${byDefault || '(none)'}; allowed: ${allowed}`);
  return `npm start -- [--demo] [--help]\n\n  --demo   run one inquiry by itself and print its result\n  --help   this text\n\nEnvironment variables:\n\n${settings.join('\n')}\n`;
}
