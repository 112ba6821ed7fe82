//! The browser's own services behind small functions: the only room besides `kube` and `jsbridge` that names
//! `web_sys` or `js_sys`. Each subscription returns a guard or is cleaned up with its reactive owner.

pub mod appearance;
pub mod chance;
pub mod clipboard;
pub mod clock;
pub mod download;
pub mod failure;
pub mod files;
pub mod focus;
pub mod frame;
pub mod geometry;
pub mod history;
pub mod http_date;
pub mod keys;
pub mod local_time;
pub mod location;
pub mod locks;
pub mod media;
pub mod network;
pub mod storage;
pub mod task;
pub mod timer;
pub mod visibility;
