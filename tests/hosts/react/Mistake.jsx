import "webhook-subscription-form";

/** A key where it must not be. */
export const Mistake = () => <webhook-subscription-form token="sk_sandbox_given_by_mistake" />;
