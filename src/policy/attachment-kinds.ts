import type { AttachmentFacts } from "./types.ts";

type Kind = { readonly types: RegExp; readonly extensions: readonly string[] };

/** Kinds of attachment that conditions name: by content type, declared or true, and by extension. */
export const attachmentKinds = {
  spreadsheet: {
    types:
      /spreadsheet|ms-excel|^text\/(?:csv|tab-separated-values|comma-separated-values)$|^application\/(?:csv|vnd\.apple\.numbers|x-msexcel)$/,
    extensions: [
      "xlsx",
      "xlsm",
      "xlsb",
      "xltx",
      "xltm",
      "xls",
      "xlt",
      "xlw",
      "ods",
      "ots",
      "fods",
      "csv",
      "tsv",
      "tab",
      "numbers",
      "dif",
      "slk",
    ],
  },
  document: {
    types: /wordprocessing|msword|opendocument\.text|^application\/(?:pdf|rtf)$|^text\/rtf$/,
    extensions: ["docx", "docm", "dotx", "dotm", "doc", "dot", "odt", "ott", "pdf", "rtf", "pages"],
  },
  presentation: {
    types: /presentation|ms-powerpoint/,
    extensions: ["pptx", "pptm", "ppsx", "potx", "ppt", "pps", "odp", "key"],
  },
  archive: {
    types: /^application\/(?:zip|x-zip|gzip|x-gzip|x-tar|x-7z|x-rar|vnd\.rar|x-bzip2|x-xz|zstd|x-compress)/,
    extensions: ["zip", "gz", "tgz", "tar", "7z", "rar", "bz2", "xz", "zst", "z", "cab", "arj", "lzh", "iso"],
  },
  image: { types: /^image\//, extensions: ["png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "heic", "svg"] },
  program: {
    types: /^application\/(?:x-msdownload|x-elf|x-mach-binary|java-vm|x-msi)$/,
    extensions: ["exe", "dll", "msi", "com", "scr", "bat", "cmd", "js", "vbs", "ps1", "jar", "apk", "lnk", "hta"],
  },
} as const satisfies Record<string, Kind>;

/** A key of `attachmentKinds`. */
export type AttachmentKind = keyof typeof attachmentKinds;

/** Every kind an attachment is, or claims to be. */
export function kindsOf({ declaredType, trueType, extensions }: AttachmentFacts): AttachmentKind[] {
  return (Object.keys(attachmentKinds) as AttachmentKind[]).filter((name) => {
    const kind: Kind = attachmentKinds[name];
    const byType = kind.types.test(declaredType) || (trueType !== null && kind.types.test(trueType));
    return byType || extensions.some((extension) => kind.extensions.includes(extension));
  });
}
