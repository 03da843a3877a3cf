import { useBlocker } from "react-router";
import "webhook-subscription-form";

/** Asks before a navigation that would lose a secret. It is part of the route that shows the form. */
export function LeaveQuestion() {
  const blocker = useBlocker(() => (document.querySelector("webhook-subscription-form")?.unstored ?? 0) > 0);
  if (blocker.state !== "blocked") return null;
  return (
    <div role="alert">
      <p>The signing secret is not stored. It cannot be shown again.</p>
      <button onClick={blocker.reset}>Stay</button>
      <button onClick={blocker.proceed}>Leave</button>
    </div>
  );
}
