//! The browser entry point.

use leptos::mount::mount_to_body;
use ordinal::app::App;
use ordinal::platform::failure;

fn main() {
    failure::install_panic_hook();
    mount_to_body(App);
}
