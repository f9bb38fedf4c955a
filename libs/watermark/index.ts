/** Who had a file made and when, written so that a copy can be traced to its origin (domain-rules A8). */
export { markedFileName, markFor, markHeader, markLine, sheetFoot, WATERMARK_HEADER, type Watermark } from './watermark.js';
