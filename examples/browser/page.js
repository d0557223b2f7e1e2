// Segments a file that the reader chooses, in the background of the page.
import { readCsv } from "audience-segmentation";
import { clusterSegmentsAsync } from "audience-segmentation/async";
import { report } from "audience-segmentation/report";

const one = (selector) => document.querySelector(selector);
const [chosen, progress, stop, status, list, link] = ["input", "progress", "#stop", "[role=status]", "ol", "a"].map(one);
let control = new AbortController();

chosen.addEventListener("change", async () => {
  control.abort(); // what may still run for the file before
  const { signal } = (control = new AbortController());
  const [file] = chosen.files;
  if (file === undefined) return;
  show({ isRunning: true, says: `Reading ${file.name} …` });
  try {
    const table = await readCsv(file, { signal });
    const result = await clusterSegmentsAsync(table, { signal, onProgress: ({ share }) => (progress.value = share) });
    show({ says: `${result.k} segments. ${result.choice.reason}`, segments: result.segments });
    link.href = URL.createObjectURL(new Blob([report(result, table)], { type: "text/html" }));
    link.hidden = false;
  } catch (error) {
    if (signal !== control.signal) return; // another file was chosen
    show({ says: signal.aborted ? "Cancelled." : error.message }); // an InputError says in a sentence what is wrong, and where
  }
});
stop.addEventListener("click", () => control.abort());

/** Shows what is known so far; text only, since names come from the file. */
function show({ isRunning = false, says, segments = [] }) {
  progress.hidden = stop.hidden = !isRunning;
  progress.value = 0;
  status.textContent = says;
  link.hidden = true;
  if (link.href !== "") URL.revokeObjectURL(link.href);
  list.replaceChildren(...segments.map(({ name, description }) => {
    const item = document.createElement("li");
    const head = document.createElement("strong");
    head.textContent = `${name}: `;
    item.append(head, description);
    return item;
  }));
}
