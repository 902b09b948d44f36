import { KMSClient } from "@aws-sdk/client-kms";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { ApiKeyStore } from "../accounts/administrators/api-key.ts";
import type { ChoosePasswordPorts } from "../accounts/administrators/choose-password.ts";
import type { FactorPorts } from "../accounts/administrators/second-factor.ts";
import type { SignInPorts } from "../accounts/administrators/sign-in.ts";
import { passkeyVerifier } from "../accounts/verify-passkey.ts";
import { type AuditLog, type AuditReader, createAuditLog } from "../audit/audit-log.ts";
import type { OpenActs } from "../audit/open-act.ts";
import type { People } from "../audit/people.ts";
import type { RootSigner, RootStore } from "../audit/sign-root.ts";
import { DynamoRateLimiter } from "../aws/dynamodb-account-rate-limiter.ts";
import { DynamoAdministratorSessions } from "../aws/dynamodb-administrator-sessions.ts";
import { DynamoAdministrators } from "../aws/dynamodb-administrators.ts";
import { DynamoApiKeys } from "../aws/dynamodb-api-keys.ts";
import { DynamoAuditRoots } from "../aws/dynamodb-audit-roots.ts";
import { DynamoAuditStore } from "../aws/dynamodb-audit-store.ts";
import { DynamoOpenActs } from "../aws/dynamodb-open-acts.ts";
import { DynamoPeople } from "../aws/dynamodb-people.ts";
import { DynamoStoredSettings } from "../aws/dynamodb-stored-settings.ts";
import { KmsRootSigner } from "../aws/kms-root-signer.ts";
import type { Clock } from "../clock.ts";
import type { StoredSettings } from "../settings/stored-settings.ts";

/** Who may use the console, what they decided, and what is kept of it. */
export type AccessPorts = SignInPorts &
  ChoosePasswordPorts &
  FactorPorts & {
    readonly settings: StoredSettings;
    readonly audit: AuditLog;
    readonly trail: AuditReader;
    readonly acts: OpenActs;
    readonly roots: RootStore;
    readonly signer: Pick<RootSigner, "publicKey">;
    readonly people: People;
    readonly apiKeys: ApiKeyStore;
  };

type Tables = { readonly DIRECTORY_TABLE: string; readonly ACCOUNTS_TABLE: string };

/** Builds the adapters of access over the given tables. */
export function accessOf(
  client: DynamoDBDocumentClient,
  { DIRECTORY_TABLE: directory, ACCOUNTS_TABLE: accounts }: Tables,
  { clock, pause, signer }: Pick<AccessPorts, "pause" | "signer"> & { readonly clock: Clock },
): AccessPorts {
  const trail = new DynamoAuditStore(client, directory);
  return {
    pause,
    settings: new DynamoStoredSettings(client, directory),
    audit: createAuditLog(trail, clock, pause),
    trail,
    acts: new DynamoOpenActs(client, directory),
    roots: new DynamoAuditRoots(client, directory),
    signer,
    people: new DynamoPeople(client, directory, clock),
    apiKeys: new DynamoApiKeys(client, directory),
    verifier: passkeyVerifier,
    administrators: new DynamoAdministrators(client, directory),
    sessions: new DynamoAdministratorSessions(client, accounts),
    limiter: new DynamoRateLimiter(client, accounts, clock),
  };
}

/** The public half of the audit log's key. */
export function auditKey(keyArn: string): Pick<RootSigner, "publicKey"> {
  return new KmsRootSigner(new KMSClient({}), keyArn);
}
