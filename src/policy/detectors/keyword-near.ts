/** How far a keyword may stand from a value. */
export const KEYWORD_DISTANCE = 300;

/** Whether a keyword stands within reach of a value; cells and rows are no obstacle. */
export function keywordNear(text: string, start: number, end: number, keywords: RegExp): boolean {
  const before = text.slice(Math.max(0, start - KEYWORD_DISTANCE), start);
  return keywords.test(before) || keywords.test(text.slice(end, end + KEYWORD_DISTANCE));
}

/** Whether a value stands in a web address or path, where long numbers are mostly identifiers. */
export function insideAddress(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 200), start);
  const word = /[^\s"'<>]*$/.exec(before)?.[0] ?? "";
  return /:\/\/|^www\.|[?&][\w-]+=$/i.test(word);
}
