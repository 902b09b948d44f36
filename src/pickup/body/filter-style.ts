import { allowedProperties } from "./allowed.ts";

/** Words, numbers, colours, quoted font names; the only functions are colours. No escapes, no comments, no url(). */
const value = /^(?:[\w\s#%.,+!'"-]|\b(?:rgb|hsl)a?\([\d\s.,%/]*\))*$/i;

/** A style attribute with only the declarations that are known to be harmless; empty when none is. */
export function filterStyle(style: string): string {
  return style
    .slice(0, 4000)
    .split(";")
    .flatMap((declaration) => {
      const at = declaration.indexOf(":");
      const property = declaration.slice(0, at).trim().toLowerCase();
      const setting = declaration.slice(at + 1).trim();
      return at > 0 && isHarmless(property, setting) ? [`${property}:${setting}`] : [];
    })
    .join(";");
}

function isHarmless(property: string, setting: string): boolean {
  if (!allowedProperties.has(property) || !value.test(setting)) return false;
  if ((setting.split('"').length + setting.split("'").length) % 2 !== 0) return false;
  return !(
    property === "display" && !/^(block|inline|inline-block|none|table|table-(row|cell|row-group))\b/i.test(setting)
  );
}
