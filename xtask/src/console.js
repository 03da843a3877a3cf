// The exports of the console's glue that `public/boot.js` uses; esbuild drops the others.
export { culprit, default, salvage } from "program";
