//! The console's binary.

use webhook_console::component::prelude::document;

fn main() {
    if let Some(place) = document().get_element_by_id("app") {
        webhook_console::app::start(&place);
    }
}
