/** Types that a browser or the system may be told by name; all else is only bytes to save. */
const harmless: ReadonlySet<string> = new Set([
  "application/pdf",
  "application/zip",
  "application/msword",
  "application/vnd.ms-excel",
  "application/vnd.ms-powerpoint",
  "application/vnd.oasis.opendocument.presentation",
  "application/vnd.oasis.opendocument.spreadsheet",
  "application/vnd.oasis.opendocument.text",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "image/gif",
  "image/jpeg",
  "image/png",
  "image/tiff",
  "image/webp",
  "message/rfc822",
  "text/calendar",
  "text/csv",
  "text/plain",
]);
const longest = 150;

/** The type a download is sent as: its own when harmless, else plain bytes. */
export function downloadType(type: string): string {
  const bare = type.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return harmless.has(bare) ? bare : "application/octet-stream";
}

/** A name fit for a file: no paths, no control or direction-changing characters, not too long, never empty. */
export function fileName(name: string, fallback: string): string {
  const plain = name
    .normalize("NFC")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "")
    .replaceAll(/[/\\:*?"<>|]/g, "_")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  if (plain === "") return fallback;
  const points = [...plain];
  if (points.length <= longest) return plain;
  const ending = /\.[^.\s]{1,12}$/.exec(plain)?.[0] ?? "";
  return points.slice(0, longest - ending.length).join("") + ending;
}

/** A Content-Disposition that always saves (RFC 6266), with the name in ASCII and in UTF-8 (RFC 8187). */
export function attachmentDisposition(name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7e]/g, "_").replaceAll(/["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
