type Rgb = readonly [red: number, green: number, blue: number];

/** Colours of one appearance of the portal, all `#rrggbb`. */
export type PortalColors = {
  /** Links, buttons and what has the focus. */
  readonly accent: string;
  /** Words on a button. */
  readonly onAccent: string;
  /** A button under the pointer. */
  readonly press: string;
  /** Behind notes and the line under the pointer. */
  readonly tint: string;
};

/** What text has to differ by from what is behind it (WCAG 2.2, 1.4.3). */
export const readable = 4.5;

const light = { card: "#ffffff", ground: "#f3f5f8", onAccent: "#ffffff", towards: "#000000", tint: 0.09, press: 0.25 };
const dark = { card: "#171f28", ground: "#0e1319", onAccent: "#0a1521", towards: "#ffffff", tint: 0.14, press: 0.3 };

/** A company's colour as links and buttons can wear it: darkened, in the dark lightened, until every word is read. */
export function portalColors(color: string): { readonly light: PortalColors; readonly dark: PortalColors } {
  return { light: colorsOn(light, color), dark: colorsOn(dark, color) };
}

/** How far two colours tell apart: from 1, the same, to 21, black on white. */
export function contrast(left: string, right: string): number {
  const [darker = 0, lighter = 0] = [luminance(left), luminance(right)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function colorsOn(place: typeof light, color: string): PortalColors {
  for (let part = 0; part <= 1; part += 0.02) {
    const accent = mixed(color, place.towards, part);
    const tint = mixed(place.card, accent, place.tint);
    const behind = [place.card, place.ground, tint];
    if (behind.every((each) => contrast(accent, each) >= readable) && contrast(place.onAccent, accent) >= readable)
      return { accent, tint, onAccent: place.onAccent, press: mixed(accent, place.towards, place.press) };
  }
  return { accent: place.towards, tint: place.ground, onAccent: place.card, press: place.towards };
}

/** A colour with a part of another in it. */
function mixed(color: string, other: string, part: number): string {
  const [from, to] = [rgbOf(color), rgbOf(other)];
  const mix = from.map((value, index) => Math.round(value + ((to[index] ?? 0) - value) * part));
  return `#${mix.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function rgbOf(color: string): Rgb {
  const at = (start: number) => Number.parseInt(color.slice(start, start + 2), 16);
  return [at(1), at(3), at(5)];
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = rgbOf(color).map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
