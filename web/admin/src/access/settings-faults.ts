import "../no-eval.ts";
import { type Settings, settings as settingsSchema } from "../../../../src/contracts/settings.ts";

/** What is wrong with a field, in the API's own words; null when all can be saved. */
export function faultIn(settings: Settings, field?: keyof Settings): string | null {
  const { success, error } = settingsSchema.safeParse(settings);
  if (success) return null;
  const issue = error.issues.find(({ path }) => field === undefined || path[0] === field);
  return issue === undefined ? null : issue.message.replace(/^./, (letter) => letter.toUpperCase());
}
