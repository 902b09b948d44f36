import type { ReactNode } from "react";
import { hrefOf } from "../router.ts";

/** The calm page around what stands before the console: sign-in and the first password. */
export function Gate({ portalName, children }: { portalName: string; children: ReactNode }) {
  return (
    <main className="gate">
      <title>{`Sign in – ${portalName}`}</title>
      <div className="gate-name">
        <img src={hrefOf("favicon.svg")} alt="" />
        <div>
          {portalName}
          <span>Administrative Console</span>
        </div>
      </div>
      {children}
    </main>
  );
}
