import { wholeNumber } from './setting.js';

const MOST_DAYS = 60;

/** How long letters of measures may wait before somebody is told; part of the table in `catalogue.ts`. */
export const letterSettings = {
  letterPrintDays: wholeNumber(
    { name: 'CHAKONG_LETTER_PRINT_DAYS', description: 'An approved order at an institution without a line that nobody prints for so many working days becomes a task', default: '2' },
    1,
    MOST_DAYS,
  ),
  letterDeliveryDays: wholeNumber(
    { name: 'CHAKONG_LETTER_DELIVERY_DAYS', description: 'A printed order that nobody delivers for so many working days becomes a task', default: '5' },
    1,
    MOST_DAYS,
  ),
  letterAnswerDays: wholeNumber(
    { name: 'CHAKONG_LETTER_ANSWER_DAYS', description: 'A delivered order whose reply nobody confirmed for so many working days becomes a task; after thirty days it is unconfirmed', default: '10' },
    1,
    MOST_DAYS,
  ),
} as const;
