import "webhook-subscription-form";

export function WebhookPanel({ apiBase, theme, getToken, onCreated, onStored, onFailed }) {
  return (
    <webhook-subscription-form
      // As a prop it would be lost when the element is defined after this is rendered.
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
