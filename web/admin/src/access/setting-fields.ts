import type { SettingsAnswer } from "../../../../src/contracts/admin-api/settings.ts";
import type { Settings } from "../../../../src/contracts/settings.ts";

/** What every group of settings is given. */
export type SettingFields = {
  readonly settings: Settings;
  readonly deployed: SettingsAnswer["deployed"];
  readonly readOnly: boolean;
  readonly onChange: (change: Partial<Settings>) => void;
};
