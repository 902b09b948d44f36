/** Where the owner takes the connector's secret from: each value is shown once. */
export type ConnectorSecret = {
  /** Whether the newest value was shown, and since when it is there. */
  state(): Promise<{ readonly shown: boolean; readonly values: number }>;
  /** The newest value, the first time it is asked for; null afterwards. */
  showOnce(): Promise<string | null>;
  /** Adds a new value, which is then shown once; of those before only the newest stays valid. */
  renew(): Promise<void>;
  /** Ends every value but the newest. */
  endOld(): Promise<void>;
};
