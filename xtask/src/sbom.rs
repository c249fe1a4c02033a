//! What is compiled into a package, as CycloneDX: the same bytes from the same lockfile, and no place of a machine in them.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::run::{cargo, output, root};

/// The name of a bill in what is shipped.
pub const BILL: &str = "sbom.cdx.json";

/// A package as it is named in a bill: name and version.
pub type Package = (String, String);

/// What a package of ours ships as, and where.
pub struct Shipped {
    /// The package of this workspace.
    pub package: &'static str,
    /// Its name for those who install it, as a package URL without the version.
    pub name: &'static str,
    /// What it is compiled for.
    pub target: String,
    /// The features it is compiled with, where it is not all the usual ones.
    pub features: &'static str,
}

/// A package and those that it needs.
struct Node {
    license: String,
    needs: BTreeSet<Package>,
}

/// The bill of what is linked into a package: not what only runs while it is built, nor Rust's own standard library.
pub fn bill(shipped: &Shipped) -> Result<String> {
    let tree = output(cargo().args(["tree", "--locked", "--package", shipped.package]).args([
        "--target",
        &shipped.target,
        "--edges",
        "normal,no-proc-macro",
        "--features",
        shipped.features,
        "--prefix",
        "depth",
        "--format",
        "{p}|{l}",
    ]))?;
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).context("Cargo.lock")?;
    let text = serde_json::to_string_pretty(&document(shipped, &nodes(&tree)?, &checksums(&lock))?)?;
    ensure!(!text.contains(&*root().to_string_lossy()), "the bill names a place of this machine");
    Ok(text + "\n")
}

/// The packages in a bill.
pub fn packages(bill: &str) -> Result<BTreeSet<Package>> {
    let bill: Value = serde_json::from_str(bill)?;
    let components = bill.pointer("/components").and_then(Value::as_array).context("no components")?;
    let text = |component: &Value, key| Some(component.get(key)?.as_str()?.to_owned());
    let package = |component| Some((text(component, "name")?, text(component, "version")?));
    components.iter().map(|component| package(component).context("a component without a name")).collect()
}

fn document(
    shipped: &Shipped,
    nodes: &BTreeMap<Package, Node>,
    checksums: &BTreeMap<Package, String>,
) -> Result<Value> {
    let version = env!("CARGO_PKG_VERSION");
    let whole = format!("{}@{version}", shipped.name);
    let mut components = Vec::new();
    let mut needs = vec![json!({"ref": whole, "dependsOn": [url(&root_of(nodes, shipped.package)?)]})];
    for (package, node) in nodes {
        let mut component = json!({
            "type": "library",
            "bom-ref": url(package),
            "name": package.0,
            "version": package.1,
            "licenses": [{"expression": node.license.replace('/', " OR ")}],
            "purl": url(package),
        });
        match checksums.get(package) {
            Some(sum) => component["hashes"] = json!([{"alg": "SHA-256", "content": sum}]),
            None => ensure!(package.0.starts_with("lssc-"), "Cargo.lock has no checksum of {}", package.0),
        }
        components.push(component);
        let needed: Vec<String> = node.needs.iter().map(url).collect();
        needs.push(json!({"ref": url(package), "dependsOn": needed}));
    }
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "library",
                "bom-ref": whole,
                "name": "lssc",
                "version": version,
                "licenses": [{"expression": "MIT OR Apache-2.0"}],
                "purl": whole,
            },
            "properties": [{"name": "lssc:target", "value": shipped.target}],
        },
        "components": components,
        "dependencies": needs,
    }))
}

fn root_of(nodes: &BTreeMap<Package, Node>, name: &str) -> Result<Package> {
    nodes.keys().find(|package| package.0 == name).cloned().context("cargo tree lacks the package itself")
}

