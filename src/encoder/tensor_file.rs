//! A file of tensors (safetensors), read one tensor at a time, so that the whole of it is never held at once.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use safetensors::Dtype;
use safetensors::tensor::{Metadata, TensorInfo};
use sha2::{Digest, Sha256};

use super::error::{EncoderError, EncoderProblem};

/// The longest head that is read: that of the largest models has a few hundred kilobytes.
const LONGEST_HEAD: u64 = 16 << 20;
/// Of so many rows one goes into the sum that tells models apart: to read all of them would double the start.
const SUMMED: usize = 64;
/// What models put before the names of their tensors when they are part of a larger one.
const PREFIXES: [&str; 4] = ["", "bert.", "roberta.", "0.auto_model."];

/// An open file of tensors.
pub(super) struct TensorFile {
    path: PathBuf,
    file: File,
    metadata: Metadata,
    /// Where the first tensor begins.
    start: u64,
    prefix: &'static str,
    sum: Sha256,
}

impl TensorFile {
    /// Opens a file and holds its length against its head.
    pub(super) fn open(path: &Path) -> Result<Self, EncoderError> {
        let failed = |error| EncoderProblem::reading(error).of(path);
        let not_understood = |why: String| EncoderProblem::NotUnderstood(why).of(path);
        let mut file = File::open(path).map_err(failed)?;
        let is = file.metadata().map_err(failed)?.len();
        let mut length = [0; 8];
        file.read_exact(&mut length).map_err(|_| EncoderProblem::Length { is, expected: 8 }.of(path))?;
        let length = u64::from_le_bytes(length);
        if length > LONGEST_HEAD {
            return Err(not_understood("it is no file of tensors (safetensors)".to_owned()));
        }
        if is < 8 + length {
            return Err(EncoderProblem::Length { is, expected: 8 + length }.of(path));
        }
        let mut head = vec![0; length as usize];
        file.read_exact(&mut head).map_err(failed)?;
        let metadata: Metadata = serde_json::from_slice(&head).map_err(|error| not_understood(error.to_string()))?;
        let end = metadata.tensors().values().map(|info| info.data_offsets.1 as u64).max().unwrap_or_default();
        let expected = 8 + length + end;
        if is != expected {
            return Err(EncoderProblem::Length { is, expected }.of(path));
        }
        let has = |prefix: &&&str| metadata.info(&format!("{prefix}embeddings.word_embeddings.weight")).is_some();
        let prefix = PREFIXES.iter().find(has).copied().unwrap_or_default();
        Ok(Self {
            path: path.to_owned(),
            file,
            metadata,
            start: 8 + length,
            prefix,
            sum: Sha256::new_with_prefix(&head),
        })
    }

    /// The numbers of a tensor, which must be of this shape.
    pub(super) fn read(&mut self, name: &str, shape: &[usize]) -> Result<Vec<f32>, EncoderError> {
        let mut numbers = Vec::with_capacity(shape.iter().product());
        self.read_rows(name, shape, |row| numbers.extend_from_slice(row))?;
        Ok(numbers)
    }

    /// Gives the rows of a tensor one by one.
    pub(super) fn read_rows(
        &mut self,
        name: &str,
        shape: &[usize],
        mut each: impl FnMut(&[f32]),
    ) -> Result<(), EncoderError> {
        let name = format!("{}{name}", self.prefix);
        let path = self.path.clone();
        let failed = |error| EncoderProblem::reading(error).of(&path);
        let info = self.info(&name, shape).map_err(|problem| problem.of(&path))?;
        let (from, width) = (info.data_offsets.0 as u64, shape.last().copied().unwrap_or(1));
        let decode = decoder(info.dtype).ok_or_else(|| {
            let supported = "`F32`, `F16` or `BF16`";
            EncoderProblem::Unsupported { name: "the type of its tensors", is: format!("{:?}", info.dtype), supported }
                .of(&path)
        })?;
        let mut bytes = vec![0; width * info.dtype.bitsize() / 8];
        self.file.seek(SeekFrom::Start(self.start + from)).map_err(failed)?;
        let mut file = std::io::BufReader::with_capacity(1 << 18, &self.file);
        let mut row = Vec::with_capacity(width);
        for number in 0..shape.iter().product::<usize>() / width.max(1) {
            file.read_exact(&mut bytes).map_err(failed)?;
            if number.is_multiple_of(SUMMED) {
                self.sum.update(&bytes);
            }
            row.clear();
            decode(&bytes, &mut row);
            // Counted to the end: what may stop at one is looked at one by one.
            if row.iter().filter(|number| !number.is_finite()).count() > 0 {
                return Err(EncoderProblem::NotFinite(name).of(&path));
            }
            each(&row);
        }
        Ok(())
    }

    /// A sum that tells one model from another, when all of it was read.
    pub(super) fn fingerprint(self) -> [u8; 32] {
        self.sum.finalize().into()
    }

    fn info(&self, name: &str, expected: &[usize]) -> Result<&TensorInfo, EncoderProblem> {
        let info = self.metadata.info(name).ok_or_else(|| EncoderProblem::TensorMissing(name.to_owned()))?;
        if info.shape == expected {
            return Ok(info);
        }
        let (name, is, expected) = (name.to_owned(), info.shape.clone(), expected.to_owned());
        Err(EncoderProblem::TensorShape { name, is, expected })
    }
}

type Decode = fn(&[u8], &mut Vec<f32>);

fn decoder(dtype: Dtype) -> Option<Decode> {
    Some(match dtype {
        Dtype::F32 => |bytes, row| row.extend(bytes.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes))),
        Dtype::F16 => |bytes, row| row.extend(bytes.as_chunks().0.iter().map(|bytes| half(u16::from_le_bytes(*bytes)))),
        Dtype::BF16 => |bytes, row| {
            row.extend(bytes.as_chunks().0.iter().map(|[low, high]| f32::from_le_bytes([0, 0, *low, *high])));
        },
        _ => return None,
    })
}

/// A number of half precision (IEEE 754).
fn half(bits: u16) -> f32 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f32::from(bits & 0x3ff) / 1024.0);
    sign * match exponent {
        0 => fraction * 2f32.powi(-14),
        31 if fraction == 0.0 => f32::INFINITY,
        31 => f32::NAN,
        _ => (1.0 + fraction) * 2f32.powi(exponent - 15),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_half_precision_are_read() {
        for (bits, expected) in
            [(0x3c00, 1.0), (0xc000, -2.0), (0x3555, 0.333_251_95), (0x0001, 5.960_464_5e-8), (0x7bff, 65504.0)]
        {
            assert_eq!(half(bits), expected, "{bits:#x}");
        }
        assert!(half(0x7c00).is_infinite() && half(0x7e00).is_nan());
    }
}
