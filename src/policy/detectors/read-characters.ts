const between = /[ \t]{0,3}[-./]?[ \t]{0,3}(?:\r?\n[ \t]{0,8})?/y;

/** Reads so many letters and digits, whatever separators stand between; null when there are too few or they go on; after capitals that end in a digit a letter may follow. */
export function readCharacters(
  text: string,
  begin: number,
  length: number,
): { readonly characters: string; readonly end: number } | null {
  let characters = "";
  let at = begin;
  while (characters.length < length) {
    if (characters.length > 0 && !isLetterOrDigit(text.charCodeAt(at))) {
      between.lastIndex = at;
      between.test(text);
      at = between.lastIndex;
    }
    if (!isLetterOrDigit(text.charCodeAt(at))) return null;
    characters += text[at];
    at += 1;
  }
  const next = text.charCodeAt(at);
  const endsInDigit = text.charCodeAt(at - 1) <= 57;
  const goesOn = endsInDigit && !/[a-z]/.test(characters) ? next >= 48 && next <= 57 : isLetterOrDigit(next);
  return goesOn ? null : { characters, end: at };
}

function isLetterOrDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
