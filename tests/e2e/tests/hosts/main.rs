//! The element in pages of others: plain HTML, React, Vue, Svelte and Angular, each built with its own tools.

mod again;
mod attributes;
mod bare;
mod base;
mod every;
mod fetch;
mod frame;
mod key;
mod kinds;
mod load;
mod methods;
mod panic;
mod reflect;
mod stage;
mod token;
mod told;
mod two;
