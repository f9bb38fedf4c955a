export { LettersPage } from './letters-page.js';
