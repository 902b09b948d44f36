import { notReadHereNotice } from "../../notifications/not-read-here-notice.ts";
import { recipientReader } from "../readers.ts";
import { sendNotice } from "../send-notice.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Tells a known person, once a day, that nobody reads what is sent to the address of our notices. */
export const answerNotice: EffectHandler<"answer-notice"> = {
  async carryOut(ports, { address, known }, { id }) {
    const reader = await recipientReader(ports, address);
    if (!known && !reader.activated && !(await ports.keeper.hasMail(address))) return null;
    if (!(await ports.keeper.claimAnswer(address, id, ports.clock.now()))) return null;
    const notice = notReadHereNotice(reader.texts, { portalName: ports.settings.portalName });
    return sendNotice(ports, id, address, notice, "optional");
  },
};
