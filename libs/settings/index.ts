export { describeSettings, loadSettings, requireForProduction, SettingsError, type SettingDescription } from './load-settings.js';
export type { Settings } from './catalogue.js';
