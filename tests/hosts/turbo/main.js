import "@hotwired/turbo";
import "../shared/page.js";

document.querySelector("a").search = location.search;
