import middy from "@middy/core";
import type { AdminContext } from "../../src/context/admin.ts";
import { answerBuffered } from "../middleware/answer-buffered.ts";
import { originGuard } from "../middleware/origin-guard.ts";
import { problems } from "../middleware/problem.ts";
import { readRequest } from "../middleware/read-request.ts";
import type { WebRequest } from "../middleware/route.ts";
import { router } from "../middleware/router.ts";
import { securityHeaders } from "../middleware/security-headers.ts";
import { session } from "../middleware/session.ts";
import { audited } from "./audited.ts";
import { consoleFiles, contentSecurityPolicy } from "./console-files.ts";
import { findPrincipal, type Principal } from "./principal.ts";
import { routes } from "./routes/index.ts";

/** The whole admin API and the console's files, over the given context and folder of built files. */
export function createHandler(context: AdminContext, staticFolder: string) {
  const api = router(routes.map(audited), context);
  const files = consoleFiles(staticFolder, context.consoleUrl);
  return middy()
    .use(answerBuffered())
    .use(securityHeaders(contentSecurityPolicy))
    .use(problems(context.log))
    .use(readRequest())
    .use(session((request) => findPrincipal(context, request)))
    .use(
      originGuard(
        new URL(context.consoleUrl).origin,
        ({ principal }) => (principal as Principal | null)?.scopes !== undefined,
      ),
    )
    .handler(async (event: unknown) => {
      const request = event as WebRequest<Principal>;
      return request.path.startsWith("/api/") ? api(request) : files(request);
    });
}
