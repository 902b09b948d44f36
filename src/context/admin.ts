import { setTimeout as pause } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { ChoosePasswordPorts } from "../accounts/administrators/choose-password.ts";
import type { SignInPorts } from "../accounts/administrators/sign-in.ts";
import { type AuditLog, createAuditLog } from "../audit/audit-log.ts";
import { DynamoRateLimiter } from "../aws/dynamodb-account-rate-limiter.ts";
import { DynamoAdministratorSessions } from "../aws/dynamodb-administrator-sessions.ts";
import { DynamoAdministrators } from "../aws/dynamodb-administrators.ts";
import { DynamoAuditStore } from "../aws/dynamodb-audit-store.ts";
import { DynamoMessageTracking } from "../aws/dynamodb-message-tracking.ts";
import { DynamoPolicies } from "../aws/dynamodb-policies.ts";
import { DynamoStoredSettings } from "../aws/dynamodb-stored-settings.ts";
import { type Clock, systemClock } from "../clock.ts";
import { readConfig } from "../config.ts";
import { createLog, type Log } from "../log.ts";
import type { PolicyRepository } from "../policy/repository.ts";
import type { StoredSettings } from "../settings/stored-settings.ts";
import type { MessageTracking } from "../tracking/message-tracking.ts";

/** What the admin API works with. */
export type AdminContext = SignInPorts &
  ChoosePasswordPorts & {
    readonly clock: Clock;
    readonly log: Log;
    readonly portalName: string;
    readonly consoleUrl: string;
    readonly policies: PolicyRepository;
    readonly settings: StoredSettings;
    readonly audit: AuditLog;
    readonly tracking: MessageTracking;
  };

const wait = async (milliseconds: number) => {
  await pause(milliseconds);
};

/** Builds the admin API's clients and adapters from its environment. */
export function createAdminContext(environment: Readonly<Record<string, string | undefined>>): AdminContext {
  const config = readConfig(environment, [
    "LEDGER_TABLE",
    "DIRECTORY_TABLE",
    "ACCOUNTS_TABLE",
    "CONSOLE_URL",
    "PORTAL_NAME",
  ]);
  const clock = systemClock;
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return {
    clock,
    log: createLog(),
    portalName: config.PORTAL_NAME,
    consoleUrl: config.CONSOLE_URL,
    pause: wait,
    settings: new DynamoStoredSettings(client, config.DIRECTORY_TABLE),
    audit: createAuditLog(new DynamoAuditStore(client, config.DIRECTORY_TABLE), clock, wait),
    administrators: new DynamoAdministrators(client, config.DIRECTORY_TABLE),
    sessions: new DynamoAdministratorSessions(client, config.ACCOUNTS_TABLE),
    limiter: new DynamoRateLimiter(client, config.ACCOUNTS_TABLE, clock),
    policies: new DynamoPolicies(client, config.DIRECTORY_TABLE),
    tracking: new DynamoMessageTracking(client, config.LEDGER_TABLE, () => clock.now()),
  };
}
