//! The JavaScript as `js/editor/editor.js` and `js/shim.js` define it; private to this crate.

// wasm-bindgen's extern blocks expand to unsafe code; what is declared here is what the two files export.
#![allow(unsafe_code)]

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/js/shim.js")]
extern "C" {
    #[wasm_bindgen(js_name = loadEditor)]
    pub fn load_editor(folder: &str, chinese: bool) -> Promise;
}

#[wasm_bindgen]
extern "C" {
    /// The loaded module.
    #[derive(Clone)]
    pub type Module;
    #[wasm_bindgen(method, catch)]
    pub fn create(this: &Module, element: &HtmlElement, options: &Options) -> Result<Handle, JsValue>;

    #[wasm_bindgen(method, catch, js_name = createDiff)]
    pub fn create_diff(this: &Module, element: &HtmlElement, options: &Options) -> Result<Handle, JsValue>;

    /// The argument of `create` and of `createDiff`.
    pub type Options;
    #[wasm_bindgen(method, setter)]
    pub fn set_before(this: &Options, value: &str);
    #[wasm_bindgen(method, setter)]
    pub fn set_value(this: &Options, value: &str);
    #[wasm_bindgen(method, setter)]
    pub fn set_language(this: &Options, value: &str);
    #[wasm_bindgen(method, setter, js_name = readOnly)]
    pub fn set_read_only(this: &Options, value: bool);
    #[wasm_bindgen(method, setter)]
    pub fn set_dark(this: &Options, value: bool);
    #[wasm_bindgen(method, setter)]
    pub fn set_label(this: &Options, value: &str);
    #[wasm_bindgen(method, setter, js_name = onChange)]
    pub fn set_on_change(this: &Options, value: &Function);
    #[wasm_bindgen(method, setter, js_name = onFix)]
    pub fn set_on_fix(this: &Options, value: &Function);

    /// One editor; of a diff there is only `setDark` and `dispose`.
    pub type Handle;
    #[wasm_bindgen(method)]
    pub fn value(this: &Handle) -> String;
    #[wasm_bindgen(method, js_name = setValue)]
    pub fn set_value(this: &Handle, text: &str);
    #[wasm_bindgen(method, js_name = setReadOnly)]
    pub fn set_read_only(this: &Handle, on: bool);
    #[wasm_bindgen(method, js_name = setLanguage)]
    pub fn set_language(this: &Handle, name: &str);
    #[wasm_bindgen(method, js_name = setLabel)]
    pub fn set_label(this: &Handle, text: &str);
    #[wasm_bindgen(method, js_name = setDark)]
    pub fn set_dark(this: &Handle, on: bool);
    #[wasm_bindgen(method, catch, js_name = setSchema)]
    pub fn set_schema(this: &Handle, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = setMarkers)]
    pub fn set_markers(this: &Handle, markers: &Array);
    #[wasm_bindgen(method)]
    pub fn reveal(this: &Handle, line: u32, column: u32);
    #[wasm_bindgen(method)]
    pub fn find(this: &Handle);
    #[wasm_bindgen(method)]
    pub fn focus(this: &Handle);
    #[wasm_bindgen(method)]
    pub fn dispose(this: &Handle);

    /// One element of the argument of `setMarkers`.
    pub type JsMarker;
    #[wasm_bindgen(method, setter)]
    pub fn set_line(this: &JsMarker, value: u32);
    #[wasm_bindgen(method, setter)]
    pub fn set_column(this: &JsMarker, value: u32);
    #[wasm_bindgen(method, setter, js_name = endLine)]
    pub fn set_end_line(this: &JsMarker, value: u32);
    #[wasm_bindgen(method, setter, js_name = endColumn)]
    pub fn set_end_column(this: &JsMarker, value: u32);
    #[wasm_bindgen(method, setter)]
    pub fn set_fix(this: &JsMarker, value: &str);
    #[wasm_bindgen(method, setter)]
    pub fn set_severity(this: &JsMarker, value: &str);
    #[wasm_bindgen(method, setter)]
    pub fn set_message(this: &JsMarker, value: &str);
}
