import "webhook-subscription-form";

export function WebhookPanel({ apiBase, theme, getToken, onCreated, onStored, onFailed }) {
  return (
    <webhook-subscription-form
      // Not a prop: if the element is defined after the first render, React would set an attribute.
      ref={(form) => {
        if (form) form.getToken = getToken;
      }}
      api-base={apiBase}
      theme={theme}
      onwebhook-created={({ detail }) => onCreated(detail.subscription)}
      onwebhook-secret-stored={({ detail }) => onStored(detail.subscriptionId)}
      onwebhook-error={({ detail }) => onFailed(detail)}
    >
      <p>Loading the form …</p>
    </webhook-subscription-form>
  );
}
