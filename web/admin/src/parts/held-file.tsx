import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import type { HeldContentAnswer } from "../../../../src/contracts/admin-api/held.ts";
import { heldLimits } from "../../../../src/contracts/admin-api/held-limits.ts";
import { ApiError, getBlob } from "../api.ts";
import { useVisit } from "../signed-in.ts";
import { sizeOf } from "../words.ts";
import { saveFile } from "./list/save-file.ts";

type Props = { attachment: HeldContentAnswer["attachments"][number]; path: string };

/** One attachment of held mail, to be saved; a large one comes in parts. */
export function HeldFile({ attachment, path }: Props) {
  const { number, name, type, size } = attachment;
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { lost } = useVisit();
  const save = async () => {
    setBusy(true);
    setFault(null);
    try {
      const whole = await wholeOf(`${path}/attachments/${number}`, size);
      saveFile(name.replaceAll(/[\p{Cc}\p{Cf}]/gu, "") || "attachment", whole, "application/octet-stream");
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === "sign-in-needed") lost();
      setFault("It could not be fetched whole, and nothing was saved. Try again.");
    } finally {
      setBusy(false);
    }
  };
  return (
    <li className="event-head">
      <div>
        <b>{name || "(no name)"}</b>
        <div className="quiet">
          {type}, {sizeOf(size)}
        </div>
        {fault === null ? null : <div role="alert">{fault}</div>}
      </div>
      <Button loading={busy} iconName="download" ariaLabel={`Download ${name}`} onClick={() => void save()}>
        Download
      </Button>
    </li>
  );
}

async function wholeOf(path: string, size: number): Promise<Blob> {
  const parts: Blob[] = [];
  do {
    parts.push(await getBlob(`${path}?part=${parts.length}`));
  } while (parts.length * heldLimits.part < size);
  return new Blob(parts);
}
