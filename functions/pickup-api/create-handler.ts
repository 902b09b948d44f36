import middy from "@middy/core";
import { executionModeStreamifyResponse } from "@middy/core/StreamifyResponse";
import type { PickupContext } from "../../src/context/pickup.ts";
import { answerStreamed } from "../middleware/answer-streamed.ts";
import { originGuard } from "../middleware/origin-guard.ts";
import { problems } from "../middleware/problem.ts";
import { readRequest } from "../middleware/read-request.ts";
import type { WebRequest } from "../middleware/route.ts";
import { router } from "../middleware/router.ts";
import { securityHeaders } from "../middleware/security-headers.ts";
import { session } from "../middleware/session.ts";
import { pagePolicy } from "./content-security-policy.ts";
import { isFetchedAhead, notYet } from "./note-look.ts";
import { findRecipient, type Recipient } from "./principal.ts";
import { problemAnswer } from "./problem-answer.ts";
import { routes } from "./routes/index.ts";

/** The whole Message Pickup Center over the given context, in stream mode: it needs the runtime's `awslambda`. */
export function createHandler(context: PickupContext) {
  const pages = router(routes, context);
  return middy({ executionMode: executionModeStreamifyResponse })
    .use(answerStreamed())
    .use(securityHeaders(pagePolicy))
    .use(problems(context.log, problemAnswer(context)))
    .use({ before: () => context.refresh() })
    .use(readRequest())
    .use(session((request) => findRecipient(context, request)))
    .use(originGuard(new URL(context.portalUrl).origin))
    .handler(async (event: unknown) => {
      const request = event as WebRequest<Recipient>;
      return isFetchedAhead(request) ? notYet : pages(request);
    });
}
