import { contrast } from "../../src/contracts/brand-colors.ts";

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
