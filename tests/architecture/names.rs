//! Every path that a file names: in `use`, in code, and inside macros such as `view!`.

use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{File, ItemMod, ItemUse, Macro, Path, UseTree};

/// A path as it is meant: `super` and `self` resolved to `crate`, re-exports of leptos undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub segments: Vec<String>,
    pub line: usize,
}

/// Every path that a file names.
pub fn of_file(path: &str, file: &File) -> Vec<Name> {
    let mut collector = Collector { module: module(path), names: Vec::new() };
    collector.visit_file(file);
    collector.names
}

/// `src/ui/editor/plain.rs` is `ui::editor::plain`.
fn module(path: &str) -> Vec<String> {
    let inside = path.split_once("src/").map_or(path, |(_, inside)| inside);
    let stem = inside.strip_suffix(".rs").unwrap_or(inside);
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    match stem {
        "lib" | "main" => Vec::new(),
        stem => stem.split('/').map(str::to_owned).collect(),
    }
}

struct Collector {
    module: Vec<String>,
    names: Vec<Name>,
}

impl Collector {
    fn add(&mut self, segments: Vec<String>, line: usize) {
        let segments = self.resolved(segments);
        self.names.push(Name { segments, line });
    }

    fn resolved(&self, segments: Vec<String>) -> Vec<String> {
        let mut segments = segments;
        if matches!(segments[0].as_str(), "self" | "super") {
            let ups = segments.iter().take_while(|segment| *segment == "super").count();
            let kept = self.module.len().saturating_sub(ups);
            let skipped = ups + usize::from(segments[0] == "self");
            let rest = segments.split_off(skipped);
            segments = ["crate".to_owned()]
                .into_iter()
                .chain(self.module[..kept].iter().cloned())
                .chain(rest)
                .collect();
        }
        if segments[0] == "ordinal" {
            segments[0] = "crate".to_owned();
        }
        let is_leptos = segments.len() > 1 && segments[0] == "leptos";
        if is_leptos && matches!(segments[1].as_str(), "web_sys" | "wasm_bindgen") {
            segments.remove(0);
        }
        segments
    }

    fn add_tree(&mut self, tree: &UseTree, prefix: &[String]) {
        let with = |ident: &syn::Ident| [prefix, &[ident.to_string()]].concat();
        let line = tree.span().start().line;
        match tree {
            UseTree::Path(path) => self.add_tree(&path.tree, &with(&path.ident)),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.add_tree(tree, prefix)),
            UseTree::Name(name) => self.add(with(&name.ident), line),
            UseTree::Rename(rename) => self.add(with(&rename.ident), line),
            UseTree::Glob(_) => self.add([prefix, &["*".to_owned()]].concat(), line),
        }
    }

    /// Paths in tokens that no parser of Rust understands: a macro's arguments.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let (mut path, mut line, mut colons) = (Vec::new(), 0, 0);
        for token in tokens {
            match token {
                TokenTree::Ident(ident) if path.is_empty() || colons == 2 => {
                    line = if path.is_empty() { ident.span().start().line } else { line };
                    path.push(ident.to_string());
                    colons = 0;
                    continue;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' && !path.is_empty() && colons < 2 => {
                    colons += 1;
                    continue;
                }
                TokenTree::Group(ref group) => self.add_tokens(group.stream()),
                _ => {}
            }
            self.end_of_path(&mut path, line);
            colons = 0;
            if let TokenTree::Ident(ident) = token {
                line = ident.span().start().line;
                path.push(ident.to_string());
            }
        }
        self.end_of_path(&mut path, line);
    }

    fn end_of_path(&mut self, path: &mut Vec<String>, line: usize) {
        let segments = std::mem::take(path);
        if segments.len() > 1 {
            self.add(segments, line);
        }
    }
}

impl<'ast> Visit<'ast> for Collector {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.add_tree(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if !segments.is_empty() {
            self.add(segments, path.span().start().line);
        }
        visit::visit_path(self, path);
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.visit_path(&call.path);
        self.add_tokens(call.tokens.clone());
    }
}
