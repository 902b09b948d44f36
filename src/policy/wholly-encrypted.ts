import type { Facts } from "./types.ts";

/**
 * Whether a message's whole content was encrypted before it came: S/MIME or PGP at its top (also inside one opaque
 * signature), or a rights-protected file alone beside a text in which nothing is found. A part that is encrypted among
 * others says nothing of them.
 */
export function isWhollyEncrypted({ findings, attachments, detectors }: Facts): boolean {
  const opaque = findings.some(({ kind, part, detail }) => kind === "signed" && part === "1" && detail === "smime");
  return findings.some(({ kind, part, detail }) => {
    if (kind !== "already-encrypted" || detail === "pgp-beside-text") return false;
    if (part === "1" || (part === "1.1" && opaque)) return true;
    const alone = attachments.every((one) => one.part === part);
    return detail === "rpmsg" && alone && !foundSomething(detectors);
  });
}

function foundSomething(detectors: Facts["detectors"]): boolean {
  return Object.values(detectors).some(({ matches }) => matches.some(({ confidence }) => confidence !== "low"));
}
