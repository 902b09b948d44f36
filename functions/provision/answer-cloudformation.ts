import { setTimeout as pause } from "node:timers/promises";
import type { Question } from "./resource-event.ts";

/** How a request ended. */
export type Result = { readonly physicalId: string } & (
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string }
);

/** CloudFormation takes 4 KB in all. */
const longestReason = 1000;
const tries = 3;

/** Tells CloudFormation how its request ended; without this it would wait until its time limit. */
export async function answerCloudFormation(question: Question, result: Result): Promise<void> {
  const body = JSON.stringify({
    Status: result.ok ? "SUCCESS" : "FAILED",
    ...(result.ok ? {} : { Reason: result.reason.slice(0, longestReason) }),
    PhysicalResourceId: result.physicalId,
    StackId: question.StackId,
    RequestId: question.RequestId,
    LogicalResourceId: question.LogicalResourceId,
  });
  for (let attempt = 1; ; attempt++) {
    const failure = await put(question.ResponseURL, body);
    if (failure === null) return;
    if (attempt === tries) throw new Error(`CloudFormation could not be answered: ${failure}`);
    await pause(attempt * 500);
  }
}

async function put(url: string, body: string): Promise<string | null> {
  try {
    // The address is signed without a content type.
    const headers = { "content-type": "" };
    const response = await fetch(url, { method: "PUT", body, headers, signal: AbortSignal.timeout(5_000) });
    return response.ok ? null : `status ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.name : "unknown";
  }
}
