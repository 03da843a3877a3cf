import type { EventKind, Messages } from "webhook-subscription-form";

const eventKinds: EventKind[] = [{ id: "order.paid", name: "Paid", firesToday: false }];
const messages: Messages = { "Create subscription": "Abo anlegen" };

/** Everything that the types allow, and mistakes that they find. It is compiled and never shown. */
export const Everything = () => (
  <>
    <webhook-subscription-form
      ref={(form) => form?.focus()}
      className="wide"
      id="webhook"
      api-base="https://api.example.com"
      url-policy="public"
      url="https://hooks.example.com"
      label={null}
      events={["order.paid"]}
      theme="dark"
      lang="de"
      disabled
      idempotency={false}
      keepUnstored
      getToken={async () => "key"}
      fetch={fetch}
      eventKinds={eventKinds}
      messages={messages}
      onwebhook-ready={({ detail }) => detail.version.length}
      onwebhook-dirty={({ detail }) => detail.dirty === true}
      onwebhook-created={({ detail }) => detail.subscription?.events?.length}
      onwebhook-secret-stored={({ detail }) => detail.subscriptionId?.length}
      onwebhook-unstored={({ detail }) => detail.unstored > 0 && detail.removed}
      onwebhook-error={({ detail }) => detail.code === "load_failed" && detail.status?.toFixed()}
      onwebhook-leave={(event) => event.detail.action === "reset" && event.preventDefault()}
    />
    {/* @ts-expect-error: no such theme */}
    <webhook-subscription-form theme="blue" />
    {/* @ts-expect-error: no such field */}
    <webhook-subscription-form onwebhook-created={({ detail }) => detail.secret} />
  </>
);
