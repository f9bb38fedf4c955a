export { describeSettings, loadSettings, SettingsError, type SettingDescription } from './load-settings.js';
export type { Settings } from './catalogue.js';
