export { LanguageProvider, useLanguage, useMessages } from './language-provider.js';
export type { Language, Messages } from './messages.js';
export { attributeName } from './attribute-name.js';
export { wordOf } from './word-of.js';
