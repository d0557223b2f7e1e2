// These functions run in the page, and say what is wrong with what a reader sees of it.

/** Of pictures: texts that overlap or leave their picture, and with `least` those that are smaller on the screen. */
export function pictureFaults(least) {
  const faults = [];
  const slack = 0.5;
  for (const svg of document.querySelectorAll("svg")) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue; // the layout for another width, which is hidden
    const name = svg.querySelector("title").textContent;
    const scale = frame.width / svg.viewBox.baseVal.width;
    const texts = [...svg.querySelectorAll("text")].map((node) => ({ words: node.textContent, box: node.getBoundingClientRect(), size: scale * parseFloat(getComputedStyle(node).fontSize) }));
    for (const [i, { words, box, size }] of texts.entries()) {
      const isOut = box.left < frame.left - slack || box.right > frame.right + slack || box.top < frame.top - slack || box.bottom > frame.bottom + slack;
      if (isOut) faults.push(`${name}: "${words}" leaves the picture`);
      if (size < least) faults.push(`${name}: "${words}" is ${size.toFixed(1)} pixels high`);
      for (const other of texts.slice(0, i)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (across > slack && down > slack) faults.push(`${name}: "${words}" overlaps "${other.words}"`);
      }
    }
  }
  return faults;
}

/** Of a page's own text: what leaves its element or the page, but for tables that can be scrolled, and what is covered by other text. */
export function textFaults() {
  const faults = [];
  const slack = 1;
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth} pixels wide, ${scrollWidth - clientWidth} too many`);
  for (const frame of document.querySelectorAll(".wide-table")) {
    const isScrolled = frame.scrollWidth > frame.clientWidth + slack;
    if (isScrolled && !["auto", "scroll"].includes(getComputedStyle(frame).overflowX)) faults.push("a table is cut");
    const first = frame.querySelector("tbody th").getBoundingClientRect();
    if (isScrolled && first.width > 0.6 * frame.clientWidth) faults.push("the first column of a table leaves too little room for the others");
  }
  for (const node of document.querySelectorAll("h1, h2, h3, p, li, th, td, figure, article")) {
    const words = `<${node.localName}> "${node.textContent.slice(0, 40)}"`;
    const box = node.getBoundingClientRect();
    if (box.width === 0 || node.closest("svg") !== null) continue;
    if (node.scrollWidth > node.clientWidth + slack) faults.push(`${words}: its text is ${node.scrollWidth - node.clientWidth} pixels too wide`);
    const isInFrame = node.closest(".wide-table") !== null;
    if (!isInFrame && (box.left < -slack || box.right > clientWidth + slack)) faults.push(`${words} leaves the page`);
    const card = node.parentElement.closest("article")?.getBoundingClientRect();
    if (card !== undefined && (box.right > card.right + slack || box.bottom > card.bottom + slack)) faults.push(`${words} leaves its card`);
  }
  for (const row of document.querySelectorAll("tr")) { // with the first column where it stands when nothing is scrolled
    const boxes = [...row.children].map((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return range.getBoundingClientRect();
    });
    boxes.forEach((box, i) => {
      if (i > 0 && box.width > 0 && box.left < boxes[i - 1].right - slack) faults.push(`"${row.textContent.slice(0, 40)}": cells overlap`);
    });
  }
  return faults;
}

/** Of a printed report: page one that is higher than its sheet, of up to nine segments. */
export function sheetFaults(height) {
  const tiles = document.querySelectorAll(".tiles article").length;
  const taken = document.querySelector(".first").getBoundingClientRect().bottom - document.querySelector("header").getBoundingClientRect().top;
  return tiles <= 9 && taken > height ? [`page one is ${Math.ceil(taken)} pixels high, ${Math.ceil(taken - height)} too many`] : [];
}
