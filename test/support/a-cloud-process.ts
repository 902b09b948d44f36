import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Credentials } from "../../local/core/service.ts";
import type { TemplateInput } from "../../local/core/template.ts";
import type { ClientSettings } from "./a-cloud.ts";

/** What the child tells when its cloud is up. */
export type Announcement = {
  readonly url: string;
  readonly owner: Credentials;
  readonly roles: Readonly<Record<string, Credentials>>;
  readonly refs: Readonly<Record<string, string>>;
};

/** What the child starts; a module is named by its file (a URL) and its export. */
export type CloudProcessOptions = {
  readonly modules: readonly (readonly [file: string, exported: string])[];
  readonly resources: TemplateInput["Resources"];
};

/** A cloud in a process of its own, so that it can be killed. */
export type CloudProcess = {
  readonly folder: string;
  client(roleLogicalId?: string): ClientSettings;
  ref(logicalId: string): string;
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Starts again on the same state (another port: make new clients). */
  start(): Promise<void>;
  close(): Promise<void>;
};

/** Starts a cloud in a child process: `modules: [[new URL("../../../local/kms/modules.ts", import.meta.url).href, "kmsModule"]]`. */
export async function aCloudProcess(options: CloudProcessOptions): Promise<CloudProcess> {
  const folder = mkdtempSync(join(tmpdir(), "sealgate-process-"));
  const plan = join(folder, "plan.json");
  writeFileSync(plan, JSON.stringify({ ...options, folder: join(folder, "cloud") }));
  let running = await launch(plan);
  const kill = async (): Promise<void> => {
    if (running.child.exitCode !== null || running.child.signalCode !== null) return;
    const gone = once(running.child, "exit");
    running.child.kill("SIGKILL");
    await gone;
  };
  return {
    folder,
    client: (role) => {
      const { url, owner, roles } = running.announcement;
      const credentials = role === undefined ? owner : roles[role];
      if (credentials === undefined) throw new Error(`no role ${role}`);
      return { endpoint: url, region: "us-east-1", credentials, maxAttempts: 1 };
    },
    ref: (logicalId) => running.announcement.refs[logicalId] ?? "",
    kill,
    start: async () => {
      running = await launch(plan);
    },
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launch(plan: string): Promise<{ child: ChildProcess; announcement: Announcement }> {
  const script = fileURLToPath(new URL("cloud-process-child.ts", import.meta.url));
  const child = spawn(process.execPath, [script, plan], { stdio: ["pipe", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, announcement: JSON.parse(line) as Announcement };
  }
  throw new Error("the cloud did not start");
}
