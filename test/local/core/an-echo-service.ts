import type { ServiceModule } from "../../../local/core/service.ts";

/** A service that answers who called (as KMS's ListKeys would list keys), so that the front can be tested alone. */
export function anEchoService(signingName: string): ServiceModule {
  return {
    signingName,
    resourceTypes: [{ type: "Test::Echo", ref: (declared) => declared.logicalId, attribute: () => undefined }],
    create: async () => ({
      signingName,
      handle: async ({ caller, body }) => ({
        status: 200,
        headers: { "content-type": "application/x-amz-json-1.1" },
        body: JSON.stringify({
          Keys: [{ KeyId: caller.kind, KeyArn: caller.kind === "role" ? caller.sessionArn : undefined }],
          size: body.length,
        }),
      }),
      fail: (error) => ({
        status: error.status,
        headers: { "content-type": "application/x-amz-json-1.1" },
        body: JSON.stringify({ __type: error.code, message: error.message }),
      }),
      close: async () => {},
    }),
  };
}

/** The echo in KMS's place. */
export const echoedKms: ServiceModule = anEchoService("kms");
