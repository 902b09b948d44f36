import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
import { aCloudProcess } from "../../support/a-cloud-process.ts";
import { aRole } from "../../support/a-role.ts";

describe("a cloud in a process of its own", () => {
  it("takes the same keys after kill -9", async (t) => {
    const cloud = await aCloudProcess({
      modules: [[new URL("an-echo-service.ts", import.meta.url).href, "echoedKms"]],
      resources: { Reader: aRole() },
    });
    t.after(() => cloud.close());
    const { credentials } = cloud.client("Reader");
    await cloud.kill();
    await cloud.start();
    const client = new KMSClient({ ...cloud.client(), credentials });
    assert.equal((await client.send(new ListKeysCommand({}))).Keys?.[0]?.KeyId, "role");
  });
});
