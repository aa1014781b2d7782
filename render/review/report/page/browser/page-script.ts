import type { PageData } from "../page-data.ts";
import { byId } from "./element.ts";
import { firstLayout, startLayoutSwitch } from "./layout-switch.ts";
import { showAffected } from "./show-affected.ts";
import { showDangers } from "./show-dangers.ts";
import { showEntries } from "./show-entries.ts";
import { showForecast } from "./show-forecast.ts";
import { showGuidebook } from "./show-guidebook.ts";
import { showSectionLinks } from "./show-section-links.ts";
import { showTroubles } from "./show-troubles.ts";
import { showVerdict } from "./show-verdict.ts";
import { startDeepLinks } from "./start-deep-links.ts";
import { startFilter } from "./start-filter.ts";
import { startTheme } from "./start-theme.ts";

const data = JSON.parse(byId("data").textContent) as PageData;

startTheme();
showVerdict(data);
showAffected(data);
showDangers(data);
showForecast(data);
showGuidebook(data);
showTroubles(data);
showSectionLinks(data);
document.addEventListener("DOMContentLoaded", startDifferences);

/** Of a large change, the texts come long after the verdict is there to be read. */
function startDifferences(): void {
  const layout = firstLayout();
  const list = showEntries(data, layout);
  startLayoutSwitch(layout, list.setLayout);
  const clearFilter = startFilter(data, list);
  startDeepLinks(data.entries, entry => {
    clearFilter(); // which may hide it
    list.reveal(entry);
  });
}
