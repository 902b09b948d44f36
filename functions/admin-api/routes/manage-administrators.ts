import {
  changeRole,
  invite,
  type ManageOutcome,
  remove,
  reset,
  setDisabled,
} from "../../../src/accounts/administrators/manage.ts";
import {
  administratorRow,
  administratorsAnswer,
  changeAdministratorRequest,
  inviteRequest,
  versionRequest,
} from "../../../src/contracts/admin-api/administrators.ts";
import { SealgateError } from "../../../src/errors.ts";
import type { Answer } from "../../middleware/route.ts";
import { auditedAdministrator, describeAdministrator } from "../administrator-answer.ts";
import { jsonAnswer } from "../json-answer.ts";
import { type Principal, route } from "../principal.ts";

const path = "/api/administrators/{subjectId}";

/** Everybody who may use the console. */
export const listAdministrators = route({
  method: "GET",
  path: "/api/administrators",
  roles: ["owner", "auditor"],
  answer: administratorsAnswer,
  handle: async ({ context }) => {
    const all = await context.administrators.list();
    return jsonAnswer(administratorsAnswer, { administrators: all.map(describeAdministrator) });
  },
});

/** Creates an administrator and mails the data for the first sign-in. */
export const inviteAdministrator = route({
  method: "POST",
  path: "/api/administrators",
  roles: ["owner"],
  request: inviteRequest,
  answer: administratorRow,
  audit: "administrators.invite",
  handle: async ({ input, context }) => {
    const created = await invite(context, context.clock, input);
    if (created === null) throw new SealgateError("name-taken", 409, "this user name is taken");
    const recorded = { object: created.subjectId, after: auditedAdministrator(created) };
    return { ...jsonAnswer(administratorRow, describeAdministrator(created)), status: 201, recorded };
  },
});

/** Gives another role, shuts somebody out, or lets them in again. */
export const changeAdministrator = route({
  method: "PATCH",
  path,
  roles: ["owner"],
  request: changeAdministratorRequest,
  answer: administratorRow,
  audit: "administrators.change",
  handle: async ({ params, input, principal, context }) => {
    const target = targetOf(params, input);
    if (input.role !== undefined) return changed(await changeRole(context, target, input.role));
    if (input.disabled) notSelf(principal, target.subjectId);
    return changed(await setDisabled(context, target, input.disabled === true));
  },
});

/** Takes password and second factor away and mails a new one-time password. */
export const resetAdministrator = route({
  method: "POST",
  path: `${path}/reset`,
  roles: ["owner"],
  request: versionRequest,
  answer: administratorRow,
  audit: "administrators.reset",
  handle: async ({ params, input, principal, context }) => {
    const target = targetOf(params, input);
    notSelf(principal, target.subjectId);
    return changed(await reset(context, context.clock, target));
  },
});

/** Removes an administrator. */
export const removeAdministrator = route({
  method: "DELETE",
  path,
  roles: ["owner"],
  request: versionRequest,
  audit: "administrators.remove",
  handle: async ({ params, input, principal, context }) => {
    const target = targetOf(params, input);
    notSelf(principal, target.subjectId);
    return changed(await remove(context, target));
  },
});

function targetOf(params: Readonly<Record<string, string>>, { version }: { version: number }) {
  return { subjectId: params.subjectId ?? "", generation: version };
}

/** Nobody shuts themselves out by a slip. */
function notSelf(principal: Principal, subjectId: string): void {
  if (principal.subjectId === subjectId) throw new SealgateError("own-account", 409, "this is your own account");
}

function changed(outcome: ManageOutcome): Answer {
  if (outcome.kind === "not-found") throw new SealgateError("not-found", 404, "no such administrator");
  if (outcome.kind === "conflict") throw new SealgateError("conflict", 409, "changed by somebody else meanwhile");
  if (outcome.kind === "last-owner") {
    throw new SealgateError("last-owner", 409, "nobody else could manage administrators any more");
  }
  const { before, after } = outcome;
  const recorded = {
    object: before.subjectId,
    before: auditedAdministrator(before),
    after: auditedAdministrator(after),
  };
  if (after === null) return { status: 204, recorded };
  return { ...jsonAnswer(administratorRow, describeAdministrator(after)), recorded };
}
