import Textarea from "@cloudscape-design/components/textarea";
import { useEffect, useState } from "react";

type Props = { value: unknown; disabled: boolean; onChange: (lines: readonly string[]) => void; ariaLabel?: string };

/** A list of texts, one on each line; blank lines do not count. */
export function LinesField({ value, disabled, onChange, ariaLabel }: Props) {
  const [typed, setTyped] = useState(() => textOf(value));
  const joined = textOf(value);
  useEffect(() => {
    setTyped((now) => (textOf(linesOf(now)) === joined ? now : joined));
  }, [joined]);
  return (
    <Textarea
      value={typed}
      disabled={disabled}
      ariaLabel={ariaLabel}
      rows={Math.min(8, Math.max(2, typed.split("\n").length))}
      spellcheck={false}
      onChange={({ detail }) => {
        setTyped(detail.value);
        onChange(linesOf(detail.value));
      }}
    />
  );
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join("\n") : "";
}
