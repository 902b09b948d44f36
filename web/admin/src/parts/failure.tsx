import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import type { ApiError } from "../api.ts";

/** Says plainly what did not work and offers to try again. */
export function Failure({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  const { header, text } = wordsFor(error);
  return (
    <Alert type="error" header={header} action={<Button onClick={onRetry}>Try again</Button>}>
      {text}
      {error.reference === "" ? null : <> Reference: {error.reference}</>}
    </Alert>
  );
}

function wordsFor({ code }: ApiError): { header: string; text: string } {
  if (code === "unreachable") {
    return { header: "The gateway did not answer", text: "Check your connection. Nothing was changed." };
  }
  if (code === "forbidden") {
    return { header: "Your role may not see this", text: "Ask an owner of this gateway if you need it." };
  }
  if (code === "not-found") return { header: "Not found", text: "It may have been removed, or the link is wrong." };
  if (code === "no-policies") {
    return { header: "No policies yet", text: "The installation has not written the first policies yet." };
  }
  return { header: "Something failed on our side", text: "Mail is not affected by this page. Try again in a moment." };
}
