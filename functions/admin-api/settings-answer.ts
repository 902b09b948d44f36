import type { AdminContext } from "../../src/context/admin.ts";
import type { SettingsAnswer } from "../../src/contracts/admin-api/settings.ts";
import type { Settings } from "../../src/contracts/settings.ts";
import type { SettingsVersion } from "../../src/settings/stored-settings.ts";

/** Settings with what the deployment says and the name of who saved them. */
export async function describeSettings(context: AdminContext, saved: SettingsVersion): Promise<SettingsAnswer> {
  const { version, settings, changedAt, changedBy } = saved;
  const names = await context.people.namesOf(changedBy === undefined ? [] : [changedBy]);
  const { gatewayDomain, companyDomains, deployed } = context;
  return {
    version,
    settings,
    changedAt,
    changedBy: changedBy === undefined ? undefined : names.get(changedBy),
    deployed: {
      gatewayDomain,
      companyDomains: [...companyDomains],
      connectorNetworks: [...deployed.connectorNetworks],
      defaultExpiryDays: deployed.defaultExpiryDays,
    },
  };
}

/** The settings that differ, before and after; a look is changed by its own route and stands for itself. */
export function changedSettings(before: Settings, after: Settings) {
  const names = (Object.keys({ ...before, ...after }) as (keyof Settings)[]).filter(
    (name) => name !== "brand" && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  const only = (settings: Settings) => Object.fromEntries(names.map((name) => [name, settings[name] ?? null]));
  return { before: only(before), after: only(after) };
}
