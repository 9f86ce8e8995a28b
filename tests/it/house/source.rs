//! The source files as a test sees them: which room each is in, what it defines, which other files it uses.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{Attribute, Item, UseTree};

/// A file of `src/`, without its tests.
pub(crate) struct SourceFile {
    /// Its path within `src/`, with `/` between folders.
    pub(crate) path: String,
    /// The file or folder at the top of `src/` that it is in, without an ending.
    pub(crate) room: String,
    /// The whole text, tests included.
    pub(crate) text: String,
    /// How many lines stand before its tests.
    pub(crate) lines: usize,
    /// Its module's path: `["reply", "pages"]`; empty for `lib.rs`.
    module: Vec<String>,
    items: Vec<Item>,
}

/// All files of `src/`.
pub(crate) struct House {
    pub(crate) files: Vec<SourceFile>,
    /// The number of the file of each module.
    modules: BTreeMap<Vec<String>, usize>,
    /// What each module hands on from elsewhere: the name, and the path as it is written.
    handed_on: Vec<BTreeMap<String, Vec<String>>>,
}

impl House {
    /// Reads every source file below a folder.
    pub(crate) fn read(root: &Path) -> Self {
        let mut paths = Vec::new();
        find(root, &mut paths);
        paths.sort();
        let files: Vec<SourceFile> = paths.iter().map(|path| SourceFile::read(root, path)).collect();
        let numbered = files.iter().enumerate().filter(|(_, file)| file.path != "main.rs");
        let modules = numbered.map(|(number, file)| (file.module.clone(), number)).collect();
        let handed_on = files.iter().map(SourceFile::handed_on).collect();
        Self { files, modules, handed_on }
    }

    /// Which file uses which other, by their paths, each pair once.
    pub(crate) fn imports(&self) -> BTreeSet<(&str, &str)> {
        let mut imports = BTreeSet::new();
        for file in &self.files {
            let used = file.used_paths(|name| self.modules.contains_key(&child(&file.module, name)));
            for path in used {
                if let Some(other) = self.file_of(&file.module, &path, 0).filter(|other| other.path != file.path) {
                    imports.insert((file.path.as_str(), other.path.as_str()));
                }
            }
        }
        imports
    }

    /// The groups of files of which each can be reached from each other one.
    pub(crate) fn circles(&self) -> Vec<Vec<&str>> {
        let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (from, to) in self.imports() {
            next.entry(from).or_default().push(to);
        }
        let reached = |from| {
            let (mut reached, mut ahead) = (BTreeSet::new(), vec![from]);
            while let Some(at) = ahead.pop() {
                ahead.extend(next.get(at).into_iter().flatten().filter(|to| reached.insert(**to)));
            }
            reached
        };
        let reached: BTreeMap<&str, BTreeSet<&str>> = next.keys().map(|from| (*from, reached(*from))).collect();
        let is_both_ways = |one: &str, other: &str| {
            reached[one].contains(other) && reached.get(other).is_some_and(|back| back.contains(one))
        };
        let circle =
            |from: &&str| -> Vec<&str> { reached[*from].iter().filter(|to| is_both_ways(from, to)).copied().collect() };
        let circles: BTreeSet<Vec<&str>> = reached.keys().map(circle).filter(|circle| circle.len() > 1).collect();
        circles.into_iter().collect()
    }

    /// The names of types and traits that more than one file defines, with these files.
    pub(crate) fn names_defined_twice(&self) -> Vec<String> {
        let mut defined: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for file in &self.files {
            for name in file.types() {
                defined.entry(name).or_default().push(&file.path);
            }
        }
        let twice = defined.into_iter().filter(|(_, paths)| paths.len() > 1);
        twice.map(|(name, paths)| format!("{name}: {}", paths.join(", "))).collect()
    }

    /// The file in which what a path names is defined, seen from a module.
    fn file_of(&self, from: &[String], path: &[String], depth: usize) -> Option<&SourceFile> {
        let mut at: Vec<String> = match path.first()?.as_str() {
            "crate" => Vec::new(),
            _ => from.to_vec(),
        };
        let mut rest = path;
        while let Some((first, others)) = rest.split_first() {
            match first.as_str() {
                "crate" | "self" => {}
                "super" => drop(at.pop()),
                name if self.modules.contains_key(&child(&at, name)) => at.push(name.to_owned()),
                _ => break,
            }
            rest = others;
        }
        let number = *self.modules.get(&at)?;
        if let Some(path) = rest.first().and_then(|name| self.handed_on[number].get(name))
            && depth < 8
        {
            return self.file_of(&at, path, depth + 1);
        }
        // What a module is named for alone is no use of what it defines.
        Some(&self.files[number]).filter(|file| !file.module.is_empty() || !rest.is_empty())
    }
}

