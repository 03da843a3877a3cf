import "webhook-subscription-form";

/** A key in the markup, which is a mistake. */
// @ts-expect-error
export const Mistake = () => <webhook-subscription-form token="sk_sandbox_given_by_mistake" />;
