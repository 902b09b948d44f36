import { decodeWith } from "./charset.ts";

const MOST = 200;
const MOST_CHARACTERS = 4_194_304;
const link =
  /data:((?:text\/[\w.+-]{1,60}|image\/svg\+xml|application\/(?:xhtml\+xml|xml|json))?(?:;[^,;"'<>\s]{0,80}){0,6}),([^"'<>\s)]+)/gi;

/** Texts and drawings that a document holds in links of its own (`data:`, RFC 2397); readers show them in place. */
export function textsInLinks(html: string): string[] {
  if (!/data:[^,]{0,200},/i.test(html)) return [];
  const texts: string[] = [];
  let left = MOST_CHARACTERS;
  for (const [, type = "", data = ""] of html.matchAll(link)) {
    left -= data.length;
    if (left < 0 || texts.length >= MOST) break;
    const base64 = /;base64$/i.test(type);
    const charset = /;charset=([\w.:-]{1,40})/i.exec(type)?.[1] ?? "utf-8";
    texts.push(
      decodeWith(
        Buffer.from(base64 ? data.replaceAll("%", "=") : unescaped(data), base64 ? "base64" : "latin1"),
        charset,
      ),
    );
  }
  return texts;
}

/** Percent signs undone, byte by byte. */
function unescaped(data: string): string {
  return data.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
