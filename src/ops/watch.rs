//! Noticing that a FAQ folder changes, also when it or a link on the way to it is replaced.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::Notify;

/// A watch, for as long as it is kept.
pub(crate) struct Watch {
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches a folder from now on. The watch is on what the path leads to now, so it must be set again after a change.
    ///
    /// # Errors
    /// When the system cannot watch it, such as a folder that is gone.
    pub(crate) fn on(folder: &Path, changes: Arc<Notify>) -> notify::Result<Self> {
        let places = Places::of(folder)?;
        let looked_for = places.clone();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // What cannot be said may be a change.
            if event.map_or(true, |event| looked_for.concerns(&event)) {
                changes.notify_one();
            }
        })?;
        // A folder that is gone may come back in its parent.
        for parent in places.parents() {
            watcher.watch(parent, RecursiveMode::NonRecursive)?;
        }
        match watcher.watch(&places.folder, RecursiveMode::Recursive) {
            Ok(()) => Ok(Self { _watcher: watcher }),
            Err(notify::Error { kind: notify::ErrorKind::PathNotFound, .. }) => Ok(Self { _watcher: watcher }),
            Err(error) => Err(error),
        }
    }
}

/// Where a change may be one of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Places {
    folder: PathBuf,
    /// Where the folder is when every link is followed; the same as `folder` when it is gone.
    real: PathBuf,
    /// What stands for another folder when it is replaced: the folder itself, and every link on the way to it.
    replaced: BTreeSet<PathBuf>,
}

impl Places {
    fn of(folder: &Path) -> io::Result<Self> {
        let folder = std::path::absolute(folder)?;
        let real = folder.canonicalize().unwrap_or_else(|_| folder.clone());
        let links = folder.ancestors().filter(|path| path.is_symlink()).map(Path::to_owned);
        let replaced = links.chain([folder.clone(), real.clone()]).collect();
        Ok(Self { folder, real, replaced })
    }

    fn parents(&self) -> BTreeSet<&Path> {
        self.replaced.iter().filter_map(|path| path.parent()).collect()
    }

    fn concerns(&self, event: &Event) -> bool {
        let is_change = match event.kind {
            // To read the folder is no change of it.
            EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
            _ => true,
        };
        let is_inside = |path: &PathBuf| {
            path.starts_with(&self.folder) || path.starts_with(&self.real) || self.replaced.contains(path)
        };
        is_change && (event.need_rescan() || event.paths.iter().any(is_inside))
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use notify::Event;
    use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, Flag};

    use super::Places;

    #[test]
    fn links_on_the_way_are_watched_and_neighbours_are_not_heeded() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let dir = dir.path().canonicalize().expect("it is there");
        std::fs::create_dir_all(dir.join("v1/faq")).expect("made");
        symlink("v1", dir.join("current")).expect("linked");
        let places = Places::of(&dir.join("current/faq")).expect("a path");
        assert_eq!(places.real, dir.join("v1/faq"));
        let parents: Vec<_> = places.parents().into_iter().collect();
        assert_eq!(parents, [&dir, &dir.join("current"), &dir.join("v1")]);

        let created = EventKind::Create(CreateKind::File);
        let concerns = |kind, path: &str| places.concerns(&Event::new(kind).add_path(dir.join(path)));
        for path in ["current", "current/faq", "current/faq/faq.toml", "v1/faq", "v1/faq/topics/a.toml"] {
            assert!(concerns(created, path), "{path}");
        }
        for path in ["bot.db", "v1", "v1/faq2", "currently", "v1/other"] {
            assert!(!concerns(created, path), "{path}");
        }
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        let read = EventKind::Access(AccessKind::Close(AccessMode::Read));
        assert!(concerns(written, "v1/faq/faq.toml") && !concerns(read, "v1/faq/faq.toml"));
        assert!(places.concerns(&Event::new(EventKind::Other).set_flag(Flag::Rescan)));
    }
}
