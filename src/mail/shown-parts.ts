import { settleBytes } from "./settle-leaf.ts";
import { showMessage } from "./view.ts";
import { note, type Walk, within } from "./walk-state.ts";

/** Adds what the recipient's view shows: where structure is ambiguous, both views are judged. */
export async function readShownParts(walk: Walk, raw: Buffer): Promise<void> {
  try {
    const view = await showMessage(raw);
    const place = { depth: 1, fallbackType: "text/plain" };
    for (const [name, text] of [
      ["text", view.text],
      ["html", view.html],
      ["subject", view.subject],
    ] as const) {
      if (!text) continue;
      const bytes = Buffer.from(text, "utf8");
      if (!within(walk, "view", bytes.length)) return;
      await settleBytes(
        walk,
        { ...place, path: `view.${name}`, attached: false },
        [`${name}.${name === "html" ? "html" : "txt"}`],
        bytes,
      );
    }
    for (const [index, { name, size, bytes }] of view.attachments.entries()) {
      if (!within(walk, "view", size)) return;
      await settleBytes(walk, { ...place, path: `view.${index + 1}`, attached: true }, [name], bytes());
    }
  } catch {
    note(walk, "ambiguous", "", "view-fault");
  }
}
