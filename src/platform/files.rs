//! Files that the user brings: chosen in a file dialog or dropped on the page.

use js_sys::Uint8Array;
use leptos::ev::{DragEvent, Event};
use leptos::prelude::event_target;
use wasm_bindgen::JsValue;
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
    TooLong {
        /// The line in which that much is reached, from 1.
        line: usize,
    },
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
        let most = f64::from(most);
        let begin = self.file.slice_with_f64_and_f64(0.0, most).map_err(unreadable)?;
        let buffer = JsFuture::from(begin.array_buffer()).await.map_err(unreadable)?;
        let bytes = Uint8Array::new(&buffer).to_vec();
        if self.file.size() > most {
            return Err(FileProblem::TooLong { line: bytes.split(|byte| *byte == b'\n').count() });
        }
        Ok(bytes)
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

fn unreadable(error: JsValue) -> FileProblem {
    FileProblem::Unreadable(format!("{error:?}"))
}
