//! What compiles for `wasm32-unknown-unknown`: the toolchain at hand, or a standard library of our own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::debian;
use crate::run::{cargo, output, run, succeeds};

pub const TARGET: &str = "wasm32-unknown-unknown";

/// Set to `debian`, it asks for Debian's compiler where the toolchain at hand lacks the target.
const CHOICE: &str = "LSSC_WASM_TOOLCHAIN";

/// Rises when what is in the folder of the standard library changes.
const FORMAT: u32 = 1;

/// Debian's compiler, and the sources of its standard library.
const RUSTC: &str = "/usr/bin/rustc";
const LIBRARY: &str = "/usr/lib/rustlib/src/rust/library";

/// A panic ends the instance without a message: none is reachable, so no page need carry what would word it.
const ABORT: [&str; 2] = ["-Zunstable-options", "-Cpanic=immediate-abort"];

/// What is a little larger where it is called and spares a function of its own ends smaller: twice the usual at this level.
const INLINE: &str = "-Cllvm-args=-inline-threshold=10";

/// A compiler for the web.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Toolchain {
    /// The one that runs this; its standard library is as it is published.
    AtHand,
    /// Debian's, with a standard library that was built small.
    Debian {
        /// Where the standard library is.
        sysroot: PathBuf,
    },
}

impl Toolchain {
    /// The toolchain, set up where something is missing.
    pub fn set_up() -> Result<Self> {
        let installed =
            || Ok::<bool, anyhow::Error>(sysroot()?.join("lib/rustlib").join(TARGET).join("lib").is_dir());
        if installed()? {
            return Ok(Self::AtHand);
        }
        if std::env::var_os(CHOICE).is_some_and(|choice| choice == "debian") {
            return Ok(Self::Debian { sysroot: debian_sysroot()? });
        }
        // Where rustup is told to fetch nothing by itself, nothing is fetched through it either.
        let may_add = std::env::var_os("RUSTUP_AUTO_INSTALL").is_none_or(|set| set != "0");
        let added = may_add && {
            println!("rustup target add {TARGET}");
            succeeds(Command::new("rustup").args(["target", "add", TARGET]))
        };
        ensure!(
            added && installed()?,
            "{TARGET} is missing; install that target as you installed Rust (rustup target add {TARGET}), or, on Debian, \
             set {CHOICE}=debian"
        );
        Ok(Self::AtHand)
    }

    /// Has a cargo use it, for what is small or for what may be large.
    pub fn choose(&self, cargo: &mut Command, is_large: bool) -> Result<()> {
        if let Self::Debian { sysroot } = self {
            let own = format!("--sysroot={}", sysroot.display());
            let inline = if is_large { [].as_slice() } else { &[INLINE] };
            let flags = [&[own.as_str()], inline, ABORT.as_slice()].concat();
            debian_compiler(cargo, &flags)?;
        }
        Ok(())
    }
}

/// The folder of the toolchain that runs this.
fn sysroot() -> Result<PathBuf> {
    Ok(output(Command::new("rustc").args(["--print", "sysroot"]))?.trim().into())
}

/// Has a cargo use Debian's compiler, which lacks a linker, with flags that a stable one refuses.
fn debian_compiler(cargo: &mut Command, flags: &[&str]) -> Result<()> {
    let about = about("rustc")?;
    let host = field(&about, "host")?;
    let linker = sysroot()?.join("lib/rustlib").join(host).join("bin/rust-lld");
    ensure!(linker.exists(), "{} is missing; it comes with rustup's toolchains", linker.display());
    cargo.env("RUSTC", RUSTC).env("RUSTC_BOOTSTRAP", "1");
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    Ok(())
}

/// What a compiler says of itself.
fn about(rustc: &str) -> Result<String> {
    output(Command::new(rustc).arg("-vV"))
}

fn field<'a>(about: &'a str, name: &str) -> Result<&'a str> {
    let values = || about.lines().filter_map(|line| line.split_once(": "));
    let value = values().find_map(|(key, value)| (key == name).then_some(value));
    value.with_context(|| format!("rustc does not say its {name}"))
}

/// A standard library for the web, of Debian's compiler: built once, kept in the user's cache.
fn debian_sysroot() -> Result<PathBuf> {
    if !Path::new(RUSTC).exists() || !Path::new(LIBRARY).is_dir() {
        debian::install(&["rustc-web", "rust-web-src"])?;
    }
    let about = about(RUSTC)?;
    let commit = field(&about, "commit-hash")?.get(..9).unwrap_or("unknown");
    let name = format!("std-{TARGET}-{}-{commit}-{FORMAT}", field(&about, "release")?);
    let sysroot = cache()?.join(name);
    if !sysroot.exists() {
        println!("building a standard library for {TARGET}");
        build_standard_library(&sysroot)?;
    }
    Ok(sysroot)
}

fn cache() -> Result<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = set("XDG_CACHE_HOME").or_else(|| Some(set("HOME")?.join(".cache")));
    Ok(folder.context("neither XDG_CACHE_HOME nor HOME is set")?.join("lssc"))
}

/// Builds it in a folder beside its place and moves it there whole, so that nobody finds half of it.
fn build_standard_library(sysroot: &Path) -> Result<()> {
    const MANIFEST: &str = "[package]\nname = \"seed\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n\
                            [profile.release]\nopt-level = \"z\"\npanic = \"abort\"\n";
    let fresh = sysroot.with_extension(std::process::id().to_string());
    let (seed, libraries) = (fresh.join("seed"), fresh.join("lib/rustlib").join(TARGET).join("lib"));
    fs::create_dir_all(seed.join("src"))?;
    fs::create_dir_all(&libraries)?;
    fs::write(seed.join("Cargo.toml"), MANIFEST)?;
    fs::write(seed.join("src/lib.rs"), "")?;
    let mut build = cargo();
    build.current_dir(&seed).args(["build", "--quiet", "--release", "--target", TARGET]);
    build.args(["-Zbuild-std=std,test,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
    build.arg("--target-dir").arg(seed.join("target"));
    // Bitcode, so that the package is optimized together with what it uses of the standard library.
    debian_compiler(&mut build, &[&["-Cembed-bitcode=yes"], ABORT.as_slice()].concat())?;
    run(&mut build)?;
    for file in fs::read_dir(seed.join("target").join(TARGET).join("release/deps"))? {
        let file = file?;
        let name = file.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libseed-") {
            fs::rename(file.path(), libraries.join(name))?;
        }
    }
    fs::remove_dir_all(seed)?;
    fs::rename(fresh, sysroot)?;
    Ok(())
}
