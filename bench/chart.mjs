// A log-log chart of milliseconds against rows, as SVG: one line a shape, named at its end.
const [width, height, left, right, top, bottom] = [720, 420, 64, 90, 44, 48];
const colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00"]; // Okabe and Ito's, the yellow darkened

/** @param series - name to [rows, milliseconds] points, in the order to draw */
export function chart(title, series) {
  const points = Object.values(series).flat();
  const [xMin, xMax] = [Math.min(...points.map(([n]) => n)), Math.max(...points.map(([n]) => n))].map(Math.log10);
  const [yMin, yMax] = [Math.floor(Math.log10(Math.min(...points.map(([, t]) => t)))), Math.ceil(Math.log10(Math.max(...points.map(([, t]) => t))))];
  const x = (n) => (left + ((Math.log10(n) - xMin) / (xMax - xMin)) * (width - left - right)).toFixed(1);
  const y = (t) => (height - bottom - ((Math.log10(t) - yMin) / (yMax - yMin)) * (height - top - bottom)).toFixed(1);
  const text = (at, up, anchor, words, size = 12) => `<text x="${at}" y="${up}" text-anchor="${anchor}" font-size="${size}">${words}</text>`;
  const parts = [text(left, 24, "start", title, 15)];
  for (let power = Math.ceil(xMin); power <= xMax; power++) {
    parts.push(`<line x1="${x(10 ** power)}" x2="${x(10 ** power)}" y1="${top}" y2="${height - bottom}" opacity=".15"/>`);
    parts.push(text(x(10 ** power), height - bottom + 18, "middle", power < 6 ? String(10 ** power) : "1 million"));
  }
  for (let power = yMin; power <= yMax; power++) {
    parts.push(`<line x1="${left}" x2="${width - right}" y1="${y(10 ** power)}" y2="${y(10 ** power)}" opacity=".15"/>`);
    parts.push(text(left - 8, Number(y(10 ** power)) + 4, "end", power >= 3 ? `${10 ** (power - 3)} s` : `${10 ** power} ms`));
  }
  parts.push(text((left + width - right) / 2, height - 10, "middle", "rows"));

  // names at the lines' ends, pushed apart
  const ends = Object.entries(series).map(([name, line], i) => ({ name, line, colour: colours[i % colours.length], at: Number(y(line.at(-1)[1])) }));
  ends.sort((a, b) => a.at - b.at);
  ends.forEach((end, i) => (end.at = i === 0 ? end.at : Math.max(end.at, ends[i - 1].at + 16)));
  for (const { name, line, colour, at } of ends) {
    parts.push(`<polyline fill="none" stroke="${colour}" stroke-width="2" points="${line.map(([n, t]) => `${x(n)},${y(t)}`).join(" ")}"/>`);
    for (const [n, t] of line) parts.push(`<circle cx="${x(n)}" cy="${y(t)}" r="3" fill="${colour}" stroke="none"/>`);
    parts.push(`<text x="${Number(x(line.at(-1)[0])) + 10}" y="${at + 4}" font-size="13" fill="${colour}" stroke="none">${name}</text>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, sans-serif" fill="#777" stroke="#777"><title>${title}</title><style>text{stroke:none}</style>\n${parts.join("\n")}\n</svg>\n`;
}
