import { startCopying } from "./start-copying.ts";
import { startSearch } from "./start-search.ts";

const search = document.getElementById("search");
if (search !== null) startSearch(search, document.body.dataset.root ?? "");
startCopying();
