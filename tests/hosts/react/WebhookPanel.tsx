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
      // Not props: React sets no property and attaches no listener if the markup comes from a server, and it would set an
      // attribute if the element is defined after the first render.
      ref={(form) => {
        if (!form) return;
        const listeners = new AbortController();
        const { signal } = listeners;
        form.getToken = getToken;
        form.addEventListener("webhook-created", ({ detail }) => onCreated(detail.subscription), { signal });
        form.addEventListener("webhook-secret-stored", ({ detail }) => onStored(detail.subscriptionId), { signal });
        form.addEventListener("webhook-error", ({ detail }) => onFailed(detail), { signal });
        return () => listeners.abort();
      }}
      api-base={apiBase}
      theme={theme}
    >
      <p>Loading the form …</p>
    </webhook-subscription-form>
  );
}
