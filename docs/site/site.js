// What scrolls sideways can be reached by the keyboard; what does not scroll is no stop on the way.
const scrollers = document.querySelectorAll(".scrolls, pre > code");
const mark = () => {
  for (const one of scrollers) {
    if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
    else one.removeAttribute("tabindex");
  }
};
mark();
addEventListener("resize", mark);
