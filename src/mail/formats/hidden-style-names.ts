import { attribute } from "./scan-xml.ts";

/** Names of the styles of a document that hide text, in Word's or OpenDocument's form. */
export function hiddenStyleNames(xml: string): string[] {
  if (!/:vanish|display="none"/.test(xml)) return [];
  const names: string[] = [];
  for (const style of xml.split(/<(?:\w+:)?style\s/).slice(1, 20_000)) {
    const own = style.slice(0, 20_000).split(/<\/(?:\w+:)?style>/, 1)[0] as string;
    if (!/:vanish\s*\/?>|text:display="none"/.test(own)) continue;
    const tag = ` ${own.split(">", 1)[0]}`;
    const name = attribute(tag, "styleId") ?? attribute(tag, "name");
    if (name !== null) names.push(name);
  }
  return names;
}
