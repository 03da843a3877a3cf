// Medians over the rounds, and ratios within each round: a slow moment of the machine concerns both sides of a ratio.

export const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

const isNumber = (value) => typeof value === "number" && Number.isFinite(value);

/** `rounds` has the figures of both sites for each round, as `{ ours, twin }`. */
export function summarize(rounds) {
  const summary = {};
  for (const name of Object.keys(rounds[0].ours)) {
    const side = (site) => rounds.map((round) => round[site][name]).filter(isNumber);
    const ratios = rounds.map(({ ours, twin }) => ours[name] / twin[name]).filter(isNumber);
    const figure = (numbers) => (numbers.length ? { median: median(numbers), min: Math.min(...numbers), max: Math.max(...numbers) } : null);
    summary[name] = { ours: figure(side("ours")), twin: figure(side("twin")), ratio: figure(ratios) };
  }
  return summary;
}

const number = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(value < 10 ? 2 : 1));
const range = (figure) => (figure ? `${number(figure.median)} (${number(figure.min)} to ${number(figure.max)})` : "");

/** A table in Markdown. */
export function table(summary) {
  const rows = Object.entries(summary).map(([name, { ours, twin, ratio }]) => [name, range(ours), range(twin), range(ratio)]);
  const lines = [["figure", "ours", "twin", "ratio"], ["---", "---", "---", "---"], ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
