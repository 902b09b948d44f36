/** Colours of a button; text and background always tell apart (WCAG 2.2, 1.4.3). */
export type ButtonColors = { readonly background: string; readonly text: "#ffffff" | "#14202b" };

const own: ButtonColors = { background: "#0b5cad", text: "#ffffff" };

/** The company's colour with white or dark text, whichever is read better; what is no colour gives ours. */
export function buttonColors(color: string | undefined): ButtonColors {
  if (color === undefined || !/^#[0-9a-f]{6}$/i.test(color)) return own;
  const background = color.toLowerCase();
  const dark = contrast(background, "#14202b");
  return { background, text: contrast(background, "#ffffff") >= dark ? "#ffffff" : "#14202b" };
}

function contrast(left: string, right: string): number {
  const [darker = 0, lighter = 0] = [luminance(left), luminance(right)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
