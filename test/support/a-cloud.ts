import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cloud, localDeployment, startCloud } from "../../local/core/cloud.ts";
import type { Credentials, LocalService, Resource, ServiceModule } from "../../local/core/service.ts";
import { parseTemplate, type TemplateInput } from "../../local/core/template.ts";
import { roleArn } from "../../local/iam/resource-types.ts";

/** What a test's cloud is made of: whole template, or just its Resources. */
export type ACloudOptions = {
  readonly modules: readonly ServiceModule[];
  readonly resources?: TemplateInput["Resources"];
  readonly template?: TemplateInput;
  readonly now?: () => Date;
  /** Keep state here instead of in a new temporary folder (which is removed by `close`). */
  readonly folder?: string;
};

/** A running cloud on a port of its own. */
export type ACloud = {
  readonly url: string;
  readonly folder: string;
  readonly resources: readonly Resource[];
  /** Settings for an SDK client of the account's owner: `new KMSClient(cloud.client())`; of a role with its logical id. */
  client(roleLogicalId?: string): ClientSettings;
  readonly ownerCredentials: Credentials;
  credentialsFor(roleLogicalId: string): Credentials;
  /** `Ref` of a resource. */
  ref(logicalId: string): string;
  service<T extends LocalService>(name: string): T;
  /** Stops and starts again on the same state and port. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

/** What every SDK v3 client needs to talk to the cloud. */
export type ClientSettings = {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly maxAttempts: number;
};

/** Starts a cloud for one test from a small literal template. */
export async function aCloud(options: ACloudOptions): Promise<ACloud> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "sealgate-cloud-"));
  const template = parseTemplate(options.template ?? { Resources: options.resources ?? {} });
  const now = options.now ?? (() => new Date());
  const start = (apiPort: number): Promise<Cloud> =>
    startCloud({ template, modules: options.modules, folder, deployment: localDeployment, apiPort, now });
  const forget = () => {
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
  };
  let cloud = await start(0).catch((error: unknown) => {
    forget();
    throw error;
  });
  const { url } = cloud;
  const find = (logicalId: string): Resource => {
    const found = cloud.resources.find((one) => one.logicalId === logicalId);
    if (found === undefined) throw new Error(`no resource ${logicalId}`);
    return found;
  };
  const credentialsFor = (logicalId: string) =>
    cloud.keys.forRole(roleArn(find(logicalId).ref, localDeployment), logicalId);
  return {
    url,
    folder,
    resources: cloud.resources,
    get ownerCredentials() {
      return cloud.keys.owner;
    },
    credentialsFor,
    client: (role) => ({
      endpoint: url,
      region: localDeployment.region,
      credentials: role === undefined ? cloud.keys.owner : credentialsFor(role),
      maxAttempts: 1,
    }),
    ref: (logicalId) => find(logicalId).ref,
    service: (name) => cloud.service(name),
    restart: async () => {
      await cloud.close();
      cloud = await start(Number(new URL(url).port));
    },
    close: async () => {
      await cloud.close();
      forget();
    },
  };
}
