const byId = (id) => document.getElementById(id);

// A real page requests the key from its own server. null: there is no key.
const getToken = async () => byId("token").value || null;

function append({ name, detail }) {
  const item = document.createElement("li");
  item.textContent = `${name} ${JSON.stringify(detail)}`;
  byId("events").append(item);
}

addEventListener("message", ({ source, origin, data }) => {
  const frame = byId("webhook");
  if (source !== frame?.contentWindow || origin !== new URL(frame.src).origin) return;
  if (data?.type !== "webhook-frame" || data.version !== 1) return;
  const { port1: port, port2 } = new MessageChannel();
  port.onmessage = async ({ data }) => {
    if (data.type === "token") port.postMessage({ type: "token", id: data.id, token: await getToken() });
    if (data.type === "height") frame.height = data.height;
    if (data.type === "event") append(data);
  };
  const options = { label: "Portal", theme: "light" };
  source.postMessage({ type: "webhook-frame-connect", options }, origin, [port2]);
});
