//! Vectors of texts kept in a file, so that a start encodes only what is new. The file holds the vectors of one FAQ by
//! one encoder, and no words: a text is known by its sum.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::hash::{BuildHasher as _, RandomState};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::sentence_encoder::Encoder;

/// What the file begins with. Another form of it gets another number.
const MAGIC: [u8; 16] = *b"verbatim-vec-01\n";
/// What a file of any form begins with. Another file than such a one is never written over.
const OF_ANY_FORM: &[u8] = b"verbatim-vec-";
/// The largest file that is read: a million vectors of MiniLM.
const LARGEST: u64 = 2 << 30;

/// What a text is known by.
type TextSum = [u8; 32];

/// Vectors of texts, and how they were come by.
pub struct EncodedTexts {
    /// A vector a text, in the order of the texts.
    pub vectors: Vec<Vec<f32>>,
    /// How many different texts had to be encoded.
    pub encoded: usize,
    /// Why the file was of no use, or could not be written. The vectors are right all the same.
    pub fault: Option<CacheFault>,
}

/// What went wrong with a file of vectors. Nothing is lost by it but time.
#[derive(Debug, thiserror::Error)]
pub enum CacheFault {
    /// It is cut or changed.
    #[error("{}: is a damaged file of vectors; it was made anew", .0.display())]
    Damaged(PathBuf),
    /// It is something else, perhaps somebody's only copy of it.
    #[error(
        "{}: is no file of vectors, so it is left as it is, and every start encodes anew; name another with --encoder-cache",
        .0.display()
    )]
    NotVectors(PathBuf),
    /// It cannot be read, so nobody knows what it is.
    #[error("{}: cannot be read, so it is left as it is, and every start encodes anew: {error}", .0.display(), error = .1)]
    Unreadable(PathBuf, std::io::Error),
    /// It cannot be written.
    #[error("{}: cannot be written, so the next start encodes again: {error}", .0.display(), error = .1)]
    Unwritable(PathBuf, std::io::Error),
}

/// The vectors of texts: those that are in memory or in the file from there, the others from the encoder. Then the file is
/// replaced, in one step, by one that knows just these. `progress` is told how many of how many are done, when any are
/// encoded.
pub fn encode_cached(
    encoder: &Encoder,
    texts: &[&str],
    (memory, file): (&HashMap<String, Vec<f32>>, Option<&Path>),
    progress: impl Fn(usize, usize) + Sync,
) -> EncodedTexts {
    let (kept, mut fault) = match file.map(|file| read(file, encoder)) {
        Some(Ok(kept)) => (kept, None),
        Some(Err(fault)) => (HashMap::new(), Some(fault)),
        None => (HashMap::new(), None),
    };
    let keys: Vec<TextSum> = texts.iter().map(|text| Sha256::digest(text).into()).collect();
    let known = |key: &TextSum, text: &str| kept.get(key).or_else(|| memory.get(text));
    let new = keys.iter().copied().zip(texts.iter().copied()).filter(|(key, text)| known(key, text).is_none());
    let (new_keys, new_texts): (Vec<TextSum>, Vec<&str>) = new.collect::<BTreeMap<_, _>>().into_iter().unzip();
    let done = Mutex::new(0);
    let count = new_texts.len();
    let vectors = encoder.encode_all(&new_texts, |more| {
        // Told under the lock, so that the last that is told is the end. A count is whole or was not raised.
        let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
        *done += more;
        progress(*done, count);
    });
    let made: HashMap<TextSum, Vec<f32>> = new_keys.into_iter().zip(vectors).collect();
    let used: BTreeMap<&TextSum, &Vec<f32>> =
        keys.iter().zip(texts).map(|(key, text)| (key, known(key, text).unwrap_or_else(|| &made[key]))).collect();
    let is_kept = used.len() == kept.len() && used.keys().all(|key| kept.contains_key(*key));
    let is_left = matches!(fault, Some(CacheFault::NotVectors(_) | CacheFault::Unreadable(..)));
    if let Some(file) = file.filter(|_| !is_left && !is_kept) {
        let written = write(file, encoder, &used).map_err(|error| CacheFault::Unwritable(file.to_owned(), error));
        fault = written.err().or(fault);
    }
    EncodedTexts { vectors: keys.iter().map(|key| used[key].clone()).collect(), encoded: count, fault }
}

/// What a file knows of this encoder: nothing when there is no file, or when it is another's or of another form.
fn read(file: &Path, encoder: &Encoder) -> Result<HashMap<TextSum, Vec<f32>>, CacheFault> {
    let unreadable = |error| CacheFault::Unreadable(file.to_owned(), error);
    let opened = match File::open(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(HashMap::new()),
        opened => opened.map_err(unreadable)?,
    };
    // A device, or a folder.
    if !opened.metadata().map_err(unreadable)?.is_file() {
        return Err(CacheFault::NotVectors(file.to_owned()));
    }
    let mut bytes = Vec::new();
    let mut opened = opened.take(LARGEST);
    // The first bytes tell, however long the rest is.
    (&mut opened).take(MAGIC.len() as u64).read_to_end(&mut bytes).map_err(unreadable)?;
    let first = bytes.len().min(OF_ANY_FORM.len());
    if bytes[..first] != OF_ANY_FORM[..first] {
        return Err(CacheFault::NotVectors(file.to_owned()));
    }
    if bytes.len() == MAGIC.len() && bytes[..] != MAGIC {
        return Ok(HashMap::new());
    }
    opened.read_to_end(&mut bytes).map_err(unreadable)?;
    let damaged = || CacheFault::Damaged(file.to_owned());
    let (content, sum) = bytes.split_last_chunk::<32>().ok_or_else(damaged)?;
    let rest = content.strip_prefix(&MAGIC).ok_or_else(damaged)?;
    let (fingerprint, vectors) = rest.split_first_chunk::<32>().ok_or_else(damaged)?;
    if Sha256::digest(content) != *sum {
        return Err(damaged());
    }
    if *fingerprint != encoder.fingerprint() {
        return Ok(HashMap::new());
    }
    let vectors = vectors.chunks_exact(32 + 4 * encoder.width()).filter_map(|vector| {
        let (key, numbers) = vector.split_first_chunk::<32>()?;
        Some((*key, numbers.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()))
    });
    Ok(vectors.collect())
}

/// Writes beside the file and puts it in its place when it is on the disk: a crash leaves the old one or the new one.
fn write(file: &Path, encoder: &Encoder, vectors: &BTreeMap<&TextSum, &Vec<f32>>) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut bytes = [&MAGIC[..], &encoder.fingerprint()[..]].concat();
    for (key, vector) in vectors {
        bytes.extend_from_slice(&key[..]);
        vector.iter().for_each(|number| bytes.extend_from_slice(&number.to_le_bytes()));
    }
    let sum = Sha256::digest(&bytes);
    bytes.extend_from_slice(&sum);
    let mut name = file.file_name().unwrap_or_default().to_owned();
    // Processes that start together must not write into one another's, and in containers all have the same number.
    name.push(format!(".{:016x}.part", RandomState::new().hash_one(std::process::id())));
    let part = file.with_file_name(name);
    let written = File::create(&part).and_then(|mut part| {
        part.write_all(&bytes)?;
        part.sync_all()
    });
    let placed = written.and_then(|()| std::fs::rename(&part, file));
    if placed.is_err() {
        // What is left of it is of no use; that it cannot be deleted says no more than that it could not be written.
        let _ = std::fs::remove_file(&part);
    }
    placed
}
