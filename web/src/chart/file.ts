/** What stands around a chart once it is a file: away from its page it must say itself what it shows. */
export interface Caption {
  title: string;
  /** The lines that the page tells apart beside the drawing; none where there is only one. */
  legend: readonly { name: string; colour: string; dash: readonly number[] }[];
}

const margin = 16;
const row = 22;
const namespace = "http://www.w3.org/2000/svg";

function element(name: string, attributes: Record<string, string | number>, text?: string): SVGElement {
  const made = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

/** The drawing on the page's own ground, with its title, its legend and the address that it comes from. */
function framed(drawing: SVGSVGElement, caption: Caption): SVGSVGElement {
  const page = getComputedStyle(document.body);
  const { width, height } = drawing.getBoundingClientRect();
  const letters = { "font-family": page.fontFamily, fill: page.color };
  const measure = document.createElement("canvas").getContext("2d");
  if (measure !== null) measure.font = `13px ${page.fontFamily}`;

  const above = document.createElementNS(namespace, "g");
  above.append(element("text", { ...letters, x: margin, y: margin + 14, "font-size": 17, "font-weight": 700 }, caption.title));
  let x = margin;
  let y = margin + row;
  for (const { name, colour, dash } of caption.legend) {
    const wide = 34 + (measure?.measureText(name).width ?? name.length * 13) + 18;
    if (x > margin && x + wide > width - margin) {
      x = margin;
      y += row;
    }
    above.append(
      element("line", { x1: x, x2: x + 26, y1: y + 12, y2: y + 12, stroke: colour, "stroke-width": 2, "stroke-dasharray": dash.join(" ") }),
      element("text", { ...letters, x: x + 34, y: y + 16.5, "font-size": 13 }, name),
    );
    x += wide;
  }
  const top = caption.legend.length === 0 ? margin + row : y + row + 4;
  const bottom = row + margin / 2;

  const file = document.createElementNS(namespace, "svg");
  for (const [key, value] of Object.entries({ width, height: top + height + bottom, viewBox: `0 0 ${width} ${top + height + bottom}` })) {
    file.setAttribute(key, String(value));
  }
  const ground = getComputedStyle(document.documentElement).backgroundColor;
  const body = element("g", { transform: `translate(0 ${top})` });
  body.append(...drawing.cloneNode(true).childNodes);
  file.append(
    element("rect", { width: "100%", height: "100%", fill: ground }),
    above,
    body,
    element("text", { ...letters, x: margin, y: top + height + row - 4, "font-size": 11, opacity: 0.75 }, location.href),
  );
  return file;
}

/** The chart in an element as SVG; null while there is none. */
export function svgOf(place: HTMLElement | null, caption: Caption): string | null {
  const drawing = place?.querySelector("svg");
  return drawing === null || drawing === undefined ? null : new XMLSerializer().serializeToString(framed(drawing, caption));
}

/** The chart in an element as PNG, twice the size of the screen; null while there is none. */
export async function pngOf(place: HTMLElement | null, caption: Caption): Promise<Blob | null> {
  const svg = svgOf(place, caption);
  if (svg === null) return null;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}
