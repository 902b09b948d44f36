const address = /\bhttps?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]]/gi;

/** Plain text as HTML with its links live; it still goes through the same door as any HTML. */
export function textToHtml(text: string): string {
  let html = "";
  let end = 0;
  for (const found of text.matchAll(address)) {
    html += escaped(text.slice(end, found.index));
    html += `<a href="${escaped(found[0])}">${escaped(found[0])}</a>`;
    end = found.index + found[0].length;
  }
  return `<div style="white-space:pre-wrap;overflow-wrap:anywhere">${html}${escaped(text.slice(end))}</div>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
