import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readStartOptions } from "../../../local/start-options.ts";

describe("the command line of npm start", () => {
  it("has defaults for everything", () => {
    assert.deepEqual(readStartOptions([]), {
      help: false,
      reset: false,
      ports: { smtp: 2525, web: 8025, api: 4599 },
      relay: undefined,
      settings: {},
      folder: undefined,
    });
  });

  it("takes ports, relay, reset and settings", () => {
    const args = [
      "--smtp-port",
      "25",
      "--web-port=80",
      "--relay",
      "smtp://mail.example:587",
      "--reset",
      "-c",
      "portalName=A=B",
      "-c",
      "logLevel=debug",
    ];
    const { ports, relay, reset, settings } = readStartOptions(args);
    assert.deepEqual([ports.smtp, ports.web, relay, reset], [25, 80, "smtp://mail.example:587", true]);
    assert.deepEqual(settings, { portalName: "A=B", logLevel: "debug" });
  });

  it("refuses the rest in a sentence", () => {
    const refuses = (args: string[], words: RegExp) => assert.throws(() => readStartOptions(args), words);
    refuses(["--speed"], /Unknown option '--speed'.*--help/s);
    refuses(["now"], /Unexpected argument 'now'/);
    refuses(["--smtp-port", "mail"], /--smtp-port must be a port number up to 65535, not "mail"/);
    refuses(["--web-port", "70000"], /--web-port must be a port number/);
    refuses(["--relay", "mail.example"], /--relay must look like smtp:\/\/host:port, not "mail.example"/);
    refuses(["-c", "portalName"], /-c must look like setting=value, not "portalName"/);
  });
});
