//! Pictures: SVG in, PNG out, with letters of its own so that no font need be installed.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Options, Tree, fontdb};

/// The letters, read once: Latin, Greek, Cyrillic and more, but no Chinese.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(dejavu::sans::regular().to_vec());
    fonts.load_font_data(dejavu::sans::bold().to_vec());
    Arc::new(fonts)
});

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// What it is drawn from cannot be read.
    #[error("the drawing cannot be read: {0}")]
    Drawing(#[from] usvg::Error),
    /// It has no size, or one that no memory holds.
    #[error("the drawing has no size that can be painted")]
    Size,
    /// It cannot be written as PNG.
    #[error("the picture cannot be written: {0}")]
    Write(String),
}

/// A drawing as PNG, at the size that it says. Takes some tens of milliseconds.
///
/// # Errors
/// When it is no drawing that can be painted.
pub fn png(svg: &str) -> Result<Vec<u8>, PictureError> {
    let options = Options { fontdb: Arc::clone(&FONTS), font_family: "DejaVu Sans".to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options)?;
    let size = tree.size().to_int_size();
    let mut pixmap = Pixmap::new(size.width(), size.height()).ok_or(PictureError::Size)?;
    resvg::render(&tree, Transform::default(), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|why| PictureError::Write(why.to_string()))
}

#[cfg(test)]
mod tests {
    use super::png;

    #[test]
    fn a_drawing_becomes_a_picture_with_letters_in_it() {
        let drawing = |words: &str| {
            format!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30" font-family="DejaVu Sans"><text y="20">{words}</text></svg>"#
            )
        };
        let (words, none) = (png(&drawing("Größe")).expect("painted"), png(&drawing("")).expect("painted"));
        assert!(words.starts_with(b"\x89PNG\r\n") && words.len() > none.len() + 200, "{} {}", words.len(), none.len());
        assert!(png("no drawing").is_err());
    }
}
