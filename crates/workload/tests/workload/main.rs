//! The domain's tests: tables of realistic objects, and properties.
#![cfg(test)]

mod age;
mod around;
mod cluster;
mod csv;
mod difference;
mod documents;
mod draft;
mod draft_kept;
mod draft_properties;
mod emit;
mod export;
mod fields;
mod fixtures;
mod image;
mod issue_rules;
mod label_selector;
mod merge;
mod merge_properties;
mod notice;
mod plan;
mod plan_properties;
mod plan_rights;
mod pod_status;
mod quantity;
mod quota;
mod reasons;
mod rows;
mod run;
mod run_kept;
mod run_simulation;
mod shown;
mod status;
mod strip;
mod stuck;
mod update;
