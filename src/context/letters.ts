import type { S3Client } from "@aws-sdk/client-s3";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { DynamoLetters } from "../aws/dynamodb-letters.ts";
import { encryptionSdkSealer } from "../aws/encryption-sdk-sealer.ts";
import { letterFolders, S3SealedStore } from "../aws/s3-sealed-store.ts";
import { systemClock } from "../clock.ts";
import type { LetterPorts } from "../pickup/letters/ports.ts";
import type { KeyWrapper } from "../sealing/ports.ts";
import type { OutboxBell } from "../tracking/outbox.ts";

/** Where recipients' letters are kept, for who writes them (with a bell) and who delivers them. */
export function letterPortsOf(
  tables: { readonly client: DynamoDBDocumentClient; readonly ledger: string; readonly bell?: OutboxBell },
  objects: { readonly s3: S3Client; readonly bucket: string; readonly keys: KeyWrapper },
): LetterPorts {
  return {
    letters: new DynamoLetters(tables.client, tables.ledger, systemClock, tables.bell),
    letterVault: {
      sealer: encryptionSdkSealer,
      keys: objects.keys,
      store: new S3SealedStore(objects.s3, objects.bucket, letterFolders),
    },
  };
}
