import { createHash } from "node:crypto";
import { raw } from "hono/html";

/** Lets the browser make or use a passkey and sends what it answers. Without it the form stays hidden. */
const code = `(f=>{let P=window.PublicKeyCredential;if(!f||!P?.parseCreationOptionsFromJSON)return;f.hidden=0;f.onsubmit=async e=>{e.preventDefault();let d=f.dataset,o=JSON.parse(d.options),c=navigator.credentials;try{f.credential.value=JSON.stringify(d.kind=="new"?await c.create({publicKey:P.parseCreationOptionsFromJSON(o)}):await c.get({publicKey:P.parseRequestOptionsFromJSON(o)}));f.submit()}catch{f.querySelector("[role=status]").textContent=d.failed}}})(document.forms.passkey)`;

/** The script as it stands in a page. */
export const passkeyScript = raw(code);

/** Its hash, for the policy that lets it alone run. */
export const passkeyScriptHash = `'sha256-${createHash("sha256").update(code).digest("base64")}'`;
