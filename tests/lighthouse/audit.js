// `node audit.js URL` prints the audits that the page fails, and exits with 1 if there are any. CHROME_PATH is the path of
// the browser.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const CATEGORIES = ["accessibility", "best-practices", "seo"];
const [url] = process.argv.slice(2);

const chrome = await launch({ chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
try {
  const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: CATEGORIES });
  // Audits that do not apply, or that only inform, have no score. An audit that broke has none either, but counts.
  const scored = Object.values(lhr.audits).filter((audit) => audit.score !== null || audit.scoreDisplayMode === "error");
  const failed = scored.filter((audit) => audit.score !== 1);
  for (const { id, title, errorMessage, details } of failed) {
    console.log(`${id}: ${errorMessage ?? title} ${JSON.stringify(details?.items ?? [])}`);
  }
  console.log(`${scored.length - failed.length} of ${scored.length} audits passed`);
  if (failed.length > 0 || scored.length === 0) process.exitCode = 1;
} finally {
  chrome.kill();
}
