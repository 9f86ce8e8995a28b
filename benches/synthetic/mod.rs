//! Made-up FAQs of any size and made-up questions to them: the same on every machine, and nobody's data.
//!
//! Each entry has a meaning (do something with a thing, under a circumstance, perhaps with something that has a name),
//! and each phrasing says it in other words. Words are drawn by Zipf's law, as they fall in real text: a few are in
//! many entries, most in few, and names grow in number with the corpus.

pub(crate) mod quoting;

use std::fmt::Write;

use verbatim::corpus::{self, Faq, File};
use verbatim::text::Question;

/// Phrasings an entry.
const PHRASINGS: usize = 5;

/// Ways to ask; `V` stands for the deed, `N` for the thing, `C` for the circumstance.
const FRAMES: [&str; 28] = [
    "how do i V N C",
    "can i V N C",
    "what do i need to V N C",
    "is it possible to V N C",
    "where can i V N",
    "why can't i V N C",
    "i want to V N C",
    "i'd like to V N please",
    "V N C",
    "how long does it take to V N C",
    "who can help me V N C",
    "does it cost anything to V N C",
    "what happens if i V N C",
    "please tell me how to V N",
    "i tried to V N C but it did not work",
    "when should i V N C",
    "are there limits when i V N",
    "my wife wants to V N C, how does she do that?",
    "hi, quick question: can you V N for me C?",
    "what's the fastest way to V N C",
    "is there a form to V N",
    "do i have to V N C",
    "someone told me to V N C. where do i start?",
    "am i allowed to V N C",
    "which documents do you want before i V N C",
    "help me V N C",
    "i forgot to V N C, what now",
    "could you explain the steps to V N C",
];

const DEEDS: [[&str; 3]; 44] = [
    ["cancel", "call off", "stop"],
    ["change", "update", "edit"],
    ["renew", "extend", "prolong"],
    ["find", "look up", "locate"],
    ["pay for", "settle", "pay"],
    ["return", "send back", "bring back"],
    ["report", "tell you about", "complain about"],
    ["open", "set up", "start"],
    ["close", "shut", "end"],
    ["order", "buy", "get"],
    ["replace", "swap", "exchange"],
    ["transfer", "move", "pass on"],
    ["download", "save", "get a copy of"],
    ["print", "get on paper", "print out"],
    ["track", "follow", "check on"],
    ["borrow", "lend", "hire"],
    ["repair", "fix", "mend"],
    ["clean", "wash", "scrub"],
    ["install", "put in", "mount"],
    ["insure", "cover", "protect"],
    ["register", "sign up", "enrol"],
    ["share", "give others", "hand around"],
    ["book", "reserve", "hold"],
    ["upgrade", "improve", "enlarge"],
    ["freeze", "lock", "block"],
    ["unlock", "release", "free"],
    ["measure", "weigh", "test"],
    ["store", "keep", "put away"],
    ["ship", "post", "mail"],
    ["sell", "auction", "get rid of"],
    ["teach", "show", "demonstrate"],
    ["inspect", "examine", "look at"],
    ["paint", "colour", "decorate"],
    ["charge", "power", "plug in"],
    ["recycle", "throw out", "dispose of"],
    ["apply for", "ask for", "request"],
    ["prove", "verify", "confirm"],
    ["split", "divide", "cut up"],
    ["plan", "schedule", "arrange"],
    ["delay", "postpone", "put off"],
    ["compare", "choose between", "rate"],
    ["feed", "water", "care for"],
    ["translate", "read", "understand"],
    ["sign", "approve", "agree to"],
];

