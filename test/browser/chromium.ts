import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const executable = "/usr/bin/chromium";

/** Why browser tests cannot run here, or false. With SEALGATE_REQUIRE_BROWSER=1 they run, and fail, regardless. */
export const noBrowser: string | false =
  existsSync(executable) || process.env.SEALGATE_REQUIRE_BROWSER === "1" ? false : `no chromium at ${executable}`;

/** The system's Chromium, talking to nobody but the pages under test. */
export function launchChromium(): Promise<Browser> {
  const quiet = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking";
  return chromium.launch({
    executablePath: executable,
    args: [...quiet.split(" "), "--disable-component-update", "--disable-sync"],
  });
}
