//! The lists that are open where a document is read, and what stands before their next item.

/// Lists within lists, the innermost last.
#[derive(Debug, Default)]
pub(super) struct OpenLists {
    /// The number of the next item of each; `None` when its items have none.
    next: Vec<Option<u64>>,
}

impl OpenLists {
    /// Opens a list whose items are numbered from here, or not at all.
    pub(super) fn open(&mut self, first: Option<u64>) {
        self.next.push(first);
    }

    /// Closes the innermost.
    pub(super) fn close(&mut self) {
        self.next.pop();
    }

    /// What stands before the next item of the innermost.
    pub(super) fn mark(&mut self) -> String {
        match self.next.last_mut() {
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                format!("{}.", *number - 1)
            }
            _ => "•".to_owned(),
        }
    }
}
