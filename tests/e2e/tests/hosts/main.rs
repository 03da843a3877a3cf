//! The element in pages of others: plain HTML, React, Vue, Svelte and Angular, each built with its own tools.

mod again;
mod every;
mod frame;
mod key;
mod load;
mod stage;
mod two;
