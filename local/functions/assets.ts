import { join } from "node:path";
import { TemplateError } from "../core/template.ts";

/** Finds unpacked assets in a synthesized folder: the code `<hash>.zip` lies in `asset.<hash>`. */
export function assetsIn(folder: string): (key: string) => string {
  return (key) => {
    const hash = /^([0-9a-f]{64})\.zip$/.exec(key)?.[1];
    if (hash === undefined) throw new TemplateError(`the code ${key} is not an asset of this stack`);
    return join(folder, `asset.${hash}`);
  };
}
