/** The blank that stands for every run of blanks, cell and row marks included. */
export const BLANK = 32;

/** Every code unit without its case, every blank as the same blank. Folding never changes a text's length. */
export const foldTable: Readonly<Uint16Array> = Uint16Array.from({ length: 65_536 }, (_, unit) => foldUnit(unit));

/** A phrase as an index holds it: folded, every run of blanks one blank, none at its ends. */
export function foldPhrase(phrase: string): string {
  let out = "";
  for (let at = 0; at < phrase.length; at += 1) {
    const unit = foldTable[phrase.charCodeAt(at)] as number;
    if (unit !== BLANK || !out.endsWith(" ")) out += String.fromCharCode(unit);
  }
  return out.trim();
}

function foldUnit(unit: number): number {
  const character = String.fromCharCode(unit);
  if (unit === 0x1e || unit === 0x1f || /\s/.test(character)) return BLANK;
  if (unit >= 0xd800 && unit <= 0xdfff) return unit;
  const upper = character.toUpperCase();
  const lower = (upper.length === 1 ? upper : character).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : unit;
}
