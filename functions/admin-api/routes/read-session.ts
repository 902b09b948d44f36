import { sessionAnswer } from "../../../src/contracts/admin-api/session.ts";
import { visitOf } from "../../middleware/visit.ts";
import { jsonAnswer } from "../json-answer.ts";
import { route } from "../principal.ts";
import { describeSession } from "../session-answer.ts";

/** Tells who is signed in, if anybody, and gives the form token that every change needs. */
export const readSession = route({
  method: "GET",
  path: "/api/session",
  roles: "anyone",
  answer: sessionAnswer,
  handle: async ({ request, principal, context }) => {
    const visit = visitOf(request);
    return jsonAnswer(sessionAnswer, describeSession(context, visit.token, principal), visit.cookies);
  },
});
