//! How the release console is compiled small: the standard library is built along with it, and what a panic would say
//! is left out. That saves about a tenth of the bytes, and neither what a person typed nor a folder of the machine that
//! builds can be in a panic's message.
//!
//! These switches are not stable yet. `RUSTC_BOOTSTRAP` lets the pinned stable compiler take them, so that no second
//! toolchain is needed, and since the toolchain is pinned they do not change under us.

use crate::command::Task;

/// What `CARGO_ENCODED_RUSTFLAGS` puts between two flags.
const SEPARATOR: &str = "\x1f";

const FLAGS: &[&str] = &[
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
    "--cfg=erase_components",
    // The other mangling, which the switches above bring with them, makes long export names.
    "-Csymbol-mangling-version=legacy",
];

/// The same task, compiling small.
pub fn lean(task: Task) -> Task {
    task.env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
        .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join(SEPARATOR))
}
