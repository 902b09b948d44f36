import { applyMode, Mode } from "@cloudscape-design/global-styles";

/** Follows the light or dark setting of the person's device, now and when it changes. */
export function followAppearance(): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => applyMode(dark.matches ? Mode.Dark : Mode.Light);
  dark.addEventListener("change", apply);
  apply();
}
