/** A stream that draws others: its object number, its dictionary, how often it draws. */
export type PdfForm = { readonly number: number; readonly dictionary: string; readonly draws: number };

/** Objects kept together in one stream. */
export type PdfObjectStream = { readonly content: string; readonly first: number };

const MOST_DRAWN = 20_000;
const MOST_TEXT = 4_096;

/** Whether forms that draw each other would be drawn more often than is read. */
export function drawsTooMuch(forms: readonly PdfForm[], streams: readonly PdfObjectStream[], bytes: Buffer): boolean {
  if (forms.length === 0) return false;
  const objects = objectTexts(streams, bytes);
  const byNumber = new Map(forms.map((form) => [form.number, form]));
  const known = new Map<number, number>();
  const drawnBy = (number: number, open: ReadonlySet<number>): number => {
    const form = byNumber.get(number);
    if (form === undefined) return 1;
    if (open.has(number) || open.size > 100) return Number.POSITIVE_INFINITY;
    const before = known.get(number);
    if (before !== undefined) return before;
    const inside = new Set([...open, number]);
    let most = 1;
    for (const child of reachable(form.dictionary, objects, byNumber)) most = Math.max(most, drawnBy(child, inside));
    const drawn = 1 + form.draws * most;
    known.set(number, drawn);
    return drawn;
  };
  return forms.some(({ number }) => drawnBy(number, new Set()) > MOST_DRAWN);
}

/** Forms that a dictionary names, directly or by way of its resources. */
function reachable(
  dictionary: string,
  objects: ReadonlyMap<number, string>,
  forms: ReadonlyMap<number, PdfForm>,
): Set<number> {
  const found = new Set<number>();
  const seen = new Set<number>();
  let texts = [dictionary];
  for (let step = 0; step < 4 && texts.length > 0; step += 1) {
    const next: string[] = [];
    for (const text of texts) {
      for (const [, digits] of text.matchAll(/(\d{1,8})\s+\d{1,5}\s+R\b/g)) {
        const number = Number(digits);
        if (seen.has(number) || seen.size > 5_000) continue;
        seen.add(number);
        if (forms.has(number)) found.add(number);
        else if (objects.has(number)) next.push(objects.get(number) as string);
      }
    }
    texts = next;
  }
  return found;
}

/** Beginnings of the objects that are resources, by number. */
function objectTexts(streams: readonly PdfObjectStream[], bytes: Buffer): Map<number, string> {
  const texts = new Map<number, string>();
  const add = (number: number, text: string) => {
    if (/\/XObject|\d\s+\d+\s+R/.test(text) && !/\/Type\s*\/Pages?\b/.test(text)) texts.set(number, text);
  };
  for (let at = bytes.indexOf(" obj"); at >= 0; at = bytes.indexOf(" obj", at + 4)) {
    const number = /(\d{1,8})\s+\d{1,5}$/.exec(bytes.toString("latin1", Math.max(0, at - 16), at))?.[1];
    if (number === undefined) continue;
    const text = bytes.toString("latin1", at + 4, at + 4 + MOST_TEXT);
    const end = text.search(/endobj|stream/);
    add(Number(number), end < 0 ? text : text.slice(0, end));
  }
  for (const { content, first } of streams) {
    const numbers = content.slice(0, first).split(/\s+/).filter(Boolean).map(Number);
    for (let index = 0; index + 1 < numbers.length; index += 2) {
      const from = first + (numbers[index + 1] as number);
      const to = first + (numbers[index + 3] ?? content.length);
      add(numbers[index] as number, content.slice(from, Math.min(to, from + MOST_TEXT)));
    }
  }
  return texts;
}
