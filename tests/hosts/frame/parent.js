const find = (id) => document.getElementById(id);

// A real page asks its own server for a key here. null: there is none.
const token = async () => find("token").value || null;

function show({ name, detail }) {
  const line = document.createElement("li");
  line.textContent = `${name} ${JSON.stringify(detail)}`;
  find("events").append(line);
}

addEventListener("message", ({ source, origin, data }) => {
  const frame = find("webhook");
  if (source !== frame?.contentWindow || origin !== new URL(frame.src).origin) return;
  if (data?.type !== "webhook-frame" || data.version !== 1) return;
  const { port1: port, port2 } = new MessageChannel();
  port.onmessage = async ({ data }) => {
    if (data.type === "token") port.postMessage({ type: "token", id: data.id, token: await token() });
    if (data.type === "height") frame.height = data.height;
    if (data.type === "event") show(data);
  };
  const options = { label: "Portal", theme: "light" };
  source.postMessage({ type: "webhook-frame-connect", options }, origin, [port2]);
});
