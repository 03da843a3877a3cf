//! The element in pages of others: plain HTML, React, Vue, Svelte and Angular, each built with its own tools.

mod attributes;
mod bare;
mod base;
mod every;
mod fetch;
mod frame;
mod hostile;
mod idempotency;
mod kinds;
mod leak;
mod listeners;
mod messages;
mod methods;
mod panic;
mod reflect;
mod token;
mod told;
mod two;
mod versions;
mod words;
