import { decodeWith } from "./charset.ts";
import { looksLikeText } from "./looks-like-text.ts";

/** A file that a calendar or card holds in one of its lines. */
export type LineFile = { readonly name: string; readonly bytes: Buffer };

/** Whether a text is a calendar (RFC 5545) or a card (RFC 6350). */
export function hasContentLines(text: string): boolean {
  return /^[\s\ufeff]{0,64}BEGIN:V(?:CALENDAR|CARD|EVENT|TODO)\b/i.test(text.slice(0, 200));
}

/** A calendar or card as it is shown: folded lines joined, quoted-printable and escapes undone. */
export function contentLines(text: string): string {
  return logicalLines(text)
    .map((line) => (/^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE\b/i.test(line) ? decodeQuoted(line) : line))
    .map((line) => line.replace(/\\([nN,;:\\])/g, (_, mark: string) => (mark === "n" || mark === "N" ? "\n" : mark)))
    .join("\n");
}

const filed = /^(?:ATTACH|PHOTO|LOGO|SOUND|ICON|IMAGE)$/i;

/** Files in base64 within the lines: pictures of a card, attachments of a calendar, and texts of any property. */
export function filesInLines(text: string, maximum: number): LineFile[] {
  const files: LineFile[] = [];
  for (const line of logicalLines(text)) {
    if (files.length >= maximum) break;
    const found = /^(?:[\w-]+\.)?([\w-]+)\b([^:]*):(data:[^,]*;base64,)?([\w+/=\s]+)$/i.exec(line);
    const [, property = "", parameters = "", data, value = ""] = found ?? [];
    if (found === null || (data === undefined && !/;(?:ENCODING=)?(?:B|BASE64)\b/i.test(parameters))) continue;
    const name = /;(?:X-)?FILENAME="?([^";:]{1,255})/i.exec(parameters)?.[1] ?? "";
    const bytes = Buffer.from(value, "base64");
    if (filed.test(property) || looksLikeText(bytes)) files.push({ name, bytes });
  }
  return files;
}

/** Lines with their continuations: those that begin with a blank, and those after a soft break. */
function logicalLines(text: string): string[] {
  const lines = text.replace(/\r?\n[ \t]/g, "").split(/\r?\n|\r/);
  const joined: string[] = [];
  let open = false;
  for (const line of lines) {
    if (open) joined.push(`${joined.pop()?.slice(0, -1)}${line}`);
    else joined.push(line);
    open = line.endsWith("=") && /QUOTED-PRINTABLE/i.test((joined.at(-1) as string).slice(0, 200));
  }
  return joined;
}

function decodeQuoted(line: string): string {
  const bytes = line.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const charset = /;CHARSET=([\w.:-]{1,40})/i.exec(line)?.[1] ?? "utf-8";
  return /[\x80-\xff]/.test(bytes) ? decodeWith(Buffer.from(bytes, "latin1"), charset) : bytes;
}
