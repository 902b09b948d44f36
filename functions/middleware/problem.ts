import { SealgateError } from "../../src/errors.ts";
import { faultOf, type Log } from "../../src/log.ts";
import { type Answer, isWebRequest, type WebRequest } from "./route.ts";

/** RFC 9457, with our stable code and a reference that also stands in the log. */
export type Problem = {
  readonly type: "about:blank";
  readonly status: number;
  readonly title: string;
  readonly code: string;
  readonly reference: string;
};

/** Maps errors to answers: problem+json, or what `render` makes of the problem. A fault shows only a reference. */
export function problems(log: Log, render: (problem: Problem, request: WebRequest | null) => Answer = problemJson) {
  return {
    onError(request: {
      event: unknown;
      error?: unknown;
      context: { awsRequestId?: string };
      response?: unknown;
    }): void {
      const asked = isWebRequest(request.event) ? request.event : null;
      const problem = problemOf(request.error, asked?.requestId ?? request.context.awsRequestId ?? "");
      if (problem.status >= 500)
        log.error("request-failed", { reference: problem.reference, ...faultOf(request.error) });
      else log.info("request-refused", { reference: problem.reference, code: problem.code });
      request.response = render(problem, asked);
    },
  };
}

function problemOf(error: unknown, reference: string): Problem {
  if (error instanceof SealgateError && error.status < 500) {
    return { type: "about:blank", status: error.status, title: error.message, code: error.code, reference };
  }
  return { type: "about:blank", status: 500, title: "something failed on our side", code: "fault", reference };
}

function problemJson(problem: Problem): Answer {
  return {
    status: problem.status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
    body: JSON.stringify(problem),
  };
}
