import { makeOneTimePassword } from "../../accounts/administrators/first-password.ts";
import { firstSignInNotice } from "../../notifications/first-sign-in-notice.ts";
import { mailTextsOf } from "../../notifications/mail-texts.ts";
import { sendNotice } from "../send-notice.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Link, user name and one-time password to the administrator, the first of whom is the operator; the password is made here and stored only as a hash. */
export const firstSignIn: EffectHandler<"first-sign-in"> = {
  async carryOut(ports, { userName, occasion }, { id }) {
    const oneTimePassword = await makeOneTimePassword(ports, ports.clock, userName);
    if (oneTimePassword === null) return null;
    const { portalName, consoleUrl, operatorAddress } = ports.settings;
    const told = { portalName, link: consoleUrl, userName, oneTimePassword, occasion };
    const to = (await ports.administrators.find(userName))?.address ?? operatorAddress;
    return sendNotice(ports, id, to, firstSignInNotice(mailTextsOf("en"), told), "require");
  },
};
