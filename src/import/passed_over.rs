//! An element of a page or document that is passed over with all that is in it.

/// Which element is passed over, if any, and how many of its name are open.
#[derive(Debug, Default)]
pub(super) struct PassedOver {
    element: Option<(String, usize)>,
}

impl PassedOver {
    /// Passes over an element that begins here.
    pub(super) fn begin(&mut self, name: &str) {
        self.element = Some((name.to_owned(), 1));
    }

    /// Whether what stands here is passed over.
    pub(super) fn is_within(&self) -> bool {
        self.element.is_some()
    }

    /// Takes note of an element that opens and will be closed; whether it is passed over.
    pub(super) fn opens(&mut self, name: &str, is_empty: bool) -> bool {
        if let Some((passed, depth)) = &mut self.element {
            *depth += usize::from(passed == name && !is_empty);
        }
        self.is_within()
    }

    /// Takes note of an element that closes; whether it was passed over.
    pub(super) fn closes(&mut self, name: &str) -> bool {
        let was_within = self.is_within();
        if let Some((passed, depth)) = &mut self.element
            && passed == name
        {
            *depth -= 1;
            if *depth == 0 {
                self.element = None;
            }
        }
        was_within
    }
}
