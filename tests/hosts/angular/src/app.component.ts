import { Component, signal } from "@angular/core";
import * as page from "../../shared/page.js";
import { WebhookPanel } from "./webhook-panel.component";

@Component({
  selector: "host-app",
  imports: [WebhookPanel],
  template: `
    <button (click)="shown.set(!shown())">{{ shown() ? "Remove" : "Add" }}</button>
    <button (click)="theme.set('dark')">Dark theme</button>
    @if (shown()) {
      <webhook-panel
        [apiBase]="page.apiBase"
        [theme]="theme()"
        [getToken]="page.getToken"
        (created)="page.onCreated($event)"
        (stored)="page.onStored($event)"
        (failed)="page.onFailed($event)"
      />
    }
  `,
})
export class App {
  readonly page = page;
  readonly shown = signal(true);
  readonly theme = signal("light");
}
