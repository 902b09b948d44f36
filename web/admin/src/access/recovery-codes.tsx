import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { saveFile } from "../parts/list/save-file.ts";

/** Recovery codes, which the API tells once only. */
export function RecoveryCodes({ codes, userName }: { codes: readonly string[]; userName: string }) {
  const text = `Recovery codes of ${userName} for the Administrative Console\nEach works once.\n\n${codes.join("\n")}\n`;
  return (
    <SpaceBetween size="m">
      <Alert type="warning" header="Save your recovery codes now">
        Each lets you sign in once, in place of the second factor. They are not shown again.
      </Alert>
      <ol className="codes" aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Button
        iconName="download"
        formAction="none"
        onClick={() => saveFile("sealgate-recovery-codes.txt", text, "text/plain")}
      >
        Download
      </Button>
    </SpaceBetween>
  );
}
