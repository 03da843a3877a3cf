import { Component, CUSTOM_ELEMENTS_SCHEMA, input, output } from "@angular/core";
import "webhook-subscription-form";

@Component({
  selector: "webhook-panel",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <webhook-subscription-form
      [attr.api-base]="apiBase()"
      [attr.theme]="theme()"
      [getToken]="getToken()"
      (webhook-created)="created.emit($event.detail.subscription)"
      (webhook-secret-stored)="stored.emit($event.detail.subscriptionId)"
      (webhook-error)="failed.emit($event.detail)"
    >
      <p>Loading the form …</p>
    </webhook-subscription-form>
  `,
})
export class WebhookPanel {
  readonly apiBase = input.required<string>();
  readonly theme = input("auto");
  readonly getToken = input.required<() => Promise<string>>();
  readonly created = output<object | null>();
  readonly stored = output<string | null>();
  readonly failed = output<object>();
}
