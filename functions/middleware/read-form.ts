import { SealgateError } from "../../src/errors.ts";

/** An uploaded file of a form. */
export type FormFile = { readonly name: string; readonly type: string; readonly bytes: Buffer };

/** The fields and files of a form body; both empty for any other kind of body. */
export type Form = { readonly fields: URLSearchParams; readonly files: readonly FormFile[] };

const noForm: Form = { fields: new URLSearchParams(), files: [] };

/** Reads a form body, as browsers send it with or without files. A file field left empty is no file. */
export async function readForm(contentType: string | undefined, body: Buffer): Promise<Form> {
  const type = (contentType ?? "").split(";", 1)[0]?.trim().toLowerCase();
  if (type === "application/x-www-form-urlencoded") {
    return { fields: new URLSearchParams(body.toString("utf8")), files: [] };
  }
  return type === "multipart/form-data" ? readParts(contentType ?? "", body) : noForm;
}

async function readParts(contentType: string, body: Buffer): Promise<Form> {
  const fields = new URLSearchParams();
  const files: FormFile[] = [];
  const response = new Response(new Uint8Array(body), { headers: { "content-type": contentType } });
  const form = await response.formData().catch((cause: unknown) => {
    throw new SealgateError("bad-request", 400, "the form is not well-formed", { cause });
  });
  for (const [name, value] of form) {
    if (typeof value === "string") fields.append(name, value);
    else if (value.name !== "" || value.size > 0) {
      files.push({ name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) });
    }
  }
  return { fields, files };
}
