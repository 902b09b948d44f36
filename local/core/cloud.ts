import { appendFileSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { createAuthorize } from "../iam/authorize.ts";
import { iamResourceTypes } from "../iam/resource-types.ts";
import { type Roles, readRoles } from "../iam/roles.ts";
import { KeyRing } from "./credentials.ts";
import { createFront } from "./front.ts";
import { listenOn } from "./listen.ts";
import { resolveTemplate } from "./resolve.ts";
import type { CloudContext, Deployment, LocalService, Resource, ServiceModule } from "./service.ts";
import { type Template, TemplateError } from "./template.ts";

/** What a cloud is made of. */
export type CloudOptions = {
  readonly template: Template;
  readonly modules: readonly ServiceModule[];
  /** Holds all state; survives restarts and kill -9. */
  readonly folder: string;
  readonly deployment: Deployment;
  /** 0 chooses a free port. */
  readonly apiPort: number;
  readonly now: () => Date;
};

/** A running cloud. */
export type Cloud = {
  /** The endpoint of the AWS APIs. */
  readonly url: string;
  readonly deployment: Deployment;
  readonly resources: readonly Resource[];
  readonly keys: KeyRing;
  readonly roles: Roles;
  service<T extends LocalService>(name: string): T;
  close(): Promise<void>;
};

/** Where the stack is deployed locally. */
export const localDeployment: Deployment = { accountId: "111122223333", region: "us-east-1", stackName: "Sealgate" };

/** Starts what the template declares and nothing else. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const { template, modules, deployment, folder, now } = options;
  const types = [...iamResourceTypes, ...modules.flatMap((one) => one.resourceTypes)];
  const resources = resolveTemplate(template, types, deployment);
  const roles = readRoles(resources, deployment);
  const keys = new KeyRing(join(folder, "keys"), deployment);
  const services = new Map<string, LocalService>();
  const service = <T extends LocalService>(name: string): T => {
    const found = services.get(name);
    if (found === undefined) throw new TemplateError(`the service ${name} is not part of this cloud`);
    return found as T;
  };
  const log = logTo(join(folder, "logs"));
  const front = createFront({ deployment, keys, find: (name) => services.get(name), log });
  const url = `http://127.0.0.1:${await listenOn(front, options.apiPort, "api")}`;
  const close = async () => {
    for (const one of [...services.values()].reverse())
      await one.close().catch((error: unknown) => log(`${one.signingName}: ${String(error)}`));
    front.closeAllConnections();
    await new Promise((resolve) => front.close(resolve));
  };
  const context: CloudContext = {
    deployment,
    resources,
    url,
    keys,
    roles,
    stateFolder: (name) => made(join(folder, "state", name)),
    logFolder: () => made(join(folder, "logs")),
    authorize: createAuthorize(deployment, roles.policiesOf),
    now,
    service,
    log,
  };
  try {
    for (const one of modules) services.set(one.signingName, await one.create(context));
    for (const one of services.values()) await one.start?.();
  } catch (error) {
    await close();
    throw error;
  }
  return { url, deployment, resources, keys, roles, service, close };
}

function logTo(folder: string): (line: string) => void {
  const file = openSync(join(made(folder), "cloud.log"), "a");
  return (line) => appendFileSync(file, `${new Date().toISOString()} ${line}\n`);
}

function made(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}
