//! Files that the user brings: chosen in a file dialog or dropped on the page.

use js_sys::Uint8Array;
use leptos::ev::{DragEvent, Event};
use leptos::prelude::event_target;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileList, HtmlInputElement};

/// A file that has not been read yet.
#[derive(Debug, Clone)]
pub struct UserFile {
    file: File,
}

/// Why a file has no bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileProblem {
    /// It is longer than the caller takes.
    TooLong,
    /// The browser's words.
    Unreadable(String),
}

impl UserFile {
    /// Its name without a path.
    pub fn name(&self) -> String {
        self.file.name()
    }

    /// Its bytes.
    ///
    /// # Errors
    /// Where it is longer than `most` bytes or cannot be read.
    pub async fn bytes(&self, most: u32) -> Result<Vec<u8>, FileProblem> {
        if self.file.size() > f64::from(most) {
            return Err(FileProblem::TooLong);
        }
        let buffer = JsFuture::from(self.file.array_buffer()).await;
        buffer
            .map(|buffer| Uint8Array::new(&buffer).to_vec())
            .map_err(|error| FileProblem::Unreadable(format!("{error:?}")))
    }
}

/// The files of a file input's `change`; the input is emptied, so that the same file can be chosen again.
pub fn chosen(event: &Event) -> Vec<UserFile> {
    let input: HtmlInputElement = event_target(event);
    let files = listed(input.files());
    input.set_value("");
    files
}

/// The files of a drag that has been dropped.
pub fn dropped(event: &DragEvent) -> Vec<UserFile> {
    listed(event.data_transfer().and_then(|transfer| transfer.files()))
}

/// Whether a drag brings files, rather than a piece of text.
pub fn are_dragged(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}

fn listed(list: Option<FileList>) -> Vec<UserFile> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.get(index)).map(|file| UserFile { file }).collect()
}
