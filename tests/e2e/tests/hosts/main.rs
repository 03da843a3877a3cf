//! The element in pages of others: plain HTML, React, Vue, Svelte and Angular, each built with its own tools.

mod again;
mod attributes;
mod bare;
mod base;
mod every;
mod frame;
mod key;
mod load;
mod panic;
mod reflect;
mod stage;
mod two;
