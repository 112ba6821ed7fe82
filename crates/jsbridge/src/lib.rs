//! Safe wrappers over the JavaScript editor (Monaco).
//!
//! Nothing else in the workspace holds its values. What is created here is disposed when it is dropped, models
//! and listeners included. The JavaScript side is `js/editor/`, bundled into files of its own that are loaded by
//! the first [`editor::load`]; nothing of it is in the page's first load.
//!
//! Imports wasm-bindgen, js-sys and web-sys only.

mod bindings;
pub mod diff;
pub mod editor;
pub mod error;
pub mod marker;
