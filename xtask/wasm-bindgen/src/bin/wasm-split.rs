//! `wasm-split INPUT FOLDER NAME`: splits a linked program into its main file and the parts that it loads when it needs
//! them, into a folder. NAME is that of the script which wasm-bindgen will write for the main file.

use std::{env, fs, path::PathBuf};

use anyhow::{Context, anyhow, bail};

/// As in Cargo.toml. The version of wasm-bindgen is named too: these programs are installed together.
const VERSION: &str = concat!("wasm-split 0.2.3 with wasm-bindgen ", env!("CARGO_PKG_VERSION"));

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match &arguments[..] {
        [flag] if flag == "--version" => println!("{VERSION}"),
        [input, folder, name] => split(&PathBuf::from(input), &PathBuf::from(folder), name)?,
        _ => bail!("usage: wasm-split INPUT FOLDER NAME"),
    }
    Ok(())
}

fn split(input: &PathBuf, folder: &PathBuf, name: &str) -> anyhow::Result<()> {
    let program = fs::read(input).with_context(|| format!("cannot read {}", input.display()))?;
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let main = folder.join("main.wasm");
    let (script, link) = (format!("./{name}.js"), format!("./{name}-parts.js"));
    let mut options = wasm_split_cli_support::Options::new(&program);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &script;
    options.link_name = &link;
    wasm_split_cli_support::transform(options).map_err(|error| anyhow!("{error:#}"))?;
    Ok(())
}
