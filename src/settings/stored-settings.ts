import type { Settings } from "../contracts/settings.ts";

/** Settings as they were last saved. */
export type SettingsVersion = {
  /** 0 until they were saved first. */
  readonly version: number;
  readonly settings: Settings;
  readonly changedAt?: string;
  /** Subject id of who saved them. */
  readonly changedBy?: string;
};

/** A change, and the version it was made from. */
export type SettingsChange = {
  readonly basedOn: number;
  readonly settings: Settings;
  readonly by: string;
  readonly at: Date;
};

/** Keeps what owners decide while the gateway runs. */
export type StoredSettings = {
  current(): Promise<SettingsVersion>;
  /** The new version, or null when somebody saved since `basedOn`. */
  save(change: SettingsChange): Promise<SettingsVersion | null>;
};