fn url((name, version): &Package) -> String {
    // The one sign of a version that stands for something else in an address.
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

/// The lines of `cargo tree`, each with its depth before it: `2serde v1.0.229|MIT OR Apache-2.0`.
fn nodes(tree: &str) -> Result<BTreeMap<Package, Node>> {
    let mut nodes: BTreeMap<Package, Node> = BTreeMap::new();
    let mut above: Vec<Package> = Vec::new();
    for line in tree.lines() {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let (depth, rest) = line.split_at(digits);
        let (named, license) = rest.trim_end_matches(" (*)").split_once('|').context("cargo tree")?;
        let mut words = named.split(' ');
        let name = words.next().unwrap_or_default().to_owned();
        let version =
            words.next().and_then(|word| word.strip_prefix('v')).context("cargo tree: no version")?;
        let package = (name, version.to_owned());
        above.truncate(depth.parse().context("cargo tree: no depth")?);
        if let Some(node) = above.last().and_then(|package| nodes.get_mut(package)) {
            node.needs.insert(package.clone());
        }
        let license = license.to_owned();
        nodes.entry(package.clone()).or_insert(Node { license, needs: BTreeSet::new() });
        above.push(package);
    }
    Ok(nodes)
}

/// The checksums in a lockfile.
fn checksums(lock: &str) -> BTreeMap<Package, String> {
    let field = |entry: &str, key: &str| {
        let start = format!("{key} = \"");
        let value = entry.lines().find_map(|line| line.strip_prefix(&start))?;
        Some(value.trim_end_matches('"').to_owned())
    };
    lock.split("[[package]]")
        .filter_map(|entry| {
            Some(((field(entry, "name")?, field(entry, "version")?), field(entry, "checksum")?))
        })
        .collect()
}

/// The packages that a build for another target than this machine's has compiled for it, by what cargo says of its work: those
/// that are linked, whatever `cargo tree` thinks.
pub fn compiled(said: &str, target: &str) -> BTreeSet<Package> {
    let messages = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    messages.filter_map(|message| compiled_package(&message, target)).collect()
}

fn compiled_package(message: &Value, target: &str) -> Option<Package> {
    let files = message.get("filenames")?.as_array()?;
    let is_for = |file: &Value| {
        let file = file.as_str().unwrap_or_default().replace('\\', "/");
        file.contains(&format!("/{target}/")) && (file.ends_with(".rlib") || file.ends_with(".wasm"))
    };
    let (place, named) = message.get("package_id")?.as_str()?.rsplit_once('#')?;
    let last = || place.rsplit('/').next().unwrap_or_default();
    let (name, version) = named.split_once('@').unwrap_or_else(|| (last(), named));
    files.iter().any(is_for).then(|| (name.to_owned(), version.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "0lssc-wasm v0.1.0 (/home/somebody/lssc-wasm)|MIT\n1rlsf v0.2.3|MIT/Apache-2.0\n\
                        2cfg-if v1.0.5|MIT\n1wasi v0.11.1+wasi|MIT\n2cfg-if v1.0.5|MIT (*)\n";
    const LOCK: &str = "[[package]]\nname = \"rlsf\"\nversion = \"0.2.3\"\nchecksum = \"aa\"\n\n\
                        [[package]]\nname = \"cfg-if\"\nversion = \"1.0.5\"\nchecksum = \"bb\"\n\n\
                        [[package]]\nname = \"wasi\"\nversion = \"0.11.1+wasi\"\nchecksum = \"cc\"\n";

    fn made(lock: &str) -> Result<Value> {
        let shipped =
            Shipped { package: "lssc-wasm", name: "pkg:npm/lssc", target: "wasm".to_owned(), features: "" };
        document(&shipped, &nodes(TREE)?, &checksums(lock))
    }

    #[test]
    fn a_bill_says_what_the_tree_and_the_lockfile_say() -> Result<()> {
        let bill = made(LOCK)?;
        assert_eq!(bill["components"].as_array().map(Vec::len), Some(4));
        assert_eq!(bill["components"][2]["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(bill["components"][2]["hashes"][0]["content"], "aa");
        assert_eq!(bill["components"][3]["purl"], "pkg:cargo/wasi@0.11.1%2Bwasi");
        assert_eq!(bill["dependencies"][1]["dependsOn"], json!([]), "cfg-if");
        assert_eq!(bill["dependencies"][4]["dependsOn"], json!(["pkg:cargo/cfg-if@1.0.5"]), "wasi");
        assert!(!bill.to_string().contains("somebody"));
        let names: Vec<String> = packages(&bill.to_string())?.into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["cfg-if", "lssc-wasm", "rlsf", "wasi"]);
        Ok(())
    }

    #[test]
    fn what_the_lockfile_does_not_know_is_refused() {
        assert!(made(&LOCK.replace("\"cfg-if\"", "\"cfg\"")).is_err());
    }

    #[test]
    fn what_was_compiled_is_told_from_what_ran_on_the_way() {
        let said = r#"{"reason":"compiler-artifact","package_id":"registry+https://example.org/index#serde@1.0.2","filenames":["/t/wasm/web/deps/libserde-1.rlib"]}
{"reason":"compiler-artifact","package_id":"registry+https://example.org/index#syn@2.0.1","filenames":["/t/web/deps/libsyn-1.rlib"]}
{"reason":"compiler-artifact","package_id":"path+file:///p/lssc-core#0.1.0","filenames":["/t/wasm/web/deps/liblssc_core.rlib"]}
{"reason":"build-finished","success":true}"#;
        let package = |name: &str, version: &str| (name.to_owned(), version.to_owned());
        assert_eq!(compiled(said, "wasm"), [package("lssc-core", "0.1.0"), package("serde", "1.0.2")].into());
    }
}
