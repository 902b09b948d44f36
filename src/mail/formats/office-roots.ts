const flow = new Set(
  "document hdr ftr comments footnotes endnotes glossaryDocument sld notes sldMaster sldLayout notesMaster handoutMaster chartSpace dataModel drawing wsDr userShapes cmLst cmAuthorLst settings numbering threadedComments ThreadedComments".split(
    " ",
  ),
);
const open = new Set("document-content document-styles document".split(" "));
const skipped = new Set(
  "document-settings styleSheet theme styles fonts webSettings tblStyleLst viewPr presentationPr Types manifest calcChain colorsDef styleDef layoutDef themeOverride clrMapOvr chartStyle colorStyle".split(
    " ",
  ),
);

/** How an XML part of an office file is read, by the name of its root element. */
export function contentTypeOfRoot(root: string): "sheet" | "strings" | "skip" | "flow" | "open" | "loose" {
  if (root === "worksheet" || root === "chartsheet" || root === "dialogsheet" || root === "macrosheet") return "sheet";
  if (root === "sst") return "strings";
  if (skipped.has(root)) return "skip";
  if (root !== "document" && open.has(root)) return "open";
  return flow.has(root) ? "flow" : "loose";
}
