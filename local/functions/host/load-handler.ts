import { existsSync, realpathSync } from "node:fs";
import { registerHooks } from "node:module";
import { join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Imports what `_HANDLER` names (`file.export`) from the function's folder. */
export async function loadHandler(root: string, name: string): Promise<object> {
  confineTo(realpathSync(root));
  const dot = name.lastIndexOf(".");
  const base = join(root, name.slice(0, dot));
  const file = [".js", ".mjs", ".cjs"].map((extension) => base + extension).find((path) => existsSync(path));
  if (file === undefined) throw named("Runtime.ImportModuleError", `Cannot find module '${name.slice(0, dot)}'`);
  const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  const handler = module[name.slice(dot + 1)];
  if (typeof handler !== "function") throw named("Runtime.HandlerNotFound", `${name} is undefined or not exported`);
  return handler;
}

/** A bundle lies inside the project here but alone on AWS: what it did not bundle must be missing in both places. */
function confineTo(root: string): void {
  registerHooks({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context);
      const outside = found.url.startsWith("file:") && !fileURLToPath(found.url).startsWith(root + sep);
      if (outside) throw named("Runtime.ImportModuleError", `Cannot find package '${specifier}'`);
      return found;
    },
  });
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
