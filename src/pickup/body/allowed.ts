/** Elements that structure or format text; nothing that runs, loads, submits or frames. */
export const allowedTags: readonly string[] =
  `a abbr address article aside b bdi bdo big blockquote br caption center cite code
  col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav
  ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var wbr`.split(
    /\s+/,
  );

const layout = ["align", "valign", "width", "height", "bgcolor"];

/** Attributes by element: none that names a function, a frame, an id or a place to load from, but `a` and `img`. */
export const allowedAttributes: Readonly<Record<string, string[]>> = {
  "*": ["dir", "lang", "title", "style"],
  a: ["href", "target", "rel"],
  img: ["src", "alt", "width", "height"],
  table: [...layout, "border", "cellpadding", "cellspacing"],
  td: [...layout, "colspan", "rowspan", "nowrap"],
  th: [...layout, "colspan", "rowspan", "nowrap", "scope"],
  tr: layout,
  tbody: layout,
  thead: layout,
  tfoot: layout,
  col: ["span", "width"],
  colgroup: ["span", "width"],
  font: ["color", "face", "size"],
  p: ["align"],
  div: ["align"],
  h1: ["align"],
  h2: ["align"],
  h3: ["align"],
  h4: ["align"],
  hr: ["align", "width", "size", "color"],
  ol: ["start", "type", "reversed"],
  ul: ["type"],
  li: ["value"],
};

/** Properties that colour, size and space. Nothing that positions over other content. */
export const allowedProperties: ReadonlySet<string> = new Set(
  `background-color border border-bottom border-bottom-color border-bottom-style border-bottom-width border-collapse border-color
  border-left border-left-color border-left-style border-left-width border-radius border-right border-right-color
  border-right-style border-right-width border-spacing border-style border-top border-top-color border-top-style
  border-top-width border-width color direction display font font-family font-size font-style font-variant font-weight height
  letter-spacing line-height list-style-type margin margin-bottom margin-left margin-right margin-top max-height max-width
  min-height min-width padding padding-bottom padding-left padding-right padding-top table-layout text-align text-decoration
  text-decoration-line text-indent text-transform unicode-bidi vertical-align white-space width word-break word-spacing
  word-wrap overflow-wrap`.split(/\s+/),
);
