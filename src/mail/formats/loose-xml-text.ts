import type { FormatText } from "./format.ts";
import { hiddenLines } from "./hidden-lines.ts";
import { scanXml } from "./scan-xml.ts";
import { speakAttributes } from "./spoken-attributes.ts";

/** Text of XML of any kind: every text and every spoken attribute on a line of its own. */
export function looseXmlText(xml: string, place: string): FormatText[] {
  const lines: string[] = [];
  scanXml(xml, {
    open: (_, tag) => speakAttributes(tag, lines),
    close: () => undefined,
    text: (text) => {
      if (/\S/.test(text)) lines.push(text);
    },
  });
  return hiddenLines(lines, place);
}
