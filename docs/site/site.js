// What scrolls sideways can be reached by the keyboard; what does not scroll is no stop on the way. The theme shows the page some time
// after this is run, so that widths are looked at whenever they change.
const watcher = new ResizeObserver((changed) => {
  for (const { target } of changed) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const one of document.querySelectorAll(".scrolls, pre > code")) watcher.observe(one);
