import { extensionOf } from "./content-classes.ts";
import type { MediaType } from "./message.ts";

const extensions: ReadonlySet<string> = new Set(
  (
    "png jpg jpeg jpe jfif gif bmp dib tif tiff webp heic heif avif ico cur jp2 jxl psd emf wmf emz wmz xcf raw cr2 nef dng " +
    "mp3 m4a m4b aac wav wave flac ogg oga opus amr wma mid midi aif aiff caf " +
    "mp4 m4v mov avi mkv webm mpg mpeg wmv flv 3gp 3g2 ogv ts " +
    "ttf otf ttc woff woff2 eot dwg dxf stl glb step stp ply 3mf icc icm " +
    "exe dll sys so dylib class wasm swf com scr msi ocx drv efi o bin p7s p7c sig asc cer crt der"
  ).split(" "),
);
const media = /^(?:image|audio|video|font|model|chemical)\//;

/** Whether a file's names, or its type where it has none, are those of pictures, sound, programs and the like. */
export function isNamedAsMedia(names: readonly string[], { type }: MediaType): boolean {
  return names.length === 0 ? media.test(type) : names.every((name) => extensions.has(extensionOf(name)));
}
