/** The list of assets (财产清单): all answers about the obligors of a case, each thing once. Pure. */
export { assetList, type AssetFilter, type AssetList, type QueryLine } from './asset-list.js';
export type { AskedObligor, GivenAnswer, GivenAnswers } from './given-answers.js';
export { BEIJING_OFFSET_MS, beijingDay, beijingMoment, beijingSecond, readableMoment } from './beijing-time.js';
export { moneyText } from './compare-reports.js';
export { isWeak } from './settle.js';
export { CERTAINTY_WORDS, FIELD_WORDS, NOT_COUNTED_WORDS, OUTCOME_WORDS, REGISTRATION_WORDS } from './written-words.js';
export { differencesText, holdersText, identityText, measuresText, rightsText } from './written-asset.js';
