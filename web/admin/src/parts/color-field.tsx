import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { contrast, portalColors, readable } from "../../../../src/contracts/brand-colors.ts";

const plain = "#0b5cad";
const form = /^#[0-9a-f]{6}$/;

type Props = { color: string | undefined; readOnly: boolean; onChange: (color: string | undefined) => void };

/** The colour of buttons and links, with what becomes of it where it could not be read. */
export function ColorField({ color, readOnly, onChange }: Props) {
  const [typed, setTyped] = useState(color ?? "");
  const type = (text: string) => {
    const value = text.trim().toLowerCase();
    setTyped(value);
    if (value === "" || form.test(value)) onChange(value === "" ? undefined : value);
  };
  const wrong = typed !== "" && !form.test(typed);
  return (
    <FormField
      label="Colour"
      description="Of buttons and links."
      errorText={wrong ? "Six digits after a #, such as #0b5fff." : undefined}
    >
      <div className="color-line">
        <input
          type="color"
          className="swatch"
          aria-label="Pick the colour"
          value={color ?? plain}
          disabled={readOnly}
          onChange={(event) => type(event.target.value)}
        />
        <Input value={typed} placeholder={plain} readOnly={readOnly} onChange={({ detail }) => type(detail.value)} />
        {color === undefined || readOnly ? null : <Button onClick={() => type("")}>Ours</Button>}
      </div>
      {color === undefined || wrong ? null : <Readability color={color} />}
    </FormField>
  );
}

function Readability({ color }: { color: string }) {
  const { light, dark } = portalColors(color);
  const onWhite = contrast(color, "#ffffff");
  if (onWhite >= readable && light.accent === color) {
    return <StatusIndicator>Contrast {onWhite.toFixed(1)} : 1 on white: it can be read.</StatusIndicator>;
  }
  return (
    <StatusIndicator type="warning">
      Contrast {onWhite.toFixed(1)} : 1 on white, {readable} is needed. Pages use {light.accent} in its place, and{" "}
      {dark.accent} in the dark.
    </StatusIndicator>
  );
}
