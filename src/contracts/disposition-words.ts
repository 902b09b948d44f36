import type { Disposition } from "./policies.ts";

/** What is done with a message, as the end of "it is …". */
export const dispositionWords: Readonly<Record<Disposition, string>> = {
  encrypt: "encrypted",
  send: "sent unencrypted",
  discard: "discarded",
  return: "returned to the sender",
  hold: "held for review",
};
