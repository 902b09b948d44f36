import { isActivated } from "../../../src/accounts/account.ts";
import { activationState } from "../../../src/accounts/activate.ts";
import { passwordLength } from "../../../src/accounts/password.ts";
import { activationPage } from "../../../web/pickup/activation-page.ts";
import { route } from "../define-route.ts";
import { followMailedLink } from "../mailed-link.ts";
import { deadLink } from "../notices.ts";
import { pageAnswer } from "../page-answer.ts";

/** Shows the form behind an activation link. Whatever opens the link, nothing is used up by looking. */
export const showActivation = route({
  method: "GET",
  path: "/a/{token}",
  roles: "anyone",
  handle: async (call) => {
    const { context, params, request, principal } = call;
    const token = params.token ?? "";
    const link = await activationState(context, context.clock.now(), token);
    if (link.state === "ended") return followMailedLink(call, token, "ended-link");
    if (link.state !== "open") return deadLink(call, link.state, token);
    const { address } = link.activation;
    const reset = await isActivated(context.accounts, address);
    return pageAnswer({ request, context, account: principal?.account.address ?? null }, (frame) =>
      activationPage(frame, { token, address, reset, passwordMinimum: passwordLength.minimum }),
    );
  },
});
