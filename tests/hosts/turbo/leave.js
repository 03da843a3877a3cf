const isUnstored = () => document.querySelector("webhook-subscription-form")?.unstored > 0;

document.addEventListener("turbo:before-visit", (event) => {
  if (isUnstored() && !confirm("The signing secret is not stored. Leave this page?")) event.preventDefault();
});
addEventListener("beforeunload", (event) => isUnstored() && event.preventDefault());
