import { createHash } from "node:crypto";
import { raw } from "hono/html";
import { portalColors } from "../../src/contracts/brand-colors.ts";

/** A company's colours as a second stylesheet, and the hash by which the page's policy knows it. */
export type BrandStyle = { readonly css: ReturnType<typeof raw>; readonly hash: string };

const made = new Map<string, BrandStyle>();

/** The colours of the pages in the company's colour, light and dark; null for what is no colour. */
export function brandStyle(color: string | undefined): BrandStyle | null {
  if (color === undefined || !/^#[0-9a-f]{6}$/.test(color)) return null;
  const known = made.get(color);
  if (known !== undefined) return known;
  const { light, dark } = portalColors(color);
  const both = (name: "accent" | "onAccent" | "press" | "tint") => `light-dark(${light[name]},${dark[name]})`;
  const css = `:root{--accent:${both("accent")};--on-accent:${both("onAccent")};--accent-press:${both("press")};--tint:${both("tint")}}`;
  const style = { css: raw(css), hash: `'sha256-${createHash("sha256").update(css).digest("base64")}'` };
  if (made.size > 50) made.clear();
  made.set(color, style);
  return style;
}
