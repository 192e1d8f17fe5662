// Comfort only: every page works without it.
import { initAll } from "../vendor/govuk-frontend.js";

initAll();

// A region that scrolls sideways takes keyboard focus only while there is something to scroll to.
const regions = document.querySelectorAll(".gt-scroll");
const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1;
  }
});
regions.forEach((region) => observer.observe(region));
