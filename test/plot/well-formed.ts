// A strict reader of the XML that pictures are made of: elements, attributes in double quotes, text, the five entities.

/** An element. */
export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

const name = "[A-Za-z_][\\w:.-]*";
const openTag = new RegExp(`<(${name})((?:\\s+${name}="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*)\\s*(/?)>`, "y");
const closeTag = new RegExp(`</(${name})>`, "y");
const words = /(?:[^<&>]|&(?:amp|lt|gt|quot|#39);)+/y;
// eslint-disable-next-line no-control-regex
const illegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u;

/** Reads a document, or throws where it is not well-formed. */
export function parseXml(source: string): Node {
  if (illegal.test(source)) throw new Error("a character that XML does not allow");
  const top: Node = { name: "", attributes: {}, children: [], text: "" };
  const stack = [top];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found !== null) at = pattern.lastIndex;
    return found;
  };
  while (at < source.length) {
    const parent = stack[stack.length - 1];
    const open = take(openTag);
    if (open !== null) {
      const node: Node = { name: open[1], attributes: readAttributes(open[2]), children: [], text: "" };
      parent.children.push(node);
      if (open[3] === "") stack.push(node);
      continue;
    }
    const close = take(closeTag);
    if (close !== null) {
      if (close[1] !== parent.name) throw new Error(`</${close[1]}> closes <${parent.name}>`);
      stack.pop();
      continue;
    }
    const text = take(words);
    if (text === null) throw new Error(`not XML: ${source.slice(at, at + 60)}`);
    parent.text += decode(text[0]);
  }
  if (stack.length > 1 || top.children.length !== 1 || top.text.trim() !== "") throw new Error("a document is one element");
  return top.children[0];
}

function readAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, key, value] of source.matchAll(/([\w:.-]+)="([^"]*)"/g)) {
    if (Object.hasOwn(attributes, key)) throw new Error(`${key} stands twice`);
    attributes[key] = decode(value);
  }
  return attributes;
}

function decode(text: string): string {
  const characters: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };
  return text.replace(/&[^;]+;/g, (entity) => characters[entity]);
}

/** An element and all below it. */
export function flatten(node: Node): Node[] {
  return [node, ...node.children.flatMap(flatten)];
}
