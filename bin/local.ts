import { rmSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { type LocalCloud, startLocalCloud } from "../local/cloud.ts";
import { lockFolder } from "../local/lock.ts";
import { announce } from "../local/running.ts";
import { readStartOptions, type StartOptions, usage } from "../local/start-options.ts";
import { synthesize } from "../local/synthesize.ts";
import { variableOf, type Welcome, welcomeOf, welcomeTable } from "../local/welcome.ts";
import { firstUserName } from "../src/accounts/administrators/first-password.ts";
import { DynamoGatewaySecrets } from "../src/aws/dynamodb-gateway-secrets.ts";
import { SealgateError } from "../src/errors.ts";

const project = join(import.meta.dirname, "..");

async function main(): Promise<void> {
  const options = readStartOptions(process.argv.slice(2));
  if (options.help) return console.log(usage);
  const folder = options.folder ?? join(project, ".sealgate");
  const unlock = lockFolder(folder);
  process.once("exit", unlock);
  if (options.reset)
    for (const part of ["state", "keys", "logs"]) rmSync(join(folder, part), { recursive: true, force: true });
  const cloud = await start(options, folder);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop(cloud));
  const connectorSecret = await connectorSecretOf(cloud);
  const welcome = welcomeOf(cloud, { userName: firstUserName, connectorSecret });
  announce(folder, reachable(cloud, welcome));
  console.log(welcomeTable(welcome));
}

async function start({ settings, ports, relay }: StartOptions, folder: string): Promise<LocalCloud> {
  const { cdkOut } = await synthesize(project, folder, settings);
  return startLocalCloud({ cdkOut, folder, ports, ...(relay === undefined ? {} : { relay }) });
}

function reachable(cloud: LocalCloud, welcome: Welcome): Parameters<typeof announce>[1] {
  const { smtp, outbox, companyDomain, gatewayDomain, connectorSecret = "" } = welcome;
  return {
    ...{ smtp, outbox, companyDomain, gatewayDomain, connectorSecret },
    apiUrl: cloud.url,
    region: cloud.deployment.region,
    ledgerTable: variableOf(cloud.resources, "LEDGER_TABLE"),
    directoryTable: variableOf(cloud.resources, "DIRECTORY_TABLE"),
    credentials: cloud.keys.owner,
  };
}

let stopping = false;

function stop(cloud: LocalCloud): void {
  if (stopping) return;
  stopping = true;
  cloud.close().then(
    () => process.exit(0),
    (error: unknown) => fail(error),
  );
}

async function connectorSecretOf(cloud: LocalCloud): Promise<string | undefined> {
  const { region } = cloud.deployment;
  const client = new DynamoDBClient({ endpoint: cloud.url, region, credentials: cloud.keys.owner });
  const table = variableOf(cloud.resources, "DIRECTORY_TABLE");
  const secrets = await new DynamoGatewaySecrets(DynamoDBDocumentClient.from(client), table).current();
  return secrets.connector[0];
}

function fail(error: unknown): never {
  const known = error instanceof SealgateError;
  console.error(known ? error.message : error);
  process.exit(1);
}

main().catch(fail);
