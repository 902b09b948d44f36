import { limits } from "../../accounts/rate-limit.ts";
import type { Clock } from "../../clock.ts";
import { openPart } from "../../sealing/open-message.ts";
import type { Letter, LetterKind } from "./letter.ts";
import { letterLimits } from "./limits.ts";
import { letterKeys, type WritingPorts } from "./ports.ts";

/** What stands in the form. */
export type Written = {
  readonly address: string;
  /** The message that is answered, or `new`. */
  readonly about: string;
  /** As the form says; a draft that is there already wins. */
  readonly letterId: string;
  readonly kind: LetterKind;
  readonly text: string;
  readonly subject?: string;
  readonly to?: readonly string[];
};

type Ports = Pick<WritingPorts, "letters" | "letterVault" | "limiter">;

/** Keeps what was written, sealed. `sent`: this letter left already, so there is nothing to keep. */
export async function writeDraft(
  ports: Ports,
  clock: Clock,
  written: Written,
): Promise<{ outcome: "kept" | "sent"; letter: Letter } | { outcome: "too-many" }> {
  const begun = await beginDraft(ports, clock, written);
  if (begun.outcome === "too-many") return begun;
  const { letter } = begun;
  if (begun.outcome === "sent") return { outcome: "sent", letter };
  if (!(await ports.limiter.take(`letter/save/${letter.address}`, limits.savesByAccount)))
    return { outcome: "too-many" };
  const textPart = `text/${clock.token(9)}`;
  await sealPart(ports, letter, textPart, Buffer.from(plainText(written.text)));
  const { kind, subject = letter.subject, to = letter.to } = written;
  const change = { kind, subject: oneLine(subject), to, textPart };
  if (await ports.letters.write(letter, change, clock.now())) {
    return { outcome: "kept", letter: { ...letter, ...change } };
  }
  return { outcome: "sent", letter: (await ports.letters.find(letter.address, letter.letterId)) ?? letter };
}

/** The draft about a message: the one there is, or a new one under a key of its own. */
export async function beginDraft(
  ports: Ports,
  clock: Clock,
  { address, about, letterId, kind }: Omit<Written, "text">,
): Promise<{ outcome: "draft" | "sent"; letter: Letter } | { outcome: "too-many" }> {
  const named = await ports.letters.find(address, letterId);
  if (named !== null) return { outcome: named.state === "draft" ? "draft" : "sent", letter: named };
  const current = await ports.letters.draft(address, about);
  if (current !== null) return { outcome: "draft", letter: current };
  if (!(await ports.limiter.take(`letter/begin/${address}`, limits.lettersByAccount))) return { outcome: "too-many" };
  const at = clock.now().toISOString();
  const empty = { subject: "", to: [], outsiders: [], files: {}, announced: 0, createdAt: at, changedAt: at };
  const letter: Letter = { address, letterId, about, kind, state: "draft", ...empty };
  await makeKey(ports, letterId);
  if (await ports.letters.begin(letter)) return { outcome: "draft", letter };
  const other = await ports.letters.draft(address, about);
  return other === null ? { outcome: "too-many" } : { outcome: "draft", letter: other };
}

/** The text as it was last kept; empty when nothing was. */
export async function draftText(ports: Pick<Ports, "letterVault">, letter: Letter): Promise<string> {
  if (letter.textPart === undefined) return "";
  const who = { messageId: letter.letterId, recipientId: letterKeys.author };
  return (await openPart(ports.letterVault, who, letter.textPart))?.toString("utf8") ?? "";
}

/** Seals one part under the letter's key, which its author may use. */
export async function sealPart(
  { letterVault }: Pick<Ports, "letterVault">,
  { letterId }: Pick<Letter, "letterId">,
  part: string,
  plain: Buffer,
): Promise<void> {
  const who = { messageId: letterId, recipientId: letterKeys.author };
  const wrapped = await letterVault.store.getKey(who);
  if (wrapped === null) throw new Error("a letter without a key");
  const contentKey = await letterVault.keys.unwrap(wrapped, who);
  const context = { messageId: letterId, part };
  await letterVault.store.putPart(context, await letterVault.sealer.seal(contentKey, context, plain));
}

async function makeKey({ letterVault }: Pick<Ports, "letterVault">, letterId: string): Promise<void> {
  const contentKey = letterVault.sealer.newContentKey();
  for (const recipientId of Object.values(letterKeys)) {
    const who = { messageId: letterId, recipientId };
    await letterVault.store.putKey(who, await letterVault.keys.wrap(contentKey, who));
  }
  contentKey.fill(0);
}

/** Line ends as one, without other control characters; what people typed is kept. */
export function plainText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/[^\P{Cc}\n\t]/gu, "")
    .toWellFormed()
    .slice(0, letterLimits.text);
}

/** A subject on one line: nothing in it can end a header. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, "")
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim()
    .toWellFormed()
    .slice(0, letterLimits.subject);
}
