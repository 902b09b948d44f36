import { normalAddress } from "../../../src/accounts/address.ts";
import type { AdminContext } from "../../../src/context/admin.ts";
import { accountRequest, accountsAnswer, accountsRequest } from "../../../src/contracts/admin-api/accounts.ts";
import { SealgateError } from "../../../src/errors.ts";
import { jsonAnswer } from "../json-answer.ts";
import { route } from "../principal.ts";

const helpers = ["owner", "policy-admin", "help-desk"] as const;

/** Recipients who activated, and those who have not yet. */
export const listAccounts = route({
  method: "GET",
  path: "/api/accounts",
  roles: [...helpers, "auditor"],
  scope: "accounts:read",
  request: accountsRequest,
  answer: accountsAnswer,
  handle: async ({ input, context }) => {
    const { limit, cursor, address: search } = input;
    const whole = cursor === undefined ? normalAddress(search ?? "") : null;
    const exact = whole === null ? null : await context.recipients.find(whole);
    if (exact !== null) return jsonAnswer(accountsAnswer, { accounts: [exact] });
    return jsonAnswer(accountsAnswer, await context.recipients.list({ limit, cursor, search }));
  },
});

/** Mails a way to choose a new password; a second factor stays. */
export const resetAccount = route({
  method: "POST",
  path: "/api/accounts/reset",
  roles: helpers,
  request: accountRequest,
  scope: "accounts:write",
  audit: "accounts.reset",
  handle: async ({ input, context }) => {
    const address = await existing(context, input.address);
    await context.outbox.add({ kind: "reset-password", address });
    return { status: 204, recorded: { object: await context.people.subjectOf(address) } };
  },
});

/** Ends every session of the account. */
export const signOutAccount = route({
  method: "POST",
  path: "/api/accounts/sign-out",
  roles: helpers,
  request: accountRequest,
  scope: "accounts:write",
  audit: "accounts.sign-out",
  handle: async ({ input, context }) => {
    const address = await existing(context, input.address, "active");
    await context.recipients.raiseEpoch(address);
    await context.outbox.add({ kind: "account-changed", address, change: "signed-out-everywhere" });
    return { status: 204, recorded: { object: await context.people.subjectOf(address) } };
  },
});

/** Takes the second factor and passkeys away, for somebody who lost them and proved who they are. */
export const dropFactors = route({
  method: "POST",
  path: "/api/accounts/second-factor/removal",
  roles: helpers,
  request: accountRequest,
  audit: "accounts.drop-factors",
  handle: async ({ input, context }) => {
    const address = await existing(context, input.address, "active");
    await context.recipients.dropFactors(address);
    await context.recipients.raiseEpoch(address);
    await context.outbox.add({ kind: "account-changed", address, change: "second-factor-off" });
    return { status: 204, recorded: { object: await context.people.subjectOf(address) } };
  },
});

/** Ends the account and all shared reading; mail that waits stays, and its next notice offers a new activation. */
export const deleteAccount = route({
  method: "POST",
  path: "/api/accounts/deletion",
  roles: ["owner", "help-desk"],
  request: accountRequest,
  audit: "accounts.delete",
  handle: async ({ input, context }) => {
    const address = await existing(context, input.address);
    const object = await context.people.subjectOf(address);
    await context.recipients.remove(address);
    await context.coReaders.forget(address);
    return { status: 204, recorded: { object } };
  },
});

async function existing({ recipients }: AdminContext, typed: string, state?: "active"): Promise<string> {
  const address = normalAddress(typed);
  const found = address === null ? null : await recipients.find(address);
  if (found === null || (state !== undefined && found.state !== state)) {
    throw new SealgateError("not-found", 404, "this address has no account");
  }
  return found.address;
}
