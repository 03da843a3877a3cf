import type { GetToken, Theme, WebhookErrorDetail, WebhookSubscription } from "webhook-subscription-form";
import "webhook-subscription-form";

interface Props {
  apiBase: string;
  theme: Theme;
  getToken: GetToken;
  onCreated: (subscription: WebhookSubscription | null) => void;
  onStored: (subscriptionId: string | null) => void;
  onFailed: (failure: WebhookErrorDetail) => void;
}

export function WebhookPanel({ apiBase, theme, getToken, onCreated, onStored, onFailed }: Props) {
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
