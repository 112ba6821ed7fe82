//! Domain components: what the console draws of sets, pods, claims and events.
//!
//! They take view structs and callbacks, never fetch, and know no page. Each one's look is in `style/<name>.css`.
//! Imports `ui`, `i18n`, `platform` (times in the browser's zone, focus) and `workload`.

pub mod container_list;
pub mod event_list;
pub mod label_list;
pub mod notice_callout;
pub mod ordinal_mark;
pub mod ordinal_row;
pub mod ordinal_strip;
pub mod pod_table;
pub mod since;
pub mod status_badge;
pub mod strip_legend;
