import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import type { ApiError } from "../api.ts";

type Words = { readonly type: "error" | "warning" | "info"; readonly header: string; readonly text: string };

/** Says plainly what did not work and offers to try again. */
export function Failure({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  const { type, header, text } = wordsFor(error);
  const reference = error.status >= 500 && error.reference !== "" ? ` Reference: ${error.reference}` : "";
  return (
    <Alert type={type} header={header} action={<Button onClick={onRetry}>Try again</Button>}>
      {text}
      {reference}
    </Alert>
  );
}

function wordsFor({ code }: ApiError): Words {
  switch (code) {
    case "unreachable":
      return {
        type: "error",
        header: "The gateway did not answer",
        text: "Check your connection. Nothing was changed.",
      };
    case "forbidden":
      return {
        type: "warning",
        header: "Your role may not see this",
        text: "Ask an owner of this gateway if you need it.",
      };
    case "not-found":
      return { type: "warning", header: "Not found", text: "It may have been removed, or the link is wrong." };
    case "no-policies":
      return {
        type: "info",
        header: "No policies yet",
        text: "The installation has not written the first policies yet. It does so within a minute or two.",
      };
    default:
      return {
        type: "error",
        header: "Something failed on our side",
        text: "Mail is not affected by this page. Try again in a moment.",
      };
  }
}
