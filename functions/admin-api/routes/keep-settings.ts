import type { AdminContext } from "../../../src/context/admin.ts";
import { saveSettingsRequest, settingsAnswer } from "../../../src/contracts/admin-api/settings.ts";
import { SealgateError } from "../../../src/errors.ts";
import { faultOf } from "../../../src/log.ts";
import { jsonAnswer } from "../json-answer.ts";
import { route } from "../principal.ts";
import { changedSettings, describeSettings } from "../settings-answer.ts";

/** What owners decided while the gateway runs, under what the deployment says. */
export const readSettings = route({
  method: "GET",
  path: "/api/settings",
  roles: ["owner", "policy-admin", "auditor"],
  scope: "settings:read",
  answer: settingsAnswer,
  handle: async ({ context }) =>
    jsonAnswer(settingsAnswer, await describeSettings(context, await context.settings.current())),
});

/** Has texts removed that need not be kept any more; where the wake is lost, housekeeping does it within the hour. */
function removeTexts({ bell, log }: AdminContext): Promise<void> {
  return bell
    .ring({ keepTextDays: "changed" })
    .catch((fault: unknown) => log.warn("texts-not-removed-yet", faultOf(fault)));
}

/** Saves all settings; in force at the next message, within five seconds. */
export const saveSettings = route({
  method: "PUT",
  path: "/api/settings",
  roles: ["owner"],
  request: saveSettingsRequest,
  answer: settingsAnswer,
  audit: "settings.save",
  handle: async ({ input, principal, context }) => {
    const { version } = input;
    const before = await context.settings.current();
    // The look is changed by its own route, and its audit entry says how.
    const settings = { ...input.settings, brand: before.settings.brand };
    const change = { basedOn: version, settings, by: principal.subjectId, at: context.clock.now() };
    const saved = before.version === version ? await context.settings.save(change) : null;
    if (saved === null) throw new SealgateError("conflict", 409, "somebody saved other settings meanwhile");
    if (settings.keepTextDays < before.settings.keepTextDays) await removeTexts(context);
    const recorded = { object: `settings ${saved.version}`, ...changedSettings(before.settings, saved.settings) };
    return { ...jsonAnswer(settingsAnswer, await describeSettings(context, saved)), recorded };
  },
});
