import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import type { TlsReview } from "../../../../src/contracts/admin-api/tls.ts";

type Props = { review: TlsReview | null; onRequireForAll: () => void };

/** What stands against publishing, and the one click that would do away with it. */
export function ReviewResult({ review, onRequireForAll }: Props) {
  if (review === null || review.problems.length + review.refusals.length === 0) return null;
  const offered = review.problems.length === 0 && review.refusals.every(({ offer }) => offer === "require-for-all");
  return (
    <div role="alert">
      <Alert
        type="error"
        header="It cannot be published like this"
        action={
          offered ? (
            <Button formAction="none" onClick={onRequireForAll}>
              Require TLS for the whole gateway
            </Button>
          ) : null
        }
      >
        <ul className="tls-sentences">
          {review.problems.map(({ path, message }) => (
            <li key={path + message}>
              <b>{fieldOf(path)}</b>: {message}
            </li>
          ))}
          {review.refusals.map(({ sentence }) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Alert>
    </div>
  );
}

const fields: Readonly<Record<string, string>> = {
  id: "Id",
  narrative: "Narrative",
  appliesFrom: "Applies to emails from",
  appliesTo: "Applies to emails to",
  sourceRanges: "Source IP ranges",
  validity: "Validity",
  minimumTls: "Minimum TLS version",
  route: "Route",
  certificate: "Certificate",
};

/** `receipt[0].sourceRanges[1]` as people call it; a problem of another policy keeps its path. */
function fieldOf(path: string): string {
  const [, name = ""] = /^(?:receipt|delivery)\[\d+\]\.(\w+)/.exec(path) ?? [];
  return fields[name] ?? path;
}
