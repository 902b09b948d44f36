import { z } from "zod";
import { settings } from "../settings.ts";

/** Settings as saved, and what holds where they are silent. */
export const settingsAnswer = z.strictObject({
  /** Goes back with a change; one that rests on an older version is refused. */
  version: z.number().int(),
  settings,
  changedAt: z.string().optional(),
  /** User name, where it is still known. */
  changedBy: z.string().optional(),
  /** What the deployment says; domains are changed there alone, because SES has to know them. */
  deployed: z.strictObject({
    gatewayDomain: z.string(),
    companyDomains: z.array(z.string()),
    connectorNetworks: z.array(z.string()),
    defaultExpiryDays: z.number().int(),
  }),
});
export type SettingsAnswer = z.output<typeof settingsAnswer>;

/** All settings, resting on a version. */
export const saveSettingsRequest = z.strictObject({ version: z.number().int().min(0), settings });
