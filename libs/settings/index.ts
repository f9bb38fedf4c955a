export { describeSettings, environmentOfOthers, loadSettings, requireForProcess, requireForProduction, SettingsError, type ProcessName, type SettingDescription } from './load-settings.js';
export type { Settings } from './catalogue.js';
