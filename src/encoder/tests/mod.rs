//! A small model against the formulas, folders that are wrong in every way, and vectors that are kept.

mod tiny_model;

use std::path::Path;

use serde_json::{Value, json};

use self::tiny_model::{Family, config, folder, tensor_file, tensors, write};
use super::{Encoder, KeptVectors, encode_cached};
use crate::corpus::load_plain;
use crate::engine::Engine;
use crate::text::Question;

fn cosine(one: &[f32], other: &[f32]) -> f32 {
    let product = |one: &[f32], other: &[f32]| one.iter().zip(other).map(|(a, b)| a * b).sum::<f32>();
    product(one, other) / (product(one, one) * product(other, other)).sqrt()
}

fn set_pooling(folder: &Path, mode: &str) {
    let modules = json!([{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
        {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"}]);
    write(folder, "modules.json", &modules.to_string());
    write(folder, "1_Pooling/config.json", &json!({"word_embedding_dimension": 32, mode: true}).to_string());
}

/// The expected vectors are those of a script that draws the same numbers and follows the formulas of the papers in
/// 64-bit floats, a head and a token at a time, with tokens by the reference implementation of `tokenizer.json`.
#[test]
fn vectors_are_those_of_the_formulas() {
    #[track_caller]
    fn check(family: Family, is_mean: bool, text: &str, expected: [f32; 32]) {
        let folder = folder(family);
        set_pooling(folder.path(), if is_mean { "pooling_mode_mean_tokens" } else { "pooling_mode_cls_token" });
        let vector = Encoder::open(folder.path()).unwrap().encode(text);
        assert_eq!(vector.len(), 32);
        assert!((cosine(&vector, &vector) - 1.0).abs() < 1e-6);
        let cosine = cosine(&vector, &expected);
        assert!(cosine > 0.9995, "cosine {cosine}: {vector:?}");
    }
    check(
        Family::Bert,
        true,
        "how much does it costs?",
        [
            -0.0687, 0.4263, -0.2519, -0.0179, -0.0667, -0.1997, 0.1707, 0.3664, -0.1191, 0.0787, 0.0207, 0.0483,
            0.3027, 0.0156, 0.1518, -0.0375, 0.1228, 0.0661, 0.1423, -0.0743, -0.0497, -0.1083, -0.2243, 0.1218,
            -0.1892, -0.0533, 0.1520, 0.1110, -0.2378, -0.0932, -0.1477, -0.3418,
        ],
    );
    check(
        Family::Bert,
        false,
        "how much does it costs?",
        [
            -0.0502, 0.4265, -0.2919, -0.0144, -0.0661, -0.2120, 0.2449, 0.3601, -0.1316, 0.0960, 0.0030, 0.0385,
            0.3062, 0.0306, 0.1576, 0.0763, 0.1044, -0.0258, 0.0789, -0.0719, -0.1091, -0.1597, -0.1644, 0.1070,
            -0.1752, -0.0322, 0.1532, 0.0695, -0.2139, -0.0379, -0.0913, -0.3512,
        ],
    );
    check(
        Family::Bert,
        true,
        "the liver growing back",
        [
            -0.0160, 0.3426, -0.2518, -0.0161, -0.0541, -0.2854, -0.0007, 0.2577, 0.1742, 0.1023, 0.0677, 0.0862,
            0.3384, 0.0462, 0.1243, -0.0402, 0.1669, -0.0496, 0.0763, -0.1771, -0.0829, -0.2582, -0.1741, 0.1344,
            -0.1421, 0.0214, -0.0021, 0.2005, -0.1400, -0.0390, 0.0066, -0.4582,
        ],
    );
    check(
        Family::Bert,
        false,
        "the liver growing back",
        [
            0.0501, 0.4300, -0.2463, -0.0036, 0.0183, -0.2933, 0.0103, 0.2102, 0.1576, 0.1332, 0.0803, 0.0417, 0.2440,
            0.0584, 0.0658, -0.0383, 0.1568, -0.0825, 0.0244, -0.1775, -0.1490, -0.3179, -0.2099, 0.1557, -0.1590,
            0.0245, 0.0077, 0.1891, -0.0736, -0.0103, 0.0275, -0.4227,
        ],
    );
    check(
        Family::Roberta,
        true,
        "how much does it costs?",
        [
            0.0578, -0.1723, 0.2222, 0.0066, 0.0914, 0.3498, -0.3946, 0.1003, -0.0340, -0.2616, -0.2451, -0.1884,
            0.2076, 0.0725, 0.1353, 0.2065, 0.0568, 0.0827, 0.1014, -0.1871, -0.0410, 0.0603, -0.0097, 0.1215, 0.1663,
            0.0629, 0.1568, -0.0951, -0.3986, 0.1142, -0.0299, -0.1819,
        ],
    );
    check(
        Family::Roberta,
        false,
        "how much does it costs?",
        [
            0.0443, -0.2000, 0.2307, -0.0033, 0.1228, 0.3221, -0.3964, 0.1365, 0.0007, -0.2326, -0.2026, -0.2026,
            0.1748, 0.0815, -0.0040, 0.2386, 0.0646, 0.0377, 0.0636, -0.1896, 0.0191, 0.0448, -0.0280, 0.1467, 0.1102,
            0.0589, 0.2412, -0.0704, -0.4243, 0.1407, -0.0389, -0.1720,
        ],
    );
    check(
        Family::Roberta,
        true,
        "the liver growing back",
        [
            0.2509, -0.1782, 0.2571, 0.0647, 0.0315, 0.3601, -0.4722, 0.0085, -0.0051, -0.2422, -0.1452, -0.1777,
            0.3074, -0.0155, 0.1692, 0.0605, 0.0628, 0.0671, 0.1205, -0.1300, -0.0286, 0.1193, 0.0395, -0.0457, 0.0102,
            -0.0164, 0.1469, -0.1811, -0.3235, 0.0826, 0.0179, -0.1336,
        ],
    );
    check(
        Family::Roberta,
        false,
        "the liver growing back",
        [
            0.2407, -0.1697, 0.2546, 0.0691, 0.0390, 0.3632, -0.4660, -0.0069, -0.0049, -0.2540, -0.1491, -0.1726,
            0.3215, -0.0181, 0.1805, 0.0646, 0.0575, 0.0516, 0.0856, -0.1264, -0.0476, 0.1270, 0.0413, -0.0178, 0.0147,
            -0.0123, 0.1545, -0.1595, -0.3380, 0.0799, -0.0027, -0.1265,
        ],
    );
}

#[test]
fn without_settings_of_the_pipeline_the_mean_is_taken() {
    let (plain, mean, first) = (folder(Family::Bert), folder(Family::Bert), folder(Family::Bert));
    set_pooling(mean.path(), "pooling_mode_mean_tokens");
    set_pooling(first.path(), "pooling_mode_cls_token");
    let [plain, mean, first] = [plain, mean, first].map(|folder| Encoder::open(folder.path()).unwrap());
    assert_eq!(plain.encode("the liver"), mean.encode("the liver"));
    assert_ne!(plain.encode("the liver"), first.encode("the liver"));
    assert_eq!(plain.fingerprint(), mean.fingerprint());
    assert_ne!(plain.fingerprint(), first.fingerprint());
}

#[test]
fn names_of_tensors_may_have_the_family_before_them() {
    let (plain, named) = (folder(Family::Bert), folder(Family::Bert));
    std::fs::write(named.path().join("model.safetensors"), tensor_file(&tensors(Family::Bert), "bert.")).unwrap();
    let [plain, named] = [plain, named].map(|folder| Encoder::open(folder.path()).unwrap());
    assert_eq!(plain.encode("the liver"), named.encode("the liver"));
}

#[test]
fn what_the_model_wants_before_a_question_is_put_there() {
    let (plain, prefixed) = (folder(Family::Bert), folder(Family::Bert));
    let prompts = json!({"prompts": {"query": "how much ", "passage": "the "}, "default_prompt_name": null});
    write(prefixed.path(), "config_sentence_transformers.json", &prompts.to_string());
    let [plain, prefixed] = [plain, prefixed].map(|folder| Encoder::open(folder.path()).unwrap());
    assert_eq!(prefixed.encode("does it cost"), plain.encode("how much does it cost"));
    assert_ne!(prefixed.fingerprint(), plain.fingerprint());
}

#[test]
fn a_long_text_is_cut_and_no_text_is_a_text() {
    for family in [Family::Bert, Family::Roberta] {
        let folder = folder(family);
        let encoder = Encoder::open(folder.path()).unwrap();
        let long = "the liver ".repeat(400);
        let (vector, longer) = (encoder.encode(&long), encoder.encode(&format!("{long} back")));
        assert_eq!(vector, longer, "as long as there are places");
        for text in ["", " ", "\u{0}", "☃☃☃", &long] {
            let vector = encoder.encode(text);
            assert!((cosine(&vector, &vector) - 1.0).abs() < 1e-5 && vector.len() == 32, "{text:?}");
        }
        write(folder.path(), "sentence_bert_config.json", r#"{"max_seq_length": 4, "do_lower_case": false}"#);
        let encoder = Encoder::open(folder.path()).unwrap();
        assert_eq!(encoder.encode("the liver back"), encoder.encode("the liver"), "two words between open and close");
    }
}

#[test]
fn many_at_once_are_the_same_as_one_by_one() {
    let folder = folder(Family::Roberta);
    let encoder = Encoder::open(folder.path()).unwrap();
    let texts: Vec<String> = (1..40).map(|words| "how much the liver ".repeat(words % 7 + 1)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let done = std::sync::atomic::AtomicUsize::new(0);
    let vectors = encoder.encode_all(&texts, |more| {
        done.fetch_add(more, std::sync::atomic::Ordering::Relaxed);
    });
    assert_eq!(done.into_inner(), texts.len());
    for (text, vector) in texts.iter().zip(vectors) {
        assert!(cosine(&vector, &encoder.encode(text)) > 0.999_999, "{text}");
    }
}

/// Opens a folder that was changed, and looks into what is said of it.
#[track_caller]
fn refuses(family: Family, change: impl Fn(&Path), said: &[&str]) {
    let folder = folder(family);
    change(folder.path());
    let error = Encoder::open(folder.path()).err().expect("the folder is refused").to_string();
    for said in said {
        assert!(error.contains(said), "{said:?} is not in: {error}");
    }
}

fn with_config(key: &str, value: Value) -> impl Fn(&Path) {
    move |folder: &Path| {
        let mut config = config(Family::Bert);
        config[key] = value.clone();
        write(folder, "config.json", &config.to_string());
    }
}

#[test]
fn a_wrong_folder_is_refused_with_the_file_and_the_mend() {
    for file in ["config.json", "tokenizer.json", "model.safetensors"] {
        let delete = |folder: &Path| std::fs::remove_file(folder.join(file)).unwrap();
        refuses(Family::Bert, delete, &[file, "is not there", "deploy/encoder"]);
        refuses(Family::Bert, |folder| write(folder, file, "no"), &[file, "fetch it again"]);
        refuses(Family::Bert, |folder| write(folder, file, ""), &[file, "fetch it again"]);
    }
    let only = |key, value: Value, said: &[&str]| refuses(Family::Bert, with_config(key, value), said);
    only("model_type", json!("gpt2"), &["config.json", "`gpt2`", "`bert`, `roberta` or `xlm-roberta`"]);
    only("hidden_act", json!("swish"), &["config.json", "`swish`", "`gelu`"]);
    only("position_embedding_type", json!("relative_key"), &["config.json", "relative_key"]);
    only("num_attention_heads", json!(5), &["config.json", "32", "5", "num_attention_heads"]);
    only("num_attention_heads", json!(0), &["config.json", "num_attention_heads is 0"]);
    only("num_hidden_layers", json!(u64::MAX), &["config.json", "num_hidden_layers"]);
    only("max_position_embeddings", json!(2), &["config.json", "no place"]);
    only("hidden_size", json!("wide"), &["config.json", "fetch it again"]);
    only(
        "num_hidden_layers",
        json!(3),
        &["model.safetensors", "encoder.layer.2.attention.self.query.weight", "config.json"],
    );
    only("intermediate_size", json!(64), &["model.safetensors", "intermediate.dense.weight", "[48, 32]", "[64, 32]"]);
    only("vocab_size", json!(19), &["tokenizer.json", "20 words", "19"]);
    only("vocab_size", json!(21), &["model.safetensors", "word_embeddings", "[20, 32]", "[21, 32]"]);
}

#[test]
fn a_wrong_pipeline_is_refused() {
    let pooling = |mode: &'static str| move |folder: &Path| set_pooling(folder, mode);
    refuses(Family::Bert, pooling("pooling_mode_max_tokens"), &["1_Pooling", "pooling_mode_max_tokens", "mean_tokens"]);
    refuses(Family::Bert, pooling("nothing"), &["1_Pooling", "pooling"]);
    let module = |kind: &'static str, path: &'static str| {
        move |folder: &Path| {
            let modules =
                json!([{"idx": 0, "name": "0", "path": path, "type": format!("sentence_transformers.models.{kind}")}]);
            write(folder, "modules.json", &modules.to_string());
        }
    };
    refuses(Family::Bert, module("Dense", "2_Dense"), &["modules.json", "Dense", "Pooling"]);
    refuses(Family::Bert, module("Pooling", "../elsewhere"), &["modules.json", "leads out"]);
    refuses(Family::Bert, module("Pooling", "/etc"), &["modules.json", "leads out"]);
}

#[test]
fn damaged_weights_are_refused() {
    let file = |folder: &Path| folder.join("model.safetensors");
    let cut = |bytes: usize| {
        move |folder: &Path| {
            let content = std::fs::read(file(folder)).unwrap();
            std::fs::write(file(folder), &content[..content.len() - bytes]).unwrap();
        }
    };
    refuses(Family::Bert, cut(1), &["model.safetensors", "should have", "fetch it again"]);
    refuses(Family::Bert, cut(50_000), &["model.safetensors", "should have", "fetch it again"]);
    let longer = |folder: &Path| {
        let content = std::fs::read(file(folder)).unwrap();
        std::fs::write(file(folder), [&content[..], b"more"].concat()).unwrap();
    };
    refuses(Family::Bert, longer, &["model.safetensors", "should have"]);
    let endless = |folder: &Path| std::fs::write(file(folder), [0xff; 64]).unwrap();
    refuses(Family::Bert, endless, &["model.safetensors", "no file of tensors"]);
    for number in [f32::NAN, f32::INFINITY] {
        let damage = |folder: &Path| {
            let mut tensors = tensors(Family::Bert);
            let (_, _, numbers) =
                tensors.iter_mut().find(|(name, ..)| name == "encoder.layer.1.output.dense.bias").unwrap();
            numbers[7] = number;
            std::fs::write(file(folder), tensor_file(&tensors, "")).unwrap();
        };
        refuses(Family::Bert, damage, &["model.safetensors", "encoder.layer.1.output.dense.bias", "damaged"]);
    }
}

#[test]
fn no_folder_and_no_folder_at_all_are_told_apart() {
    let folder = folder(Family::Bert);
    let said = |path: &Path| Encoder::open(path).err().unwrap().to_string();
    assert!(said(&folder.path().join("nowhere")).contains("nowhere: is not there"));
    assert!(said(&folder.path().join("config.json")).contains("is a file, not a folder"));
}

#[test]
fn what_is_kept_is_not_encoded_again() {
    let (model, place) = (folder(Family::Bert), tempfile::tempdir().unwrap());
    let (encoder, file) = (Encoder::open(model.path()).unwrap(), place.path().join("vectors"));
    let told = std::sync::Mutex::new(Vec::new());
    let encode = |texts: &[&str]| {
        let encoded = encode_cached(&encoder, texts, Some(&file), |done, all| told.lock().unwrap().push((done, all)));
        let vectors = texts.iter().map(|text| encoder.encode(text));
        for (vector, expected) in encoded.vectors.iter().zip(vectors) {
            assert!(cosine(vector, &expected) > 0.999_999);
        }
        assert_eq!(encoded.vectors.len(), texts.len());
        (encoded.encoded, encoded.fault.map(|fault| fault.to_string()))
    };
    assert_eq!(encode(&[]), (0, None));
    assert!(!file.exists() && told.lock().unwrap().is_empty());
    assert_eq!(encode(&["how much", "does it cost", "how much"]), (2, None), "the same text once");
    assert_eq!(told.lock().unwrap().last(), Some(&(2, 2)));
    let written = std::fs::read(&file).unwrap();
    assert_eq!(encode(&["does it cost", "how much"]), (0, None));
    assert_eq!(std::fs::read(&file).unwrap(), written);
    assert_eq!(encode(&["how much", "the liver"]), (1, None), "what is new");
    assert_eq!(encode(&["does it cost", "how much"]), (1, None), "what was not asked for any more is gone");
    assert_eq!(std::fs::read(&file).unwrap(), written, "the order of the texts does not matter");
    assert!(!String::from_utf8_lossy(&written).contains("liver"), "no words");
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn a_damaged_file_is_said_and_made_anew() {
    let (model, place) = (folder(Family::Bert), tempfile::tempdir().unwrap());
    let (encoder, file) = (Encoder::open(model.path()).unwrap(), place.path().join("vectors"));
    let encode = || {
        let encoded = encode_cached(&encoder, &["how much", "the liver"], Some(&file), |_, _| ());
        (encoded.encoded, encoded.fault.map(|fault| fault.to_string()))
    };
    encode();
    let sound = std::fs::read(&file).unwrap();
    let mut flipped = sound.clone();
    flipped[100] ^= 1;
    for damaged in [&b""[..], b"something else", &sound[..sound.len() - 1], &sound[..60], &flipped] {
        std::fs::write(&file, damaged).unwrap();
        let (encoded, fault) = encode();
        assert_eq!(encoded, 2);
        assert!(fault.unwrap().contains("damaged; it was made anew"));
        assert_eq!(std::fs::read(&file).unwrap(), sound);
        assert_eq!(encode(), (0, None));
    }
}

#[test]
fn vectors_of_another_encoder_are_not_taken() {
    let (one, other, place) = (folder(Family::Bert), folder(Family::Roberta), tempfile::tempdir().unwrap());
    let file = place.path().join("vectors");
    for model in [&one, &other, &one] {
        let encoder = Encoder::open(model.path()).unwrap();
        let encoded = encode_cached(&encoder, &["how much"], Some(&file), |_, _| ());
        assert_eq!((encoded.encoded, encoded.fault.is_none()), (1, true));
        assert!(cosine(&encoded.vectors[0], &encoder.encode("how much")) > 0.999_999);
    }
}

#[test]
fn what_cannot_be_written_costs_no_answer() {
    let (model, place) = (folder(Family::Bert), tempfile::tempdir().unwrap());
    let encoder = Encoder::open(model.path()).unwrap();
    let encoded = encode_cached(&encoder, &["how much"], Some(&place.path().join("nowhere/vectors")), |_, _| ());
    assert_eq!(encoded.vectors.len(), 1);
    assert!(encoded.fault.unwrap().to_string().contains("cannot be written, so the next start encodes again"));
    let encoded = encode_cached(&encoder, &["how much"], Some(place.path()), |_, _| ());
    assert_eq!(encoded.vectors.len(), 1);
    assert!(encoded.fault.is_some(), "a folder is no file");
}

/// What an encoder said and was told, as the engine uses it.
fn kept(model: &Path, file: &Path, told: &std::sync::Arc<std::sync::Mutex<Vec<usize>>>) -> std::sync::Arc<KeptVectors> {
    let told = std::sync::Arc::clone(told);
    let encoder = std::sync::Arc::new(Encoder::open(model).unwrap());
    let progress = move |_, all| told.lock().unwrap().push(all);
    std::sync::Arc::new(KeptVectors::new(encoder, Some(file.to_owned()), Box::new(progress), Box::new(|_| {})))
}

#[test]
fn an_engine_encodes_each_phrasing_once() {
    let faq = |more: &str| {
        let topic = format!(
            "title = \"Liver\"\n[[entry]]\nid = \"cost\"\nquestion = \"how much does it cost?\"\npassage = \"\"\n\
             [[entry]]\nid = \"grow\"\nquestion = \"does the liver grow back?\"\nalso_asked = [{more}]\npassage = \"\"\n"
        );
        load_plain(&[("topics/t.toml", &topic)]).unwrap()
    };
    let (model, place) = (folder(Family::Bert), tempfile::tempdir().unwrap());
    let told = std::sync::Arc::<std::sync::Mutex<Vec<usize>>>::default();
    let file = place.path().join("vectors");
    let last = || told.lock().unwrap().last().copied();
    let vectors = kept(model.path(), &file, &told);
    let engine = Engine::with_vectors(faq("\"growing back\""), Some(vectors));
    assert_eq!(last(), Some(3));
    let explanation = engine.explain(&Question::new("hello, is the liver growing back?"));
    let best = &explanation.matches[0];
    assert_eq!(best.id.as_str(), "grow");
    assert!(best.encoder.is_some_and(|share| share.similarity.nearest_cosine > 0.5 && share.alone.is_some()));
    // A changed FAQ: what is new alone.
    told.lock().unwrap().clear();
    let changed = engine.like(faq("\"growing back\", \"is the liver growing\""));
    assert_eq!(last(), Some(1));
    assert!(changed.has_encoder());
    // One without a phrasing needs none, and does not make the file forget it.
    told.lock().unwrap().clear();
    let _ = engine.like(faq(""));
    let _ =
        Engine::with_vectors(faq("\"growing back\", \"is the liver growing\""), Some(kept(model.path(), &file, &told)));
    assert_eq!(last(), None, "all are in the file");
}
