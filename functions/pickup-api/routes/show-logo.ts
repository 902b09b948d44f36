import { logoVersion } from "../brand.ts";
import { downloadPolicy } from "../content-security-policy.ts";
import { route } from "../define-route.ts";
import { notFound } from "../notices.ts";

/** The company's picture. Its address changes with it, so browsers keep it for as long as they like. */
export const showLogo = route({
  method: "GET",
  path: "/logo/{version}",
  roles: "anyone",
  handle: async (call) => {
    const { logo } = call.context.settings.brand;
    if (logo === undefined || call.params.version !== logoVersion(logo)) return notFound(call);
    return {
      status: 200,
      headers: {
        "content-type": `image/${logo.type}`,
        "cache-control": "public, max-age=31536000, immutable",
        "content-security-policy": downloadPolicy,
      },
      body: Buffer.from(logo.data, "base64"),
    };
  },
});
