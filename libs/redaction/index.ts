/** What of an answer a caller may see. */
export { isSpouse, kindOfAttribute } from './attribute-kinds.js';
export { Redactor } from './redactor.js';
export { PERSONAL_DATA_HEADER, sightOf, type Sight } from './sight.js';