const THINGS: [[&str; 2]; 72] = [
    ["my ticket", "a ticket"],
    ["my subscription", "the subscription"],
    ["the invoice", "my bill"],
    ["a parcel", "my package"],
    ["my account", "the account"],
    ["my password", "a new password"],
    ["the bicycle", "my bike"],
    ["a library card", "my reader's card"],
    ["the washing machine", "my washer"],
    ["a parking permit", "the parking badge"],
    ["my address", "the delivery address"],
    ["the heating", "my radiator"],
    ["a room", "the meeting room"],
    ["the garden tools", "a lawn mower"],
    ["my passport", "a travel document"],
    ["the appointment", "my visit"],
    ["a refund", "my money"],
    ["the battery", "a spare battery"],
    ["my contract", "the agreement"],
    ["a train seat", "my seat"],
    ["the allotment", "a garden plot"],
    ["my tax form", "the tax return"],
    ["a gym membership", "my membership"],
    ["the water meter", "my meter"],
    ["the router", "my internet box"],
    ["a birth certificate", "the certificate"],
    ["my driving licence", "a licence"],
    ["the dishwasher", "a dishwasher"],
    ["my order", "the order"],
    ["a voucher", "the gift card"],
    ["the playground", "a sports field"],
    ["my prescription", "a repeat prescription"],
    ["the compost bin", "a rubbish bin"],
    ["school meals", "lunch at school"],
    ["a dog licence", "my dog's papers"],
    ["the boiler", "my boiler"],
    ["a swimming course", "swimming lessons"],
    ["my phone number", "the contact number"],
    ["the smoke alarm", "a fire alarm"],
    ["a tent pitch", "the camping place"],
    ["the newsletter", "your emails"],
    ["my points", "the bonus points"],
    ["a delivery slot", "the delivery time"],
    ["the window frames", "a window"],
    ["my luggage", "a suitcase"],
    ["a season pass", "the annual pass"],
    ["the piano", "a keyboard"],
    ["the solar panels", "my panels"],
    ["a hearing test", "the hearing check"],
    ["my rent", "the monthly rent"],
    ["the fruit trees", "an apple tree"],
    ["a wedding date", "the ceremony"],
    ["the coffee maker", "my coffee machine"],
    ["a loan", "my credit"],
    ["the museum tour", "a guided tour"],
    ["my pension", "the pension plan"],
    ["a bus route", "the night bus"],
    ["the key", "a spare key"],
    ["my glasses", "a pair of glasses"],
    ["the electricity", "my power supply"],
    ["a translator", "an interpreter"],
    ["the cellar", "my storage room"],
    ["a sewing class", "the evening class"],
    ["my photographs", "the pictures"],
    ["the lift", "an elevator"],
    ["a fishing permit", "the fishing rights"],
    ["the sofa", "my couch"],
    ["a blood donation", "the donor session"],
    ["the printer", "my scanner"],
    ["a beehive", "the bees"],
    ["my shares", "the fund"],
    ["the ferry", "a boat crossing"],
];

const CIRCUMSTANCES: [[&str; 2]; 40] = [
    ["online", "over the internet"],
    ["abroad", "while i am in another country"],
    ["for my mother", "on behalf of my mum"],
    ["at the weekend", "on a sunday"],
    ["without a receipt", "when i lost the receipt"],
    ["by phone", "if i call you"],
    ["after the deadline", "too late"],
    ["for a child", "for kids"],
    ["with a wheelchair", "when i can't walk"],
    ["before the holidays", "in december"],
    ["in cash", "with banknotes"],
    ["twice", "a second time"],
    ["from my phone", "in the app"],
    ["as a student", "while i study"],
    ["in winter", "when it is freezing"],
    ["for a group of ten", "for many people at once"],
    ["without an email address", "if i have no email"],
    ["in the city centre", "downtown"],
    ["at night", "after midnight"],
    ["by bank transfer", "from my bank"],
    ["under another name", "with my maiden name"],
    ["for free", "without paying"],
    ["in person", "at your desk"],
    ["before it arrives", "while it is on its way"],
    ["for my company", "as a business"],
    ["as a pensioner", "when i am retired"],
    ["when it rains", "in bad weather"],
    ["with a discount", "for less"],
    ["every month", "monthly"],
    ["within an hour", "right away"],
    ["during the strike", "while they strike"],
    ["as a tenant", "if i rent"],
    ["in german", "in another language"],
    ["by post", "in a letter"],
    ["for a neighbour", "for the people next door"],
    ["after a move", "since i moved house"],
    ["with a broken seal", "when it was opened"],
    ["as a beginner", "for the first time"],
    ["until next year", "for twelve months"],
    ["through a friend", "with somebody's help"],
];

