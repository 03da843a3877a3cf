// The markup of the form, as text that the browser parses.

const policy = globalThis.trustedTypes?.createPolicy("twin", { createHTML: (text) => text });
const ESCAPES = { "&": "&amp;", "<": "&lt;", '"': "&quot;" };

export const escape = (text) => text.replace(/[&<"]/g, (character) => ESCAPES[character]);

/** A copy of what a text of markup describes. */
export function fragment(markup) {
  const template = document.createElement("template");
  template.innerHTML = policy?.createHTML(markup) ?? markup;
  return template.content;
}

const GUARDS =
  'class="guarded notranslate sentry-mask sentry-block ph-no-capture fs-exclude rr-block" draggable="false" spellcheck="false" ' +
  'translate="no" data-1p-ignore data-lpignore="true" data-bwignore data-form-type="other" data-sentry-mask ' +
  'data-dd-privacy="hidden" data-clarity-mask="true" data-hj-suppress data-private';
const NOT_PRINTED = '<p class="on-paper">This secret is not printed. Whoever finds the paper could use it.</p>';

const button = (name, kind = "") =>
  `<button class="${kind}" type="button" part="button${kind === "primary" ? " primary" : ""}">${name}</button>`;

const OFFER = `Did you mean <code translate="no"></code>? ${button("Use this", "link")}`;

const field = (name, label, hint, more, { type = "text", mode = "url", dir = "ltr", guards = 'class="input" spellcheck="false"' } = {}) =>
  `<div class="field" part="field"><label for="${name}-1">${label}</label><p class="hint" id="${name}-hint-1">${hint}</p>` +
  `<p class="error" part="error" id="${name}-error-1" aria-live="polite"></p>` +
  `<input ${guards} part="input" id="${name}-1" name="${name}" type="${type}" inputmode="${mode}" autocomplete="off" ` +
  `autocapitalize="none" autocorrect="off" aria-required="true" dir="${dir}" ` +
  `aria-describedby="${name}-hint-1 ${name}-error-1 ${name}-more-1"><div class="more" id="${name}-more-1">${more}</div></div>`;

const CONNECTION =
  '<section class="panel connection" part="panel" aria-labelledby="connection-heading-1">' +
  '<h2 part="heading" id="connection-heading-1">Connection</h2><div class="pair">' +
  field(
    "api-base",
    "API base address",
    "The API beside this page, unless you change it.",
    `<div aria-live="polite"><p class="hint" hidden>This ends with a path of the API, which this form adds by itself. ${OFFER}</p></div>`,
  ) +
  field(
    "api-key",
    "API key",
    "Kept in this page’s memory only.",
    `<div><p class="hint" hidden>${button("Take out what is not the key", "link")}</p></div><p class="warning"></p>${NOT_PRINTED}`,
    { type: "password", mode: "text", guards: GUARDS },
  ) +
  `</div><div class="check">${button("Check key")}<p class="status" role="status"></p>` +
  `<span class="count"></span><span hidden>${button("Stop the check", "link")}</span></div></section>`;

const scope = (value, name, hint) =>
  `<label class="pick"><input type="radio" name="event-scope" value="${value}"><span><b>${name}</b><small>${hint}</small></span></label>`;

const row = ({ id, name, description, group, firesToday, at, ours }) =>
  `<label class="kind"><input type="checkbox" name="events" value="${escape(id)}" ` +
  `aria-label="${escape(group)} ${escape(ours ? name.toLowerCase() : name)}" aria-describedby="kind-${at}-1"><span><span>${escape(name)}</span>` +
  `<code translate="no">${escape(id)}</code><small id="kind-${at}-1">${escape(description)} ` +
  `${firesToday === false ? "<mark>not fired today</mark>" : ""}</small></span></label>`;

const family = (name, kinds) =>
  `<fieldset><legend><label><input type="checkbox"><span>${escape(name)}</span><em>0 of ${kinds.length}</em></label></legend>` +
  `${kinds.map(row).join("")}</fieldset>`;

/** The form. `groups` has the kinds of each group by its name. */
export const formMarkup = (groups, count, hasConnection) =>
  '<form novalidate><div class="head"><h1 part="heading" tabindex="-1">New subscription</h1>' +
  "<p>EnfinitOS will POST each event to your endpoint and sign it with a secret that is shown to you once.</p></div><div></div>" +
  '<fieldset class="columns" role="none"><div class="stack"><div></div>' +
  (hasConnection ? CONNECTION : "") +
  '<section class="panel" part="panel">' +
  field(
    "url",
    "Endpoint URL",
    "A public https address that answers with a 2xx within 10 seconds.",
    `<div><p class="hint" hidden>${OFFER}</p></div><div aria-live="polite"></div><div aria-live="polite"></div>`,
  ) +
  field("label", "Label", "So that you and your team recognise it later.", '<p class="count">0 of 60</p><p class="warning"></p>', {
    mode: "text",
    dir: "auto",
  }) +
  '</section><section class="panel picker" part="panel"><fieldset class="scope" aria-describedby="events-error-1">' +
  '<legend>Events</legend><p class="error" part="error" id="events-error-1" aria-live="polite"></p>' +
  scope("chosen", "Chosen kinds", "Only what you tick below.") +
  scope("all", "All kinds, including ones added later", "Sent as *. Your receiver must expect kinds it does not know.") +
  '</fieldset><div class="kinds"><div class="filter"><input class="input" part="input" type="search" name="event-filter" ' +
  `aria-label="Filter kinds" autocomplete="off" autocorrect="off" placeholder="Filter ${count} kinds">` +
  `<p class="count" role="status">0 kinds selected</p></div><div class="families${count > 100 ? " long" : ""}">` +
  [...groups].map(([name, kinds]) => family(name, kinds)).join("") +
  '</div><p class="hint" role="status"></p><p class="warning" role="status"></p></div></section></div>' +
  '<aside class="side"><section class="panel" part="panel" aria-labelledby="outlook-heading-1">' +
  '<h2 part="heading" id="outlook-heading-1">What will happen</h2>' +
  '<p class="plain">Choose what to be told of, and this line says what will be subscribed to.<b></b><b></b></p>' +
  '<button class="primary" part="button primary" type="submit">Create subscription</button>' +
  '<div class="progress"><p class="wait"><span role="status"></span><span></span></p>' +
  `<div hidden>${button("Stop waiting")}` +
  '<p class="hint">This frees the form and does not cancel the request: if its answer still comes, its secret is shown.</p></div></div>' +
  '<div></div><div role="status"></div>' +
  '<p class="hint">The signing secret is shown on the next page, once. Have a place to store it.</p></section></aside></fieldset></form>';

/** The page after a create; its texts are filled in by `result.js`. */
export const RESULT =
  '<section class="result" data-outcome="created" aria-labelledby="result-heading-1"><div class="head"><p class="done">Created</p>' +
  '<h1 part="heading" id="result-heading-1" tabindex="-1"></h1><p>It is shown only now. No call of the API can show it again.</p>' +
  '<p role="status"></p></div><div><section class="panel secret" part="panel" aria-label="Signing secret">' +
  '<span class="mask" role="img" aria-label="Signing secret, hidden">••••••••••••••••••••••••</span>' +
  `<output ${GUARDS} hidden aria-label="Signing secret" aria-live="off"></output>${NOT_PRINTED}<div class="acts">` +
  `${button("Copy secret", "primary")}${button("Reveal secret")}</div><p class="" role="status"></p>` +
  '<div class="save" role="group" aria-labelledby="save-heading-1"><h2 part="heading" id="save-heading-1">Save it as a file</h2>' +
  '<p class="hint">With the id, label and URL of the subscription. Move it to a secret manager, and keep it out of version control.</p>' +
  `<div class="acts">${button(".env")}${button("JSON")}${button("Kubernetes Secret")}</div>` +
  '<p class="status" role="status"></p></div><div class="verify"><h2 part="heading">Verify deliveries with it</h2>' +
  '<p>Each delivery carries <code translate="no">Enfinitos-Signature: t=&lt;unix-seconds&gt;,v1=&lt;hex&gt;</code>. Compute ' +
  'HMAC-SHA256 over <code translate="no">&lt;unix-seconds&gt;.&lt;raw-body&gt;</code> with the secret as its key, compare in ' +
  `constant time, and refuse what is too old.</p></div><div class="last">${button("I have stored the signing secret", "confirm")}` +
  '<p class="hint">Then it leaves this page for good.</p></div></section></div>' +
  '<section class="panel" part="panel" aria-labelledby="subscription-heading-1"><h2 part="heading" id="subscription-heading-1">' +
  'The subscription</h2><p class="hint">No call of the API lists subscriptions: keep the id.</p><dl></dl></section>' +
  `<div class="next">${button("Create another")}<div></div></div></section>`;
