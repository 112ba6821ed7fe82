//! The domain's tests: tables of realistic objects, and properties.
#![cfg(test)]

mod age;
mod cluster;
mod documents;
mod emit;
mod image;
mod notice;
mod pod_status;
mod quantity;
mod reasons;
mod rows;
mod shown;
mod status;
mod strip;
