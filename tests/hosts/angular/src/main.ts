import "../../shared/late.js";
import { bootstrapApplication } from "@angular/platform-browser";
import { App } from "./app.component";

bootstrapApplication(App);
