//! What goes into the machine and what comes out.

use crate::error::ApiError;
use crate::health::{Health, Transport};
use crate::page::Page;
use crate::watch::event::WatchEvent;

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Input<K> {
    /// Begin.
    Start,
    /// The page that was asked for, or why there is none.
    Page(Result<Page<K>, ApiError>),
    /// The one object that was asked for, none where it is not there; or why it cannot be read.
    Object(Result<Option<K>, ApiError>),
    /// The watch that was asked for is open.
    Opened,
    /// The watch brought a message; the error is the decoder's words.
    Event(Result<WatchEvent<K>, String>),
    /// The watch is over, or never began.
    Ended(End),
    /// The time of [`Output::Wake`] has come.
    Elapsed,
    /// The page can be seen.
    Visible,
    /// The page cannot be seen.
    Hidden,
    /// Nobody is signed in: nothing is to be asked until [`Input::Recovered`].
    SignedOut,
    /// Whether something goes on by what the collection brings, so that it is followed out of sight, too.
    Needed(bool),
    /// The server can be reached again after it could not.
    Recovered,
}

/// How a watch ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// It was closed: by the server in its time, or by anything in between.
    Closed,
    /// It was refused, and the browser does not say why.
    Refused,
    /// It failed, and this is why.
    Failed(ApiError),
    /// No connection may be opened: too many streams are open.
    NoSlot,
}

/// What to do. [`Output::FetchPage`], [`Output::FetchObject`] and [`Output::OpenWatch`] replace whatever is open, and nothing that it still
/// says may be put in any more.
#[derive(Debug, Clone, PartialEq)]
pub enum Output<K> {
    /// Ask for a page of the list.
    FetchPage {
        /// Where the last one ended; `None` for the first.
        continue_token: Option<String>,
    },
    /// Read the one object of the collection by its name.
    FetchObject,
    /// Open a watch.
    OpenWatch {
        /// By which way.
        transport: Transport,
        /// From where.
        resource_version: String,
        /// After how many seconds the server is to end it.
        timeout_s: u32,
    },
    /// Close whatever is open.
    Close,
    /// Pass this on.
    Emit(Delta<K>),
    /// The freshness changed.
    Health(Health),
    /// Something that must not be silent, though it heals by itself.
    Report(ApiError),
    /// Put [`Input::Elapsed`] in at this time (Unix milliseconds); replaces the last wish.
    Wake(u64),
}

/// A change of the collection.
#[derive(Debug, Clone, PartialEq)]
pub enum Delta<K> {
    /// A list begins; what came since the last `Init` without an `InitDone` is void.
    Init,
    /// Objects of the list.
    InitPage(Vec<K>),
    /// The list is complete: what it does not hold is gone.
    InitDone,
    /// The object is now so.
    Apply(K),
    /// The object is gone.
    Delete(K),
}
