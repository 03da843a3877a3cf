// `node audit.js ADDRESS` prints the audits that the page there fails, and fails itself when there are any. CHROME_PATH
// names the browser.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const CATEGORIES = ["accessibility", "best-practices", "seo"];
const [address] = process.argv.slice(2);

const chrome = await launch({ chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
try {
  const { lhr } = await lighthouse(address, { port: chrome.port, onlyCategories: CATEGORIES });
  // What does not apply, or is only told, has no score; neither has an audit that broke.
  const held = Object.values(lhr.audits).filter((audit) => audit.score !== null || audit.scoreDisplayMode === "error");
  const failed = held.filter((audit) => audit.score !== 1);
  for (const { id, title, errorMessage, details } of failed) {
    console.log(`${id}: ${errorMessage ?? title} ${JSON.stringify(details?.items ?? [])}`);
  }
  console.log(`${held.length - failed.length} of ${held.length} audits passed`);
  if (failed.length > 0 || held.length === 0) process.exitCode = 1;
} finally {
  chrome.kill();
}
