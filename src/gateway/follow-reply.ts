import type { LetterStore } from "../pickup/letters/letter.ts";

type Came = {
  readonly kind: string;
  readonly recipients: readonly { readonly address: string; readonly answer: string }[];
};

/** A letter that comes back is told to its author, once. */
export async function followReply(
  { letters }: { readonly letters: LetterStore },
  { address, letterId }: { readonly address: string; readonly letterId: string },
  event: Came,
): Promise<void> {
  if (event.kind !== "bounced" && event.kind !== "rejected") return;
  const letter = await letters.find(address, letterId);
  if (letter === null) return;
  const words = event.recipients.map((one) => `${one.address}: ${one.answer}`).join("; ") || event.kind;
  const effect = { kind: "reply-failed", address, letterId } as const;
  await letters.settle(letter, "failed", { failure: words.replaceAll(/\p{Cc}+/gu, " ").slice(0, 500), effect });
}
