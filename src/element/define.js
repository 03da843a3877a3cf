// Exports the function that registers the element, and registers nothing. All code that a page needs at once is in one file.

export { define } from "./element.js";
