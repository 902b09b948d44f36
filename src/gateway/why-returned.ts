import type { FitProblem } from "../mail/fit-for-ses.ts";
import type { ReadMessage } from "../mail/message.ts";
import type { Decision } from "./decision.ts";
import { headerSender } from "./prove-ours.ts";
import { type GatewaySettings, isInternal } from "./settings.ts";
import { whyNotClear } from "./why-not-clear.ts";

/** Why a clear message goes back to its sender, where the settings would rather have that than another From or sealing. */
export function whyReturned(
  { message, envelopeFrom }: { readonly message: ReadMessage; readonly envelopeFrom: string },
  { added, delivery }: Decision,
  problem: FitProblem | null,
  settings: GatewaySettings,
): string | null {
  // The sender did not name an added recipient, so no report may; the company's own server takes any sender and file.
  if (added !== undefined || envelopeFrom === "" || delivery?.route === "smtp") return null;
  const { foreignFrom, refusedAttachment } = settings.stored;
  const author = headerSender(message);
  if (foreignFrom === "return" && !(author !== null && isInternal(author, settings)))
    return "Its From address is not one of the company's, and such mail is not passed on.";
  return problem === "attachment-name" && refusedAttachment === "return" ? whyNotClear(problem) : null;
}