impl SourceFile {
    fn read(root: &Path, path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let inside = path.strip_prefix(root).expect("the file is in src");
        let mut module: Vec<String> = inside
            .with_extension("")
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .collect();
        let room = module[0].clone();
        if module.last().is_some_and(|last| last == "mod") || room == "lib" {
            module.pop();
        }
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        // A file of tests is declared behind `#[cfg(test)]`, and so has no code outside of them.
        let is_of_tests = module.iter().any(|name| name == "tests");
        let items = parsed
            .items
            .into_iter()
            .filter(|_| !is_of_tests)
            .filter(|item| !attributes(item).iter().any(is_test))
            .collect();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let lines = code.lines().count();
        Self { path: inside.to_string_lossy().replace('\\', "/"), room, text, lines, module, items }
    }

    /// The code as it is compiled outside of tests, without comments.
    pub(crate) fn code(&self) -> String {
        let code = |item: &Item| undocumented(item.to_token_stream()).to_string();
        self.items.iter().map(code).collect::<Vec<_>>().join("\n")
    }

    fn types(&self) -> impl Iterator<Item = String> {
        self.items.iter().filter_map(|item| match item {
            Item::Struct(item) => Some(item.ident.to_string()),
            Item::Enum(item) => Some(item.ident.to_string()),
            Item::Trait(item) => Some(item.ident.to_string()),
            Item::Type(item) => Some(item.ident.to_string()),
            _ => None,
        })
    }

    fn handed_on(&self) -> BTreeMap<String, Vec<String>> {
        let mut names = BTreeMap::new();
        for item in &self.items {
            if let Item::Use(item) = item
                && !matches!(item.vis, syn::Visibility::Inherited)
            {
                flatten(&item.tree, &mut Vec::new(), &mut |path, name| drop(names.insert(name, path)));
            }
        }
        names
    }

    /// The paths that its code names; `is_child` says whether a name is a module of its own.
    fn used_paths(&self, is_child: impl Fn(&str) -> bool) -> BTreeSet<Vec<String>> {
        let mut paths = BTreeSet::new();
        for item in &self.items {
            match item {
                Item::Use(item) => flatten(&item.tree, &mut Vec::new(), &mut |path, _| {
                    let is_own = ["crate", "self", "super"].contains(&path[0].as_str()) || is_child(&path[0]);
                    if is_own {
                        paths.insert(path);
                    }
                }),
                item => walk(item.to_token_stream(), &is_child, &mut paths),
            }
        }
        paths
    }
}

fn find(folder: &Path, paths: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).expect("the folder can be read") {
        let path = item.expect("the folder can be read").path();
        if path.is_dir() {
            find(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
}

/// The same code without what documents it, which the parser takes for attributes.
fn undocumented(tokens: TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut code = Vec::new();
    while let Some(token) = tokens.next() {
        let is_doc = |next: &TokenTree| next.to_string().starts_with("[doc =");
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' && tokens.peek().is_some_and(is_doc) => {
                tokens.next();
            }
            TokenTree::Group(group) => {
                code.push(Group::new(group.delimiter(), undocumented(group.stream())).into());
            }
            token => code.push(token),
        }
    }
    code.into_iter().collect()
}

fn child(module: &[String], name: &str) -> Vec<String> {
    [module, &[name.to_owned()]].concat()
}

fn is_test(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg") && attribute.meta.to_token_stream().to_string().replace(' ', "") == "cfg(test)"
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn flatten(tree: &UseTree, before: &mut Vec<String>, found: &mut impl FnMut(Vec<String>, String)) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, found);
            before.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, before, found)),
        UseTree::Name(name) if name.ident == "self" => {
            found(before.clone(), before.last().cloned().unwrap_or_default())
        }
        UseTree::Name(name) => found(child(before, &name.ident.to_string()), name.ident.to_string()),
        UseTree::Rename(name) => found(child(before, &name.ident.to_string()), name.rename.to_string()),
        UseTree::Glob(_) => found(before.clone(), "*".to_owned()),
    }
}

/// The paths in code that begin with `crate`, `self`, `super` or the name of a child.
fn walk(tokens: TokenStream, is_child: &impl Fn(&str) -> bool, paths: &mut BTreeSet<Vec<String>>) {
    let mut path: Vec<String> = Vec::new();
    let mut colons = 0;
    let mut end = |path: &mut Vec<String>| {
        let is_own = path.first().is_some_and(|first| ["crate", "super"].contains(&first.as_str()) || is_child(first));
        if is_own && path.len() > 1 {
            paths.insert(path.clone());
        }
        path.clear();
    };
    let mut groups = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ':' => {
                colons += 1;
                continue;
            }
            TokenTree::Ident(ident) => {
                if colons != 2 {
                    end(&mut path);
                }
                // A path that begins with `::`, or goes on behind `>::`, is nobody's here.
                if colons != 2 || !path.is_empty() {
                    path.push(ident.to_string());
                }
            }
            other => {
                end(&mut path);
                // The path of `pub(in …)` says who may look in, and is no use of it.
                let is_visibility = |group: &Group| group.stream().to_string().starts_with("in ");
                if let TokenTree::Group(group) = other
                    && !is_visibility(&group)
                {
                    groups.push(group.stream());
                }
            }
        }
        colons = 0;
    }
    end(&mut path);
    groups.into_iter().for_each(|group| walk(group, is_child, paths));
}
