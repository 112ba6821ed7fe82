//! The events of libyaml: all that is unsafe in reading.

// libyaml is C translated to Rust: it is called by pointers.
#![allow(unsafe_code)]

use std::ffi::CStr;
use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::ops::Range;
use std::ptr::NonNull;

use unsafe_libyaml_norway as unsafe_sys;

/// What comes next in a text.
pub(super) struct Event {
    /// Where it stands, in bytes, with its anchor and tag.
    pub span: Range<usize>,
    pub kind: Kind,
}

pub(super) enum Kind {
    StreamEnd,
    /// The begin of the stream, begin and end of a document.
    Frame,
    Alias(String),
    Scalar {
        properties: Properties,
        text: String,
        style: Style,
    },
    List(Properties),
    ListEnd,
    Map {
        properties: Properties,
        is_flow: bool,
    },
    MapEnd,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Quoted,
    Block,
}

/// Anchor and tag, the tag written out.
pub(super) struct Properties {
    pub anchor: Option<String>,
    pub tag: Option<String>,
}

/// Why the text cannot be read on.
pub(super) struct Error {
    pub at: usize,
    pub words: String,
    /// What was being read, and since where.
    pub doing: Option<(String, usize)>,
}

/// Reads a text.
pub(super) struct Parser<'a> {
    sys: NonNull<unsafe_sys::yaml_parser_t>,
    text: PhantomData<&'a str>,
}

impl<'a> Parser<'a> {
    pub fn new(text: &'a str) -> Self {
        let place = Box::leak(Box::new(MaybeUninit::<unsafe_sys::yaml_parser_t>::uninit()));
        let sys = NonNull::from(place).cast::<unsafe_sys::yaml_parser_t>();
        // SAFETY: the place is valid for writes and stays where it is until `drop`, for the parser holds its own
        // address; the text lives as long as the parser by its lifetime. Without memory Rust's allocator ends the
        // program, so making the parser does not fail.
        unsafe {
            let _ = unsafe_sys::yaml_parser_initialize(sys.as_ptr());
            unsafe_sys::yaml_parser_set_encoding(sys.as_ptr(), unsafe_sys::YAML_UTF8_ENCODING);
            unsafe_sys::yaml_parser_set_input_string(sys.as_ptr(), text.as_ptr(), text.len() as u64);
        }
        Self { sys, text: PhantomData }
    }

    /// The next event. After an error, or the end of the stream, there is none to be asked for.
    pub fn next(&mut self) -> Result<Event, Error> {
        let mut event = MaybeUninit::<unsafe_sys::yaml_event_t>::uninit();
        // SAFETY: `new` has made the parser; a call that does not fail fills the event, which is read before it is
        // freed and not used after that.
        unsafe {
            if unsafe_sys::yaml_parser_parse(self.sys.as_ptr(), event.as_mut_ptr()).fail {
                return Err(error(self.sys.as_ref()));
            }
            let found = converted(event.assume_init_ref());
            unsafe_sys::yaml_event_delete(event.as_mut_ptr());
            Ok(found)
        }
    }
}

impl Drop for Parser<'_> {
    fn drop(&mut self) {
        // SAFETY: `new` has made both, and nobody uses them after this.
        unsafe {
            unsafe_sys::yaml_parser_delete(self.sys.as_ptr());
            drop(Box::from_raw(self.sys.as_ptr().cast::<MaybeUninit<unsafe_sys::yaml_parser_t>>()));
        }
    }
}

/// # Safety
/// The event must come from the parser and not be freed yet: its type says which of its data are there, and their
/// pointers are null or point at what is theirs.
unsafe fn converted(event: &unsafe_sys::yaml_event_t) -> Event {
    let span = place(event.start_mark)..place(event.end_mark);
    // SAFETY: see above.
    let kind = unsafe {
        match event.type_ {
            unsafe_sys::YAML_STREAM_END_EVENT => Kind::StreamEnd,
            unsafe_sys::YAML_ALIAS_EVENT => {
                Kind::Alias(text(event.data.alias.anchor.cast()).unwrap_or_default())
            }
            unsafe_sys::YAML_SCALAR_EVENT => {
                let scalar = &event.data.scalar;
                let length = usize::try_from(scalar.length).unwrap_or_default();
                let bytes = std::slice::from_raw_parts(scalar.value, length);
                let style = match scalar.style {
                    unsafe_sys::YAML_PLAIN_SCALAR_STYLE => Style::Plain,
                    unsafe_sys::YAML_LITERAL_SCALAR_STYLE | unsafe_sys::YAML_FOLDED_SCALAR_STYLE => {
                        Style::Block
                    }
                    _ => Style::Quoted,
                };
                let text = String::from_utf8_lossy(bytes).into_owned();
                Kind::Scalar { properties: properties(scalar.anchor, scalar.tag), text, style }
            }
            unsafe_sys::YAML_SEQUENCE_START_EVENT => {
                let list = &event.data.sequence_start;
                Kind::List(properties(list.anchor, list.tag))
            }
            unsafe_sys::YAML_SEQUENCE_END_EVENT => Kind::ListEnd,
            unsafe_sys::YAML_MAPPING_START_EVENT => {
                let map = &event.data.mapping_start;
                let is_flow = map.style == unsafe_sys::YAML_FLOW_MAPPING_STYLE;
                Kind::Map { properties: properties(map.anchor, map.tag), is_flow }
            }
            unsafe_sys::YAML_MAPPING_END_EVENT => Kind::MapEnd,
            _ => Kind::Frame,
        }
    };
    Event { span, kind }
}

/// # Safety
/// Both must be null or strings of C.
unsafe fn properties(anchor: *const u8, tag: *const u8) -> Properties {
    // SAFETY: see above.
    unsafe { Properties { anchor: text(anchor.cast()), tag: text(tag.cast()) } }
}

/// # Safety
/// It must be null or a string of C.
unsafe fn text(string: *const std::ffi::c_char) -> Option<String> {
    // SAFETY: see above.
    (!string.is_null()).then(|| unsafe { CStr::from_ptr(string) }.to_string_lossy().into_owned())
}

fn place(mark: unsafe_sys::yaml_mark_t) -> usize {
    usize::try_from(mark.index).unwrap_or(usize::MAX)
}

fn error(parser: &unsafe_sys::yaml_parser_t) -> Error {
    // What is said of errors.
    let said = &**parser;
    let is_of_bytes = said.error == unsafe_sys::YAML_READER_ERROR;
    // SAFETY: the parser's words are null or literals.
    let (words, doing) = unsafe { (text(said.problem.cast()), text(said.context.cast())) };
    Error {
        at: if is_of_bytes {
            usize::try_from(said.problem_offset).unwrap_or(usize::MAX)
        } else {
            place(said.problem_mark)
        },
        words: words.unwrap_or_default(),
        doing: doing.map(|doing| (doing, place(said.context_mark))),
    }
}
