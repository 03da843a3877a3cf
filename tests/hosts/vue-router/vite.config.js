import vue from "@vitejs/plugin-vue";

const isCustomElement = (tag) => tag === "webhook-subscription-form";

export default { plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] };
