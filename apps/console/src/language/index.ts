export { LanguageProvider, useLanguage, useMessages } from './language-provider.js';
export type { Language, Messages } from './messages.js';
export { wordOf } from './word-of.js';
