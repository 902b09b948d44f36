/** What may stand between the characters of one value: blanks, one dash or dot, one line end. */
export const gap = "[ \\t]{0,2}[-.]?[ \\t]{0,2}(?:\\r?\\n[ \\t]{0,8})?";

/** A sticky pattern in any case; each blank stands for a gap. */
export function spaced(pattern: string): RegExp {
  return new RegExp(pattern.replaceAll(" ", gap), "iy");
}
