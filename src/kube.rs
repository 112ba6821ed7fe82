//! IO with the API server: fetch, WebSocket, streamed fetch, typed verbs. What to ask and what an answer means is
//! `kubewire`'s; this room only carries bytes, and whatever it opens is closed when its owner drops it.

pub mod api;
pub mod connection;
pub mod credential;
pub mod fetch;
pub mod gate;
mod slots;
mod socket;
mod stream;
