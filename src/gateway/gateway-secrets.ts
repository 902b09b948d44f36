/** Secrets that belong to this deployment. */
export type GatewaySecretValues = {
  /** Values of the header `X-Sealgate-Connector` that prove mail ours; two, so that one can be changed at a time. */
  readonly connector: readonly string[];
  /** Key of the marks by which the gateway knows its own mail again. */
  readonly marker: string;
};

/** Keeps the deployment's secrets. */
export type GatewaySecrets = {
  /** Throws until `createIfAbsent` has run. */
  current(): Promise<GatewaySecretValues>;
  /** Writes each value that does not exist yet; those that exist stay. */
  createIfAbsent(values: GatewaySecretValues): Promise<void>;
};
