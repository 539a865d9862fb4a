import XmlBuilder from "fast-xml-builder";

const builder = new XmlBuilder({ ignoreAttributes: false, attributeNamePrefix: "@", suppressEmptyNode: true });

/** An XML document: properties that begin with @ are attributes, `#text` is text, the others are elements. */
export function writeXml(root: Readonly<Record<string, unknown>>): string {
  return builder.build({ "?xml": { "@version": "1.0", "@encoding": "UTF-8" }, ...root });
}
