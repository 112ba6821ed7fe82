//! Components in a real browser: what the keyboard does, and where the focus is.
#![cfg(test)]
#![cfg(target_arch = "wasm32")]

mod dialog;
mod editor;
mod menu;
mod page;
mod strip;
mod tabs;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
