import { createApp, h } from "vue";
import { createRouter, createWebHistory, RouterLink, RouterView } from "vue-router";
import "webhook-subscription-form";
import FormPage from "./FormPage.vue";

const Start = { render: () => h(RouterLink, { to: "/form" }, () => "Form") };
const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: "/", component: Start },
    { path: "/form", component: FormPage },
  ],
});

createApp(RouterView).use(router).mount("#app");
