import { faultOf, type Log } from "../log.ts";
import { askKeptText, readKeptText } from "../policy/kept-text.ts";
import type { Facts, Question } from "../policy/types.ts";
import { type KeptTextPorts, openText } from "../sealing/kept-text.ts";
import type { KeptPlace } from "../tracking/kept-texts.ts";
import type { Ledger } from "../tracking/ledger.ts";
import { isEnded } from "../tracking/message-record.ts";

/** What asking kept texts needs. */
export type TextPorts = {
  readonly kept: KeptTextPorts;
  readonly ledger: Pick<Ledger, "recipients">;
  readonly log: Log;
};

/** Answers to questions, from a text that was opened. */
export type OpenedText = { ask(questions: readonly Question[]): Promise<Facts["answers"]> };

/** Opens the text of a past message; null when none is kept, or its message was recalled or has expired for anybody. */
export async function openKeptText({ kept, ledger, log }: TextPorts, place: KeptPlace): Promise<OpenedText | null> {
  const { messageId } = place;
  const noAnswers = (fault: unknown) => {
    log.warn("text-not-opened", { messageId, ...faultOf(fault) });
    return null;
  };
  try {
    const recipients = await ledger.recipients(messageId);
    if (recipients.some(({ state }) => isEnded(state))) return null;
    const packed = await openText(kept, place);
    if (packed === null) return null;
    // What is open waits packed: several texts are opened side by side, and asked one after the other.
    return {
      ask: async (questions) => {
        const text = await readKeptText(packed).catch(noAnswers);
        return text === null ? {} : askKeptText(text, questions);
      },
    };
  } catch (fault) {
    return noAnswers(fault);
  }
}
