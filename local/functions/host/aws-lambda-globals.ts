import type { ResponseStream } from "./response-stream.ts";

const streaming = Symbol.for("aws.lambda.runtime.handler.streaming");

/** A handler that writes its answer to a stream. */
export type StreamingHandler = (event: unknown, stream: ResponseStream, context: unknown) => Promise<unknown>;

/** Defines the `awslambda` global that AWS's runtime gives to functions. */
export function defineGlobals(): void {
  const awslambda = {
    streamifyResponse: (handler: StreamingHandler) => Object.assign(handler, { [streaming]: "response" }),
    HttpResponseStream: {
      from: (stream: ResponseStream, prelude: unknown) => {
        stream.setContentType("application/vnd.awslambda.http-integration-response");
        stream.setPrelude(prelude);
        return stream;
      },
    },
  };
  Object.assign(globalThis, { awslambda });
}

/** True for what `streamifyResponse` returned. */
export function isStreaming(handler: object): handler is StreamingHandler {
  return streaming in handler;
}
