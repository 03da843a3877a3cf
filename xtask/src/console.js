// The exports of the console's glue that `public/boot.js` uses; esbuild drops the others.
export { crashed_form, default, salvage } from "program";
