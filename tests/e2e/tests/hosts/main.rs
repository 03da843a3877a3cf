//! The element in host pages: plain HTML, React, Vue, Svelte, Angular and others, each built with its own tools.

mod api_base;
mod attributes;
mod bare_page;
mod event_kinds;
mod events;
mod fetch;
mod focus_trap;
mod frame;
mod frameworks;
mod hostile;
mod hydration;
mod idempotency;
mod keys;
mod layout;
mod leak;
mod listeners;
mod messages;
mod methods;
mod panic;
mod reflection;
mod routers;
mod token;
mod translation;
mod two_elements;
mod versions;