const ONSETS: [&str; 20] =
    ["b", "br", "c", "d", "dr", "f", "g", "gl", "k", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v"];
const RHYMES: [&str; 15] = ["a", "an", "ar", "e", "el", "en", "i", "in", "ix", "o", "on", "or", "u", "um", "ys"];
/// How many names there are to draw from.
const NAMES: usize = 30_000;

/// What an entry is about, as positions in the lists.
struct Meaning {
    deed: usize,
    thing: usize,
    circumstance: usize,
    name: Option<usize>,
}

/// A FAQ with about so many phrasings, five an entry.
pub(crate) fn faq(phrasings: usize) -> Faq {
    let mut toml = String::from("title = \"Made up\"\n");
    for entry in 0..phrasings / PHRASINGS {
        let mut random = Random::new(entry);
        let meaning = Meaning::draw(&mut random);
        let texts: Vec<String> = (0..PHRASINGS).map(|_| meaning.phrase(&mut random)).collect();
        let (question, others) = texts.split_first().expect("an entry has phrasings");
        writeln!(
            toml,
            "[[entry]]\nid = \"e{entry}\"\nquestion = {question:?}\nalso_asked = {others:?}\npassage = \"\""
        )
        .expect("a text takes all that is written");
    }
    let heading = "title = \"Made up\"\nlanguage = \"en\"\nquotes = false\n".to_owned();
    let files =
        [File { path: "faq.toml".to_owned(), text: heading }, File { path: "topics/all.toml".to_owned(), text: toml }];
    corpus::load(&files).expect("a made-up FAQ is well formed")
}

/// Questions to a FAQ of so many phrasings, none of them its own; with one or two typos each when `typos` is set.
pub(crate) fn questions(phrasings: usize, typos: bool) -> Vec<Question> {
    let entries = phrasings / PHRASINGS;
    let ask = |number: usize| {
        // Beyond every entry's own number, so that frames and words fall otherwise than in its phrasings.
        let mut random = Random::new(1_000_000 + number);
        let meaning = Meaning::draw(&mut Random::new(random.below(entries)));
        let text = meaning.phrase(&mut random);
        Question::new(&if typos { mistype(&text, &mut random) } else { text })
    };
    (0..1_000).map(ask).collect()
}

impl Meaning {
    fn draw(random: &mut Random) -> Self {
        Self {
            deed: random.zipf(DEEDS.len()),
            thing: random.zipf(THINGS.len()),
            circumstance: random.zipf(CIRCUMSTANCES.len()),
            name: (random.below(3) == 0).then(|| random.zipf(NAMES)),
        }
    }

    fn phrase(&self, random: &mut Random) -> String {
        let frame = FRAMES[random.below(FRAMES.len())];
        let deed = DEEDS[self.deed][random.zipf(3)];
        let mut thing = THINGS[self.thing][random.below(2)].to_owned();
        if let Some(number) = self.name {
            thing = format!("{thing} from {}", name(number));
        }
        let circumstance = CIRCUMSTANCES[self.circumstance][random.below(2)];
        frame.replacen('V', deed, 1).replacen('N', &thing, 1).replacen('C', circumstance, 1)
    }
}

/// A made-up name, such as "drixora"; neighbouring numbers give unlike names.
fn name(number: usize) -> String {
    let mut rest = number.wrapping_mul(7_919) % (300 * 300 * 4) + 300;
    let mut name = String::new();
    while rest > 0 {
        name += ONSETS[rest % 20];
        name += RHYMES[rest / 20 % 15];
        rest /= 300;
    }
    name
}

/// The text with one or two edits in words of four letters or more.
fn mistype(text: &str, random: &mut Random) -> String {
    let mut words: Vec<Vec<char>> = text.split(' ').map(|word| word.chars().collect()).collect();
    for _ in 0..1 + random.below(2) {
        let long: Vec<usize> = (0..words.len()).filter(|&word| words[word].len() >= 4).collect();
        if long.is_empty() {
            break;
        }
        let word = &mut words[long[random.below(long.len())]];
        let at = random.below(word.len() - 1);
        let letter = char::from(b"etaoinshrdlu"[random.below(12)]);
        match random.below(4) {
            0 => word.swap(at, at + 1),
            1 => word[at] = letter,
            2 => word.insert(at, letter),
            _ => drop(word.remove(at)),
        }
    }
    words.iter().map(|word| word.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers on every machine.
struct Random(u64);

impl Random {
    fn new(seed: usize) -> Self {
        Self(seed as u64)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `count` - 1, each as likely.
    fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    /// A rank from 0 to `count` - 1, the n-th about 1/n as likely as the first (Zipf's law).
    fn zipf(&mut self, count: usize) -> usize {
        let share = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((count as f64 + 1.0).powf(share) as usize - 1).min(count - 1)
    }
}
